#include "ui/compose.h"

#include <algorithm>
#include <utility>

namespace ykien {

const KnownSize* Page::size_of(std::uint32_t twin) const {
  const auto found = sizes.find(twin);
  return found == sizes.end() ? nullptr : &found->second;
}

Flow reading_column(const Page& page) {
  const int width = page.theme.measure();
  return Flow(page.runs, (page.theme.width() - width) / 2, width, &page.plain);
}

Piece make_piece(const Page& page, const Type& type, std::string_view text, std::uint32_t flags,
                 std::string_view href) {
  return {std::string(text), page.runs.intern_style(type.style), flags, std::string(href)};
}

Piece link_piece(const Page& page, const Type& type, const Link& link) {
  Type linked = type;
  if (!link.url.empty()) linked.style.color = page.theme.palette().link;
  return make_piece(page, linked, link.text, link.url.empty() ? 0 : piece::kLink | piece::kQuiet,
                    link.url);
}

std::vector<Piece> make_pieces(const Page& page, const Type& type, const Spans& spans) {
  std::vector<Piece> pieces;
  for (const Span& span : spans) {
    TextStyle style = type.style;
    std::uint32_t flags = 0;
    if (span.bold) {
      style.weight = std::max(style.weight, 700);
      flags |= piece::kBold;
    }
    if (span.italic) {
      style.italic = !style.italic;  // emphasis inside italics stands upright
      flags |= piece::kItalic;
    }
    if (!span.href.empty()) {
      style.color = page.theme.palette().link;
      flags |= piece::kLink;
    }
    pieces.push_back({span.text, page.runs.intern_style(style), flags, span.href});
  }
  return pieces;
}

TextBox make_text_box(std::uint32_t id, TwinKind kind, const Type& type,
                      std::vector<Piece> pieces) {
  TextBox box;
  box.id = id;
  box.kind = kind;
  box.line_height = type.line_height;
  box.pieces = std::move(pieces);
  return box;
}

int indent_of(const Page& page, std::size_t depth) {
  constexpr std::size_t kDepthDrawnMax = 3;
  return page.theme.px(page.theme.narrow() ? 14 : 28) *
         static_cast<int>(std::min(depth, kDepthDrawnMax));
}

TextBox make_text_button(const Page& page, std::uint32_t id, std::string_view text, bool strong) {
  Type type = page.theme.small();
  type.style.weight = 600;
  if (strong) type.style.color = page.theme.palette().accent;
  TextBox button = make_text_box(id, TwinKind::kButton, type, {make_piece(page, type, text)});
  button.label = text;
  button.padding_y = page.theme.px(6);
  return button;
}

Box make_container(std::uint32_t id, TwinKind kind, Decor decor) {
  Box box;
  box.id = id;
  box.kind = kind;
  box.decor = decor;
  return box;
}

}  // namespace ykien
