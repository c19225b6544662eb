// Stacks boxes in a column: the builder that composes sections.
//
// Gaps between neighbours do not add up: the larger one counts, as CSS margins collapse. Device
// pixels. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "layout/long_text.h"
#include "layout/section.h"

namespace ykien {

enum class Align : std::uint8_t { kStart, kCenter, kEnd };

// Where the lower boxes of a row stand beside its tallest.
enum class Cross : std::uint8_t { kStart, kCenter };

// How a text box is set.
struct TextBox {
  std::uint32_t id = 0;
  TwinKind kind = TwinKind::kParagraph;
  std::vector<Piece> pieces;
  int line_height = 0;
  int padding_x = 0;
  int padding_y = 0;
  Fill fill = Fill::kRagged;
  Decor decor = Decor::kNone;
  Align align = Align::kStart;
  std::uint32_t flags = 0;
  std::string label = {};
  std::uint32_t value = 0;
  bool goes_on = false;  // more text follows in a box below: only full lines are set
};

// By twin id, px.
using PlainHeights = std::unordered_map<std::uint32_t, int>;

class Flow {
 public:
  // `plain`: heights of the texts that the browser sets by itself; outlives the flow.
  Flow(RunTable& runs, int left, int width, const PlainHeights* plain = nullptr);

  int width() const { return width_; }
  // What the boxes so far have cost: bytes of text (UTF-8), and as much for each box as a few
  // words.
  std::size_t effort() const { return effort_; }

  // The width of a text that breaks nowhere. To find it out costs as much as to set it.
  int natural_width(const std::vector<Piece>& pieces);

  // Asks for at least `px` of space before the next box.
  void gap(int px);
  // Narrows the column until the matching pop.
  void push_inset(int left, int right);
  void pop_inset();

  // Opens a box that holds those added until end_container(); its size follows from them, padding
  // included.
  void begin_container(Box box, int padding = 0);
  void end_container();

  // Adds text across the column; its height follows from its lines.
  void add_text(TextBox text);
  // Adds the next part of a long text, in place of `text.pieces`.
  void add_part(TextBox text, LongText& rest);
  // Adds text whose left top is `offset_x` from where the next box will stand, taking no space:
  // list markers, avatars. As wide as its text where `width` is 0.
  void add_beside(TextBox text, int offset_x, int width = 0);
  // Adds a box of a known height across the column.
  void add_box(Box box, int height);

  class Row;

  // What stands there so far, without containers that are still open.
  Section so_far(SectionRole role) const;
  Section finish(SectionRole role);

 private:
  friend class Row;
  Box make_text(TextBox& text, int x, int y, int width_max, bool shrink);
  void put_text(Box box);
  void set_lines(Box& box, const TextBox& text, int width_max, bool shrink);
  void leave_to_browser(Box& box) const;
  void open_space();

  struct Inset {
    int left;
    int right;
  };
  struct Container {
    std::size_t box;
    int padding;
  };

  RunTable& runs_;
  const PlainHeights* plain_;
  int left_;
  int width_;
  int y_ = 0;
  int pending_gap_ = 0;
  bool empty_ = false;  // nothing stands above in this container: gaps are not yet due
  std::vector<Inset> insets_;
  std::vector<Container> open_;
  std::size_t effort_ = 0;
  Section section_;
};

// Boxes side by side on one line of a container, wrapping to further lines when they do not fit.
class Flow::Row {
 public:
  Row(Flow& flow, Box container, int gap_x, int gap_y, Cross cross = Cross::kCenter);
  ~Row();
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  // As wide as its text. kEnd sets it at the right end of its line, and last in reading order: add
  // it first, so that the others know what is left for them.
  void add_text(TextBox text);
  // As wide as asked for; text, if there is any, wraps in it.
  void add_text(TextBox text, int width);
  void add_box(Box box, int width, int height);
  // Starts a new line.
  void wrap();
  int width_left() const;

 private:
  void set(Box box, Align align);
  void close_line();

  Flow& flow_;
  int gap_x_;
  int gap_y_;
  Cross cross_;
  int x_ = 0;
  int line_y_ = 0;
  int line_height_ = 0;
  int end_width_ = 0;          // taken at the right end
  std::size_t end_count_ = 0;  // of the boxes there, first of the line
  std::size_t line_first_ = 0;
};

}  // namespace ykien
