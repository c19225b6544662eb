#include "layout/text_layout.h"

#include <algorithm>
#include <span>

#include "layout/atoms.h"
#include "layout/total_fit.h"
#include "ykien/direction.h"
#include "ykien/text.h"

namespace ykien {

namespace {

constexpr float kSlackPx = 0.01F;       // for the sum of many widths
constexpr float kRunWidthMaxPx = 2000;  // what a texture page takes
// More than this between words, in their own widths, looks worse than a ragged line.
constexpr float kSpaceGrowthMax = 2;

class LineFiller {
 public:
  LineFiller(const std::vector<Piece>& pieces, float width_px, RunTable& runs)
      : pieces_(pieces), width_(width_px), runs_(runs) {}

  void set_direction(bool has_right_to_left, bool right_to_left) {
    layout_.bidi = has_right_to_left;
    layout_.right_to_left = right_to_left;
  }

  TextLayout fill(const std::vector<Atom>& atoms, Fill fill) {
    const std::vector<std::span<const Atom>> words = words_of(atoms);
    justified_ = fill == Fill::kJustified && !layout_.bidi;
    if (justified_) plan(words);
    std::size_t next_start = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool starts = next_start < starts_.size() && starts_[next_start] == i;
      if (starts) ++next_start;
      add_word(words[i], starts);
    }
    end_line(false);
    return std::move(layout_);
  }

 private:
  static std::vector<std::span<const Atom>> words_of(const std::vector<Atom>& atoms) {
    std::vector<std::span<const Atom>> words;
    for (std::size_t begin = 0; begin < atoms.size();) {
      std::size_t end = begin;
      while (end + 1 < atoms.size() && !atoms[end].last_of_word) ++end;
      words.push_back(std::span(atoms).subspan(begin, end + 1 - begin));
      begin = end + 1;
    }
    return words;
  }

  // Where lines shall start, for all words between two forced breaks together.
  void plan(std::span<const std::span<const Atom>> words) {
    std::vector<FitWord> fit;
    std::size_t first = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const float ink = ink_of(words[i]);
      fit.push_back({ink, width_of(words[i]) - ink});
      if (!words[i].back().forced && i + 1 < words.size()) continue;
      for (const std::size_t start : fit_lines(fit, width_)) starts_.push_back(first + start);
      fit.clear();
      first = i + 1;
    }
  }

  float advance(const Atom& atom) const {
    const float spacing = atom.space ? style_of(atom).word_spacing_px : 0;
    return runs_.run(atom.run).metrics.advance + spacing;
  }

  const TextStyle& style_of(const Atom& atom) const {
    return runs_.style(pieces_[atom.piece].style);
  }

  float width_of(std::span<const Atom> atoms) const {
    float width = 0;
    for (const Atom& atom : atoms) width += advance(atom);
    return width;
  }

  float ink_of(std::span<const Atom> word) const {
    while (!word.empty() && word.back().blank) word = word.first(word.size() - 1);
    return width_of(word);
  }

  void add_word(std::span<const Atom> word, bool starts_line) {
    const float ink = ink_of(word);
    const bool full = justified_ ? starts_line : x_ + ink > width_ + kSlackPx;
    if (!line_.runs.empty() && full) break_line(0);
    if (ink > std::min(width_ + kSlackPx, kRunWidthMaxPx)) {
      cut_word(word);
    } else {
      for (const Atom& atom : word) place(atom);
    }
    if (word.back().forced) {
      end_line(false);
      pending_flags_ = piece::kForced;
      forced_ = true;
    }
  }

  // Places a word that is wider than a line, grapheme by grapheme.
  void cut_word(std::span<const Atom> word) {
    for (const Atom& atom : word) {
      if (atom.blank || (advance(atom) <= kRunWidthMaxPx && x_ + advance(atom) <= width_)) {
        place(atom);
        continue;
      }
      for (const Atom& part : graphemes_of(atom)) {
        if (!line_.runs.empty() && x_ + advance(part) > width_) break_line(piece::kJoined);
        place(part);
      }
    }
  }

  std::vector<Atom> graphemes_of(const Atom& atom) {
    std::vector<Atom> parts;
    const std::string_view text = pieces_[atom.piece].text;
    for (std::uint32_t at = atom.begin_bytes; at < atom.end_bytes;) {
      const std::string_view rest = text.substr(at, atom.end_bytes - at);
      const auto size = static_cast<std::uint32_t>(cut_graphemes(rest, 1).value_or(rest.size()));
      Atom part = atom;
      part.run = runs_.intern(pieces_[atom.piece].style, rest.substr(0, size));
      part.begin_bytes = at;
      part.end_bytes = at += size;
      parts.push_back(part);
    }
    runs_.measure_pending();
    return parts;
  }

