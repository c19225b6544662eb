// What the page shows: turns the model into sections of boxes. Knows the theme and the words; draws
// nothing.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "layout/flow.h"
#include "model/model.h"
#include "model/words.h"
#include "ui/theme.h"

namespace ykien {

// Sizes that only the page knows, by twin id.
struct KnownSize {
  double width_css;  // images: intrinsic width; fields: not used
  double height_css;
};
using KnownSizes = std::unordered_map<std::uint32_t, KnownSize>;

struct Page {
  const Model& model;
  const Theme& theme;
  RunTable& runs;
  const KnownSizes& sizes;
  const PlainHeights& plain;

  const Words& words() const { return words_of(model.language()); }
  const KnownSize* size_of(std::uint32_t twin) const;
};

// One file each; the article is ArticleComposer's.
Section compose_strip(const Page& page);
Section compose_discussion(const Page& page);
// The comments down to the one that is answered, and those below it.
Section compose_thread(const Page& page);
Section compose_answer(const Page& page);
Section compose_rest(const Page& page);

// The form, where it stands: below the heading, or below the comment that it answers.
void add_form(const Page& page, Flow& flow);

// Shared by them.
Flow reading_column(const Page& page);
Piece make_piece(const Page& page, const Type& type, std::string_view text, std::uint32_t flags = 0,
                 std::string_view href = {});
// A link that stands apart from running text.
Piece link_piece(const Page& page, const Type& type, const Link& link);
std::vector<Piece> make_pieces(const Page& page, const Type& type, const Spans& spans);
TextBox make_text_box(std::uint32_t id, TwinKind kind, const Type& type, std::vector<Piece> pieces);
// A button without a frame.
// How far a row of this depth is set in, px.
int indent_of(const Page& page, std::size_t depth);
TextBox make_text_button(const Page& page, std::uint32_t id, std::string_view text, bool strong);
Box make_container(std::uint32_t id, TwinKind kind, Decor decor = Decor::kNone);

}  // namespace ykien
