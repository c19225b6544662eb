#include "ui/block_composer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace ykien {

namespace {

constexpr double kImageAspectUnknown = 9.0 / 16;  // until the photo tells its own
constexpr double kImageAspectMax = 1.5;           // taller photos are shown whole, but narrower
constexpr double kCellPaddingCss = 10;            // beside the text

}  // namespace

void BlockComposer::operator()(const Heading& heading) {
  const Type type = theme_.heading(heading.level);
  TextBox box =
      make_text_box(next_id(), TwinKind::kHeading, type, make_pieces(page_, type, heading.spans));
  box.value = static_cast<std::uint32_t>(heading.level);
  flow_.gap(theme_.px(32));
  flow_.add_text(std::move(box));
  flow_.gap(theme_.px(10));
  after_heading_ = true;
}

void BlockComposer::operator()(const Paragraph& paragraph) {
  space_before();
  const Type type = theme_.body();
  paragraph_.emplace(make_pieces(page_, type, paragraph.spans));
  go_on();
}

void BlockComposer::go_on() {
  if (list_ != nullptr) return go_on_with_list();
  if (table_ != nullptr) return go_on_with_table();
  add_part(TwinKind::kParagraph, theme_.body(), *paragraph_);
  if (paragraph_->done()) paragraph_.reset();
}

void BlockComposer::operator()(const Image& image) {
  flow_.gap(theme_.px(24));
  flow_.begin_container(make_container(next_id(), TwinKind::kFigure));
  add_photo(image);
  if (!image.caption.empty()) {
    flow_.gap(theme_.px(8));
    add_paragraph(TwinKind::kCaption, theme_.caption(), image.caption);
  }
  flow_.end_container();
  flow_.gap(theme_.px(24));
}

void BlockComposer::operator()(const Quote& quote) {
  flow_.gap(theme_.px(24));
  flow_.push_inset(0, theme_.narrow() ? 0 : theme_.px(24));
  flow_.begin_container(make_container(next_id(), TwinKind::kQuote, Decor::kQuoteBar));
  flow_.push_inset(theme_.px(20), 0);
  for (const Spans& paragraph : quote.paragraphs) {
    flow_.gap(theme_.px(10));
    add_paragraph(TwinKind::kParagraph, theme_.quote(), paragraph);
  }
  if (!quote.citation.empty()) {
    flow_.gap(theme_.px(8));
    add_paragraph(TwinKind::kParagraph, theme_.small(), quote.citation);
  }
  flow_.pop_inset();
  flow_.end_container();
  flow_.pop_inset();
  flow_.gap(theme_.px(24));
}

void BlockComposer::operator()(const List& list) {
  if (list.items.empty()) return;
  space_before();
  list_ = &list;
  next_item_ = 0;
  go_on();
}

void BlockComposer::operator()(const Separator&) {
  flow_.gap(theme_.px(28));
  flow_.add_box(make_container(next_id(), TwinKind::kSeparator, Decor::kRule), theme_.px(1));
  flow_.gap(theme_.px(28));
}

Type BlockComposer::cell_type(const TableCell& cell) const {
  Type type = theme_.label();
  if (cell.header) type.style.weight = 700;
  return type;
}

void BlockComposer::operator()(const Table& table) {
  flow_.gap(theme_.px(24));
  flow_.begin_container(make_container(next_id(), TwinKind::kTable));
  if (!table.caption.empty()) {
    add_paragraph(TwinKind::kTableCaption, theme_.caption(), table.caption);
    flow_.gap(theme_.px(8));
  }
  table_ = &table;
  next_row_ = 0;
  columns_.assign(table.rows.front().size(), 0);
}

void BlockComposer::go_on_with_table() {
  const std::size_t rows = table_->rows.size();
  const auto& cells = table_->rows[next_row_ % rows];
  if (next_row_ == rows) fit_columns();
  next_row_ < rows ? measure_row(cells) : add_row(cells);
  if (++next_row_ < 2 * rows) return;
  table_ = nullptr;
  flow_.end_container();
  flow_.gap(theme_.px(24));
}

void BlockComposer::measure_row(const std::vector<TableCell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const int width = flow_.natural_width(make_pieces(page_, cell_type(cells[i]), cells[i].spans));
    columns_[i] = std::max(columns_[i], width + 2 * theme_.px(kCellPaddingCss) + 1);
  }
}

// Natural widths where they fit, and what is left for all alike; otherwise the widest columns give
// way first, down to their share.
void BlockComposer::fit_columns() {
  const int count = static_cast<int>(columns_.size());
  int share = 0;
  for (int next = flow_.width() / count; next != share;) {
    share = next;
    int left = flow_.width();
    int wide = 0;
    for (const int width : columns_) {
      if (width > share)
        ++wide;
      else
        left -= width;
    }
    if (wide > 0) next = left / wide;
  }
  for (int& width : columns_) width = std::max(1, std::min(width, share));
  const int sum = std::accumulate(columns_.begin(), columns_.end(), 0);
  const int spare = std::max(0, flow_.width() - sum) / count;
  for (int& width : columns_) width += spare;
}

