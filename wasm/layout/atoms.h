// Pieces of text cut into what lines are filled with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layout/text_layout.h"

namespace ykien {

// A run before it is given a place: a word or a part of one, or the blanks after it.
struct Atom {
  RunId run = 0;
  std::uint32_t piece = 0;
  std::uint32_t begin_bytes = 0;  // in the piece
  std::uint32_t end_bytes = 0;
  bool blank = false;         // spaces only: dropped at a line's end
  bool space = false;         // takes word spacing: blanks, and U+00A0, which is never dropped
  bool last_of_word = false;  // a break may come after it
  bool forced = false;        // a forced break comes after it
};

// Runs are interned, not yet measured. `text` is that of all pieces together.
std::vector<Atom> make_atoms(const std::vector<Piece>& pieces, const std::string& text,
                             RunTable& runs);

}  // namespace ykien
