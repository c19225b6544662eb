#include "layout/atoms.h"

#include <algorithm>
#include <string_view>

#include "layout/line_break.h"

namespace ykien {

namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

class Atomizer {
 public:
  Atomizer(const std::vector<Piece>& pieces, const std::string& text, RunTable& runs)
      : pieces_(pieces), runs_(runs), text_(text) {
    std::uint32_t start = 0;
    for (const Piece& piece : pieces) {
      starts_.push_back(start);
      start += static_cast<std::uint32_t>(piece.text.size());
    }
    starts_.push_back(start);
  }

  std::vector<Atom> atoms() {
    std::uint32_t begin = 0;
    for (const std::uint32_t end : runs_.find_breaks(text_)) {
      add_word(begin, end);
      begin = end;
    }
    return std::move(atoms_);
  }

 private:
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
    const std::string_view text = pieces_[piece].text;
    while (begin < end) {
      const std::string_view rest = text.substr(begin, end - begin);
      auto size = static_cast<std::uint32_t>(std::min(rest.size(), rest.find(kNoBreakSpace)));
      const bool space = size == 0;
      if (space) {
        size = kNoBreakSpace.size();
      } else if ((pieces_[piece].flags & piece::kTicking) != 0) {
        constexpr std::string_view kDigits = "0123456789";
        size = std::max(1U, std::min(size, static_cast<std::uint32_t>(std::min(
                                               rest.size(), rest.find_first_of(kDigits)))));
      }
      add_atom(piece, begin, begin + size, blank, space);
      begin += size;
    }
  }

  void add_atom(std::uint32_t piece, std::uint32_t begin, std::uint32_t end, bool blank,
                bool no_break_space) {
    std::string_view text = std::string_view(pieces_[piece].text).substr(begin, end - begin);
    if (blank) text = text.find('\n') == std::string_view::npos ? " " : "";
    Atom atom;
    atom.run = runs_.intern(pieces_[piece].style, text);
    atom.piece = piece;
    atom.begin_bytes = begin;
    atom.end_bytes = end;
    atom.blank = blank;
    atom.space = no_break_space || (blank && !text.empty());
    atoms_.push_back(atom);
  }

  const std::vector<Piece>& pieces_;
  RunTable& runs_;
  const std::string& text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Atom> atoms_;
};

}  // namespace

std::vector<Atom> make_atoms(const std::vector<Piece>& pieces, const std::string& text,
                             RunTable& runs) {
  return Atomizer(pieces, text, runs).atoms();
}

}  // namespace ykien
