// Flows styled text into lines.
//
// Words wider than a line are cut between graphemes. A line with right-to-left text is one run, the
// order of whose letters is the browser's business. Device pixels.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layout/run_table.h"

namespace ykien {

// Bits of Piece::flags; the same values cross the ABI (docs/abi.md).
namespace piece {
inline constexpr std::uint32_t kBold = 1;
inline constexpr std::uint32_t kItalic = 2;
inline constexpr std::uint32_t kLink = 4;
inline constexpr std::uint32_t kJoined = 8;  // continues the word before it
inline constexpr std::uint32_t kTime = 16;
inline constexpr std::uint32_t kForced = 32;  // a forced line break stands before it
inline constexpr std::uint32_t kTicking =
    64;  // its numbers change often: one run per digit, so that runs are reused
inline constexpr std::uint32_t kQuiet =
    128;  // a link that needs no underline: it does not stand in running text
inline constexpr std::uint32_t kOnTheWire = 63;  // the bits that cross the ABI
}  // namespace piece

// A stretch of text with one look.
struct Piece {
  std::string text;
  StyleId style = 0;
  std::uint32_t flags = 0;
  std::string href;  // of a link, or the machine-readable form of a time
};

struct PlacedRun {
  RunId run;
  std::uint32_t piece;  // index into the pieces given
  float x;              // of the pen, from the line's left
};

// The part of a piece that stands on a line.
struct LinePiece {
  std::uint32_t piece;
  std::uint32_t begin_bytes;  // in the piece's text
  std::uint32_t end_bytes;
  std::uint32_t flags;  // the piece's, and kJoined, kForced
  float x = 0;          // where its ink starts and ends, for underlines
  float x_end = 0;
};

struct Line {
  std::vector<PlacedRun> runs;
  std::vector<LinePiece> pieces;
  float width = 0;
  float word_spacing = 0;  // what justification adds to each space, or takes
};

// Ragged lines are filled one after the other; justified ones for the whole paragraph at once
// (total fit, as Knuth and Plass have it), the last line ragged.
enum class Fill : std::uint8_t { kRagged, kJustified };

struct TextLayout {
  std::vector<Line> lines;
  float width = 0;             // of the widest line
  bool right_to_left = false;  // base direction: lines start at the right
  bool bidi = false;           // some line holds right-to-left text
  bool drawable = true;        // false: only the browser can set it; lines are an estimate
};

inline constexpr float kUnboundedWidth = 1e6F;  // px: a text of a million letters breaks

// Requires: width_px > 0. Pieces are valid UTF-8. Empty text gives no lines.
TextLayout lay_out_text(const std::vector<Piece>& pieces, float width_px, RunTable& runs,
                        Fill fill = Fill::kRagged);

}  // namespace ykien