void BlockComposer::add_row(const std::vector<TableCell>& cells) {
  const bool head =
      std::all_of(cells.begin(), cells.end(), [](const TableCell& c) { return c.header; });
  Flow::Row row(
      flow_,
      make_container(next_id(), TwinKind::kRow, head ? Decor::kTableHead : Decor::kTableLine), 0, 0,
      Cross::kStart);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Type type = cell_type(cells[i]);
    TextBox box =
        make_text_box(next_id(), TwinKind::kCell, type, make_pieces(page_, type, cells[i].spans));
    box.padding_x = theme_.px(kCellPaddingCss);
    box.padding_y = theme_.px(8);
    box.value = cells[i].header ? 1 : 0;
    row.add_text(std::move(box), columns_[i]);
  }
}

void BlockComposer::space_before() {
  flow_.gap(theme_.paragraph_gap(after_heading_ ? 10 : 18));
  after_heading_ = false;
}

void BlockComposer::add_paragraph(TwinKind kind, const Type& type, const Spans& spans) {
  LongText text(make_pieces(page_, type, spans));
  add_part(kind, type, text);
  while (!text.done())
    add_part(kind == TwinKind::kCaption ? TwinKind::kParagraph : kind, type, text);
}

void BlockComposer::add_part(TwinKind kind, const Type& type, LongText& text) {
  TextBox box = make_text_box(next_id(), kind, type, {});
  box.fill = theme_.fill();
  flow_.add_part(std::move(box), text);
}

void BlockComposer::add_photo(const Image& image) {
  Box photo = make_container(next_id(), TwinKind::kImage, Decor::kImageFrame);
  double width = image.width_px;
  double height = image.height_px;
  if (const KnownSize* size = page_.size_of(photo.id)) {
    width = size->width_css;
    height = size->height_css;
  }
  const double aspect = width > 0 && height > 0 ? height / width : kImageAspectUnknown;
  const int column = flow_.width();
  const int shown =
      aspect > kImageAspectMax ? static_cast<int>(column * kImageAspectMax / aspect) : column;
  photo.source = image.src;
  photo.label = image.alt;
  flow_.push_inset((column - shown) / 2, column - shown - (column - shown) / 2);
  flow_.add_box(std::move(photo), static_cast<int>(std::lround(shown * aspect)));
  flow_.pop_inset();
}

// Lists deeper than the item end, and one as deep goes on; else one begins.
void BlockComposer::go_on_with_list() {
  const ListItem& item = list_->items[next_item_++];
  while (!open_lists_.empty() && open_lists_.back().depth > item.depth) end_list();
  if (open_lists_.empty() || open_lists_.back().depth < item.depth) begin_list(item.depth);
  const bool last = next_item_ == list_->items.size();
  add_item(item, !last && list_->items[next_item_].depth > item.depth);
  if (!last) return;
  while (!open_lists_.empty()) end_list();
  list_ = nullptr;
}

void BlockComposer::begin_list(int depth) {
  Box container = make_container(next_id(), TwinKind::kList);
  container.value = list_->ordered ? 1 : 0;
  flow_.begin_container(std::move(container));
  flow_.push_inset(theme_.body().style.size_px * 3 / 2, 0);
  open_lists_.push_back({.depth = depth});
}

void BlockComposer::end_item() {
  if (std::exchange(open_lists_.back().in_item, false)) flow_.end_container();
}

void BlockComposer::end_list() {
  end_item();
  flow_.pop_inset();
  flow_.end_container();
  open_lists_.pop_back();
}

void BlockComposer::add_item(const ListItem& item, bool holds_list) {
  end_item();
  OpenList& list = open_lists_.back();
  flow_.gap(theme_.px(8));
  const std::string_view bullet = list.depth % 2 == 0 ? "•" : "–";
  add_marker(list_->ordered ? std::to_string(++list.items) + "." : std::string(bullet));
  if (holds_list) flow_.begin_container(make_container(next_id(), TwinKind::kListItem));
  list.in_item = holds_list;
  add_paragraph(holds_list ? TwinKind::kParagraph : TwinKind::kListItem, theme_.body(), item.spans);
  if (holds_list) flow_.gap(theme_.px(8));
}

void BlockComposer::add_marker(std::string_view marker) {
  const Type type = theme_.body();
  flow_.add_beside(
      make_text_box(next_id(), TwinKind::kMarker, type, {make_piece(page_, type, marker)}),
      -type.style.size_px * static_cast<int>(marker.size() > 3 ? 3 : 2) / 2);
}

}  // namespace ykien