  void place(const Atom& atom) {
    if (atom.blank && line_.runs.empty()) return;  // no line starts with a blank
    line_.runs.push_back({atom.run, atom.piece, x_});
    placed_.push_back(atom);
    x_ += advance(atom);
    if (atom.blank) return;
    line_.width = x_;
    ink_runs_ = line_.runs.size();
  }

  void break_line(std::uint32_t flags) {
    const bool joined = !placed_.empty() && !placed_.back().blank;
    end_line(true);
    pending_flags_ = joined ? flags | piece::kJoined : flags;
  }

  // `wraps`: the text goes on below.
  void end_line(bool wraps) {
    if (line_.runs.empty() && !forced_) return;
    line_.runs.resize(ink_runs_);
    placed_.resize(ink_runs_);
    if (justified_ && wraps) justify();
    for (std::size_t i = 0; i < placed_.size(); ++i) add_line_piece(placed_[i], line_.runs[i].x);
    if (line_.pieces.empty()) line_.pieces.push_back({});  // an empty line is a line, too
    line_.pieces.front().flags |= pending_flags_;
    if (layout_.bidi) set_as_one_run();
    layout_.width = std::max(layout_.width, line_.width);
    layout_.lines.push_back(std::move(line_));
    line_ = {};
    placed_.clear();
    x_ = 0;
    ink_runs_ = 0;
    pending_flags_ = 0;
    forced_ = false;
  }

  // Shares what the line misses among its spaces.
  void justify() {
    float widths = 0;
    int spaces = 0;
    for (const Atom& atom : placed_) {
      if (!atom.space) continue;
      widths += advance(atom);
      ++spaces;
    }
    if (spaces == 0) return;
    const float rest = width_ - line_.width;
    line_.word_spacing = std::min(rest, widths * kSpaceGrowthMax) / static_cast<float>(spaces);
    float moved = 0;
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      line_.runs[i].x += moved;
      if (placed_[i].space) moved += line_.word_spacing;
    }
    line_.width += moved;
  }

  // The browser puts the letters of a whole line in order; of one style it can draw them, too.
  void set_as_one_run() {
    std::string text;
    for (const LinePiece& part : line_.pieces)
      text += std::string_view(pieces_[part.piece].text)
                  .substr(part.begin_bytes, part.end_bytes - part.begin_bytes);
    if (placed_.empty() || (!layout_.right_to_left && !has_right_to_left(text))) return;
    const StyleId base = pieces_[placed_.front().piece].style;
    for (const Atom& atom : placed_) layout_.drawable &= pieces_[atom.piece].style == base;
    TextStyle style = runs_.style(base);
    style.right_to_left = layout_.right_to_left;
    const RunId run = runs_.intern(runs_.intern_style(style), text);
    runs_.measure_pending();
    line_.width = runs_.run(run).metrics.advance;
    layout_.drawable &= line_.width <= kRunWidthMaxPx && style.word_spacing_px == 0;
    line_.runs = {{run, placed_.front().piece, 0}};
    line_.pieces.front().x = 0;
    line_.pieces.back().x_end = line_.width;
  }

  void add_line_piece(const Atom& atom, float x) {
    const float x_end = x + advance(atom);
    if (!line_.pieces.empty() && line_.pieces.back().piece == atom.piece) {
      line_.pieces.back().end_bytes = atom.end_bytes;
      line_.pieces.back().x_end = x_end;
      return;
    }
    line_.pieces.push_back(
        {atom.piece, atom.begin_bytes, atom.end_bytes, pieces_[atom.piece].flags, x, x_end});
  }

  const std::vector<Piece>& pieces_;
  float width_;
  RunTable& runs_;
  TextLayout layout_;
  bool justified_ = false;
  std::vector<std::size_t> starts_;  // words that start lines, when justified
  Line line_;
  std::vector<Atom> placed_;  // of line_.runs, one each
  float x_ = 0;
  std::size_t ink_runs_ = 0;  // of the line, without the blanks at its end
  std::uint32_t pending_flags_ = 0;
  bool forced_ = false;  // the line was opened by a forced break: it counts even when empty
};

}  // namespace

TextLayout lay_out_text(const std::vector<Piece>& pieces, float width_px, RunTable& runs,
                        Fill fill) {
  std::string text;
  for (const Piece& piece : pieces) text += piece.text;
  const std::vector<Atom> atoms = make_atoms(pieces, text, runs);
  runs.measure_pending();
  LineFiller filler(pieces, width_px, runs);
  if (has_right_to_left(text)) filler.set_direction(true, starts_right_to_left(text));
  return filler.fill(atoms, fill);
}

}  // namespace ykien
