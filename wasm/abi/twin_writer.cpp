#include "abi/twin_writer.h"

#include <string>
#include <string_view>

#include "host/wire.h"
#include "layout/hash.h"
#include "ui/decor.h"

namespace ykien {

namespace {

class TwinWriter {
 public:
  TwinWriter(const RunTable& runs, double device_pixel_ratio, const Palette& palette)
      : runs_(runs), ratio_(device_pixel_ratio), palette_(palette) {
    intern("");
    style_index_.assign(runs.style_count(), kNoStyle);
  }

  void add(const Section& section) {
    make_room(section);
    for (const Box& box : section.boxes) add_box(box);
  }

  void write(const Section& section, std::vector<std::uint8_t>& out) {
    Words32 header = {2};
    header.push_back(css(section.height));
    header.push_back(palette_.background);
    header.push_back(static_cast<std::uint32_t>(section.role));
    for (const std::size_t count : {section.boxes.size(), line_count_, piece_count_, style_count_,
                                    string_count_, blob_.size()}) {
      header.push_back(static_cast<std::uint32_t>(count));
    }
    const auto parts = {&header, &twins_, &lines_, &pieces_, &styles_, &strings_};
    std::size_t size = blob_.size();
    for (const Words32* words : parts) size += words->size() * sizeof(std::uint32_t);
    out.reserve(out.size() + size);
    for (const Words32* words : parts) {
      const auto* bytes = reinterpret_cast<const std::uint8_t*>(words->data());
      out.insert(out.end(), bytes, bytes + words->size() * sizeof(std::uint32_t));
    }
    out.insert(out.end(), blob_.begin(), blob_.end());
  }

 private:
  static constexpr std::uint32_t kNoStyle = 0xFFFFFFFF;
  static constexpr std::size_t kTwinWords = 19;
  static constexpr std::size_t kLineWords = 4;
  static constexpr std::size_t kPieceWords = 4;
  static constexpr std::size_t kStringWords = 2;

  // For a line of one piece each; text that is in no line is short.
  void make_room(const Section& section) {
    std::size_t lines = 0;
    std::size_t bytes = 0;
    for (const Box& box : section.boxes) {
      lines += box.text.lines.size();
      for (const Piece& piece : box.pieces) bytes += piece.text.size();
    }
    twins_.reserve(section.boxes.size() * kTwinWords);
    lines_.reserve(lines * kLineWords);
    pieces_.reserve(lines * kPieceWords);
    strings_.reserve(lines * kStringWords);
    blob_.reserve(bytes);
  }

  // CSS px, as a word.
  std::uint32_t css(double px) const { return float_word(px / ratio_); }

  void add_box(const Box& box) {
    const std::size_t first_line = line_count_;
    for (const Line& line : box.text.lines) add_line(box, line);
    const std::uint32_t ground = ground_of(box.decor, palette_);
    Hash hash;
    hash.add(box.hash);
    hash.add(ground);
    const std::uint32_t source = intern(box.source);
    const std::uint32_t label = intern(box.label);
    twins_.insert(
        twins_.end(),
        {box.id, static_cast<std::uint32_t>(box.kind), box.parent, box.flags, css(box.x),
         css(box.y), css(box.w), css(box.h), hash.value(), style(box.style), css(box.line_height),
         static_cast<std::uint32_t>(first_line), static_cast<std::uint32_t>(box.text.lines.size()),
         source, label, box.value, css(box.text_x), css(box.text_y), ground});
  }

  void add_line(const Box& box, const Line& line) {
    lines_.insert(lines_.end(), {static_cast<std::uint32_t>(piece_count_),
                                 static_cast<std::uint32_t>(line.pieces.size()), css(line.width),
                                 css(line.word_spacing)});
    ++line_count_;
    for (const LinePiece& part : line.pieces) {
      const Piece& piece = box.pieces[part.piece];
      const std::uint32_t text = intern(
          std::string_view(piece.text).substr(part.begin_bytes, part.end_bytes - part.begin_bytes));
      const std::uint32_t href = intern(piece.href);
      pieces_.insert(pieces_.end(),
                     {text, style(piece.style), part.flags & piece::kOnTheWire, href});
      ++piece_count_;
    }
  }

  std::uint32_t style(StyleId id) {
    if (id >= style_index_.size()) return 0;
    if (style_index_[id] == kNoStyle) {
      style_index_[id] = static_cast<std::uint32_t>(style_count_++);
      add_style(styles_, runs_.style(id));
    }
    return style_index_[id];
  }

  std::uint32_t intern(std::string_view text) {
    if (text.empty() && string_count_ > 0) return 0;
    strings_.insert(strings_.end(), {static_cast<std::uint32_t>(blob_.size()),
                                     static_cast<std::uint32_t>(text.size())});
    blob_ += text;
    return static_cast<std::uint32_t>(string_count_++);
  }

  const RunTable& runs_;
  double ratio_;
  const Palette& palette_;
  Words32 twins_;
  Words32 lines_;
  Words32 pieces_;
  Words32 styles_;
  Words32 strings_;
  std::string blob_;
  std::vector<std::uint32_t> style_index_;
  std::size_t line_count_ = 0;
  std::size_t piece_count_ = 0;
  std::size_t style_count_ = 0;
  std::size_t string_count_ = 0;
};

}  // namespace

void write_twins(const Section& section, const RunTable& runs, double device_pixel_ratio,
                 const Palette& palette, std::vector<std::uint8_t>& out) {
  TwinWriter writer(runs, device_pixel_ratio, palette);
  writer.add(section);
  writer.write(section, out);
}

}  // namespace ykien
