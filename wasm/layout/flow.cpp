#include "layout/flow.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace ykien {

namespace {

constexpr std::size_t kBoxEffort = 64;
constexpr std::size_t kPieceEffort = 16;

// Puts the lines of a right-to-left text where they are drawn.
void start_at_right(Box& box) {
  box.flags |= twin::kRightToLeft;
  for (Line& line : box.text.lines) {
    const float left = static_cast<float>(box.w - box.text_x) - line.width;
    for (PlacedRun& run : line.runs) run.x += left;
    for (LinePiece& piece : line.pieces) {
      piece.x += left;
      piece.x_end += left;
    }
  }
}

// A line that is not full yet stands at the head of the next part, and so do empty lines.
void drop_open_lines(std::vector<Line>& lines) {
  const auto is_empty = [](const Line& line) { return line.pieces.back().end_bytes == 0; };
  if (lines.size() > 1) lines.pop_back();
  const auto full = std::find_if_not(lines.rbegin(), lines.rend(), is_empty);
  if (full != lines.rend()) lines.erase(full.base(), lines.end());
}

bool is_ticking(const std::vector<Piece>& pieces) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [](const Piece& piece) { return (piece.flags & piece::kTicking) != 0; });
}

}  // namespace

Flow::Flow(RunTable& runs, int left, int width, const PlainHeights* plain)
    : runs_(runs), plain_(plain), left_(left), width_(width) {}

int Flow::natural_width(const std::vector<Piece>& pieces) {
  effort_ += kBoxEffort;
  for (const Piece& piece : pieces) effort_ += kPieceEffort + piece.text.size();
  return static_cast<int>(std::ceil(lay_out_text(pieces, kUnboundedWidth, runs_).width));
}

void Flow::gap(int px) { pending_gap_ = std::max(pending_gap_, px); }

void Flow::open_space() {
  effort_ += kBoxEffort;
  if (!empty_) y_ += pending_gap_;
  pending_gap_ = 0;
  empty_ = false;
}

void Flow::push_inset(int left, int right) {
  insets_.push_back({left, right});
  left_ += left;
  width_ = std::max(1, width_ - left - right);
}

void Flow::pop_inset() {
  const Inset inset = insets_.back();
  insets_.pop_back();
  left_ -= inset.left;
  width_ += inset.left + inset.right;
}

void Flow::begin_container(Box box, int padding) {
  open_space();
  box.x = left_;
  box.y = y_;
  box.w = width_;
  if (!open_.empty()) box.parent = section_.boxes[open_.back().box].id;
  section_.boxes.push_back(std::move(box));
  open_.push_back({section_.boxes.size() - 1, padding});
  y_ += padding;
  push_inset(padding, padding);
  empty_ = true;
}

void Flow::end_container() {
  assert(!open_.empty());
  const Container container = open_.back();
  open_.pop_back();
  pop_inset();
  y_ += container.padding;
  Box& box = section_.boxes[container.box];
  box.h = y_ - box.y;
  leave_to_browser(box);
  y_ = box.y + box.h;
  seal_box(box);
  pending_gap_ = 0;
  empty_ = false;
}

Box Flow::make_text(TextBox& text, int x, int y, int width_max, bool shrink) {
  Box box;
  box.id = text.id;
  box.kind = text.kind;
  box.flags = text.flags;
  box.decor = text.decor;
  box.line_height = text.line_height;
  box.label = std::move(text.label);
  box.value = text.value;
  box.pieces = std::move(text.pieces);
  if (!open_.empty()) box.parent = section_.boxes[open_.back().box].id;
  if (!box.pieces.empty()) {
    box.style = box.pieces.front().style;
    box.baseline = runs_.line_metrics(box.style, box.line_height).baseline;
  }
  box.x = x;
  box.y = y;
  set_lines(box, text, width_max, shrink);
  return box;
}

void Flow::set_lines(Box& box, const TextBox& text, int width_max, bool shrink) {
  const int inner = std::max(1, width_max - 2 * text.padding_x);
  box.text = lay_out_text(box.pieces, static_cast<float>(inner), runs_, text.fill);
  for (const Piece& piece : box.pieces) effort_ += kPieceEffort + piece.text.size();
  if (text.goes_on) drop_open_lines(box.text.lines);
  const int ink = static_cast<int>(std::ceil(box.text.width));
  const int slack = text.align == Align::kStart || shrink ? 0 : std::max(0, inner - ink);
  box.w = shrink ? ink + 2 * text.padding_x : width_max;
  box.h = static_cast<int>(box.text.lines.size()) * text.line_height + 2 * text.padding_y;
  box.text_x = text.padding_x + (text.align == Align::kCenter ? slack / 2 : slack);
  box.text_y = text.padding_y;
  if (box.text.bidi) box.flags |= twin::kBidi;
  if (is_ticking(box.pieces)) box.flags |= twin::kLive;
  if (!box.text.drawable) box.flags |= twin::kPlain;
  if (box.text.right_to_left) start_at_right(box);
  leave_to_browser(box);
}

