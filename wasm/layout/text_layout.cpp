#include "layout/text_layout.h"

#include <algorithm>
#include <span>

#include "layout/line_break.h"
#include "ykien/text.h"

namespace ykien {

namespace {

// A run, and the blanks after it, before it is given a place.
struct Atom {
  RunId run = 0;
  std::uint32_t piece = 0;
  std::uint32_t begin_bytes = 0;  // in the piece
  std::uint32_t end_bytes = 0;
  bool blank = false;         // spaces only: dropped at a line's end
  bool last_of_word = false;  // a break may come after it
  bool forced = false;        // a forced break comes after it
};

class Atomizer {
 public:
  Atomizer(const std::vector<Piece>& pieces, RunTable& runs) : pieces_(pieces), runs_(runs) {
    for (const Piece& piece : pieces) {
      starts_.push_back(static_cast<std::uint32_t>(text_.size()));
      text_ += piece.text;
    }
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
  }

  std::vector<Atom> atoms() {
    std::uint32_t begin = 0;
    for (const std::uint32_t end : find_breaks(text_)) {
      add_word(begin, end);
      begin = end;
    }
    return std::move(atoms_);
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

  void add_word(std::uint32_t begin, std::uint32_t end) {
    std::uint32_t ink_end = end;
    while (ink_end > begin && is_blank(text_[ink_end - 1])) --ink_end;
    add_range(begin, ink_end, false);
    add_range(ink_end, end, true);
    if (atoms_.empty()) return;
    atoms_.back().last_of_word = true;
    atoms_.back().forced = text_[end - 1] == '\n';
  }

  void add_range(std::uint32_t begin, std::uint32_t end, bool blank) {
    while (begin < end) {
      const auto next = std::upper_bound(starts_.begin(), starts_.end() - 1, begin);
      const auto piece = static_cast<std::uint32_t>(next - starts_.begin() - 1);
      const std::uint32_t part_end = std::min(end, starts_[piece + 1]);
      add_part(piece, begin - starts_[piece], part_end - starts_[piece], blank);
      begin = part_end;
    }
  }

  void add_part(std::uint32_t piece, std::uint32_t begin, std::uint32_t end, bool blank) {
    if ((pieces_[piece].flags & piece::kTicking) == 0) return add_atom(piece, begin, end, blank);
    const std::string_view text = pieces_[piece].text;
    while (begin < end) {
      const auto size = cut_graphemes(text.substr(begin, end - begin), 1).value_or(end - begin);
      add_atom(piece, begin, begin + static_cast<std::uint32_t>(size), blank);
      begin += static_cast<std::uint32_t>(size);
    }
  }

  void add_atom(std::uint32_t piece, std::uint32_t begin, std::uint32_t end, bool blank) {
    std::string_view text = std::string_view(pieces_[piece].text).substr(begin, end - begin);
    if (blank && text.find('\n') != std::string_view::npos) text = {};
    const RunId run = runs_.intern(pieces_[piece].style, blank && !text.empty() ? " " : text);
    atoms_.push_back({run, piece, begin, end, blank, false, false});
  }

  const std::vector<Piece>& pieces_;
  RunTable& runs_;
  std::string text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Atom> atoms_;
};

class LineFiller {
 public:
  LineFiller(const std::vector<Piece>& pieces, float width_px, RunTable& runs)
      : pieces_(pieces), width_(width_px), runs_(runs) {}

  TextLayout fill(const std::vector<Atom>& atoms) {
    for (std::size_t begin = 0; begin < atoms.size();) {
      std::size_t end = begin;
      while (end + 1 < atoms.size() && !atoms[end].last_of_word) ++end;
      add_word({atoms.begin() + static_cast<std::ptrdiff_t>(begin),
                atoms.begin() + static_cast<std::ptrdiff_t>(end) + 1});
      begin = end + 1;
    }
    end_line();
    return std::move(layout_);
  }

 private:
  float advance(const Atom& atom) const { return runs_.run(atom.run).metrics.advance; }

  void add_word(std::span<const Atom> word) {
    float ink = 0;
    for (const Atom& atom : word) {
      if (!atom.blank) ink += advance(atom);
    }
    if (!line_.runs.empty() && x_ + ink > width_ + kSlackPx) break_line(0);
    if (ink > std::min(width_ + kSlackPx, kRunWidthMaxPx)) {
      cut_word(word);
    } else {
      for (const Atom& atom : word) place(atom);
    }
    if (word.back().forced) {
      end_line();
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
    if (!atom.blank) {
      line_.width = x_ + advance(atom);
      ink_runs_ = line_.runs.size() + 1;
    }
    line_.runs.push_back({atom.run, atom.piece, x_});
    spans_.push_back(atom);
    x_ += advance(atom);
  }

  void break_line(std::uint32_t flags) {
    const bool joined = !spans_.empty() && !spans_.back().blank;
    end_line();
    pending_flags_ = joined ? flags | piece::kJoined : flags;
  }

  void end_line() {
    if (line_.runs.empty() && !forced_) return;
    line_.runs.resize(ink_runs_);
    spans_.resize(ink_runs_);
    for (std::size_t i = 0; i < spans_.size(); ++i) add_line_piece(spans_[i], line_.runs[i].x);
    if (line_.pieces.empty()) line_.pieces.push_back({});  // an empty line is a line, too
    line_.pieces.front().flags |= pending_flags_;
    layout_.width = std::max(layout_.width, line_.width);
    layout_.lines.push_back(std::move(line_));
    line_ = {};
    spans_.clear();
    x_ = 0;
    ink_runs_ = 0;
    pending_flags_ = 0;
    forced_ = false;
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

  static constexpr float kSlackPx = 0.01F;       // for the sum of many widths
  static constexpr float kRunWidthMaxPx = 2000;  // what a texture page takes

  const std::vector<Piece>& pieces_;
  float width_;
  RunTable& runs_;
  TextLayout layout_;
  Line line_;
  std::vector<Atom> spans_;  // of line_.runs, one each
  float x_ = 0;
  std::size_t ink_runs_ = 0;  // of the line, without the blanks at its end
  std::uint32_t pending_flags_ = 0;
  bool forced_ = false;  // the line was opened by a forced break: it counts even when empty
};

}  // namespace

TextLayout lay_out_text(const std::vector<Piece>& pieces, float width_px, RunTable& runs) {
  const std::vector<Atom> atoms = Atomizer(pieces, runs).atoms();
  runs.measure_pending();
  return LineFiller(pieces, width_px, runs).fill(atoms);
}

}  // namespace ykien
