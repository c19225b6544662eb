// A text of any length, handed out in parts that are laid out one at a time.
//
// Without this, two megabytes in one paragraph would stop the page while they are laid out. A part
// ends where one of its lines does, so that a reader sees one paragraph. One thread.
#pragma once

#include <cstddef>
#include <vector>

#include "layout/text_layout.h"

namespace ykien {

class LongText {
 public:
  // Some five times the longest paragraph that newspapers print.
  static constexpr std::size_t kPartBytesMax = 8u << 10;
  static constexpr std::size_t kPartPiecesMax = 512;

  // Pieces are valid UTF-8.
  explicit LongText(std::vector<Piece> pieces);

  // Whether nothing is left.
  bool done() const { return rest_bytes_ == 0; }
  // Whether part() is all that is left.
  bool ends() const {
    return rest_bytes_ <= kPartBytesMax && pieces_.size() - piece_ <= kPartPiecesMax;
  }
  // What comes next, at most kPartBytesMax and kPartPiecesMax; it ends between two code points.
  std::vector<Piece> part() const;
  // Goes on behind the last of these lines, in which part() was set.
  void go_on_after(const std::vector<Line>& lines);

 private:
  void skip(std::size_t piece, std::size_t byte);

  std::vector<Piece> pieces_;
  std::size_t piece_ = 0;  // where the rest begins
  std::size_t byte_ = 0;   // in that piece
  std::size_t rest_bytes_ = 0;
};

}  // namespace ykien