// A text, or a row of them, that the browser sets is as high as that became.
void Flow::leave_to_browser(Box& box) const {
  if (plain_ == nullptr) return;
  if (plain_->contains(box.parent)) box.flags |= twin::kPlain;
  const auto known = plain_->find(box.id);
  if (known == plain_->end()) return;
  box.flags |= twin::kPlain;
  box.h = known->second;
}

void Flow::add_text(TextBox text) {
  open_space();
  put_text(make_text(text, left_, y_, width_, false));
}

void Flow::add_part(TextBox text, LongText& rest) {
  text.pieces = rest.part();
  text.goes_on = !rest.ends();
  open_space();
  Box box = make_text(text, left_, y_, width_, false);
  rest.go_on_after(box.text.lines);
  put_text(std::move(box));
}

void Flow::put_text(Box box) {
  y_ += box.h;
  seal_box(box);
  section_.boxes.push_back(std::move(box));
}

void Flow::add_beside(TextBox text, int offset_x, int width) {
  open_space();
  text.flags |= twin::kPlaced;
  Box box = make_text(text, left_ + offset_x, y_, width == 0 ? width_ : width, width == 0);
  seal_box(box);
  section_.boxes.push_back(std::move(box));
}

void Flow::add_box(Box box, int height) {
  open_space();
  box.x = left_;
  box.y = y_;
  box.w = width_;
  box.h = height;
  if (!open_.empty()) box.parent = section_.boxes[open_.back().box].id;
  y_ += height;
  seal_box(box);
  section_.boxes.push_back(std::move(box));
}

Section Flow::so_far(SectionRole role) const {
  Section section = section_;
  section.role = role;
  section.height = y_;
  if (!open_.empty()) {
    const std::size_t count = open_.front().box;
    section.height = section.boxes[count].y;
    section.boxes.resize(count);
  }
  return section;
}

Section Flow::finish(SectionRole role) {
  assert(open_.empty() && insets_.empty());
  section_.role = role;
  section_.height = y_ + (empty_ ? 0 : pending_gap_);
  return std::move(section_);
}

Flow::Row::Row(Flow& flow, Box container, int gap_x, int gap_y, Cross cross)
    : flow_(flow), gap_x_(gap_x), gap_y_(gap_y), cross_(cross) {
  flow_.begin_container(std::move(container));
  line_y_ = flow_.y_;
  line_first_ = flow_.section_.boxes.size();
}

Flow::Row::~Row() {
  close_line();
  flow_.y_ = line_y_ + line_height_;
  flow_.end_container();
}

int Flow::Row::width_left() const { return flow_.width_ - x_ - end_width_; }

void Flow::Row::add_text(TextBox text) {
  const Align align = text.align;
  text.align = Align::kStart;
  set(flow_.make_text(text, 0, 0, flow_.width_, true), align);
}

void Flow::Row::add_text(TextBox text, int width) {
  set(flow_.make_text(text, 0, 0, width, false), Align::kStart);
}

void Flow::Row::add_box(Box box, int width, int height) {
  box.w = width;
  box.h = height;
  box.parent = flow_.section_.boxes[flow_.open_.back().box].id;
  flow_.leave_to_browser(box);
  set(std::move(box), Align::kStart);
}

void Flow::Row::set(Box box, Align align) {
  if (box.w > width_left() && (x_ > 0 || end_width_ > 0)) wrap();
  if (align == Align::kEnd) {
    box.x = flow_.left_ + flow_.width_ - end_width_ - box.w;
    end_width_ += box.w + gap_x_;
    ++end_count_;
  } else {
    box.x = flow_.left_ + x_;
    x_ += box.w + gap_x_;
  }
  box.y = line_y_;
  box.flags |= twin::kPlaced;
  line_height_ = std::max(line_height_, box.h);
  auto& boxes = flow_.section_.boxes;
  const auto at = align == Align::kEnd ? line_first_ : boxes.size();
  boxes.insert(boxes.begin() + static_cast<std::ptrdiff_t>(at), std::move(box));
}

void Flow::Row::wrap() {
  close_line();
  line_y_ += line_height_ + gap_y_;
  line_height_ = 0;
  x_ = 0;
  end_width_ = 0;
}

void Flow::Row::close_line() {
  auto& boxes = flow_.section_.boxes;
  for (std::size_t i = line_first_; i < boxes.size(); ++i) {
    if (cross_ == Cross::kCenter) boxes[i].y += (line_height_ - boxes[i].h) / 2;
    seal_box(boxes[i]);
  }
  const auto first = boxes.begin() + static_cast<std::ptrdiff_t>(line_first_);
  std::rotate(first, first + static_cast<std::ptrdiff_t>(end_count_), boxes.end());
  line_first_ = boxes.size();
  end_count_ = 0;
}

}  // namespace ykien
