#include "layout/long_text.h"

#include <algorithm>
#include <utility>

namespace ykien {

namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

LongText::LongText(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {
  for (const Piece& piece : pieces_) rest_bytes_ += piece.text.size();
}

std::vector<Piece> LongText::part() const {
  std::vector<Piece> part;
  std::size_t room = kPartBytesMax;
  const std::size_t last = std::min(pieces_.size(), piece_ + kPartPiecesMax);
  for (std::size_t i = piece_; i < last && room > 0; ++i) {
    const Piece& piece = pieces_[i];
    const std::size_t begin = i == piece_ ? byte_ : 0;
    std::size_t end = std::min(piece.text.size(), begin + room);
    while (end > begin && end < piece.text.size() && is_continuation(piece.text[end])) --end;
    part.push_back({piece.text.substr(begin, end - begin), piece.style, piece.flags, piece.href});
    room = end < piece.text.size() ? 0 : room - (end - begin);
  }
  return part;
}

void LongText::go_on_after(const std::vector<Line>& lines) {
  if (ends()) return skip(pieces_.size(), 0);
  const LinePiece last = lines.empty() ? LinePiece{} : lines.back().pieces.back();
  if (last.end_bytes > 0) return skip(piece_ + last.piece, last.end_bytes);
  // Empty lines alone: they took all of it.
  const std::vector<Piece> taken = part();
  skip(piece_ + taken.size() - 1, taken.back().text.size());
}

// `byte`: in that piece as part() handed it out.
void LongText::skip(std::size_t piece, std::size_t byte) {
  if (piece == piece_) byte += byte_;
  piece_ = piece;
  byte_ = byte;
  rest_bytes_ = 0;
  for (std::size_t i = piece_; i < pieces_.size(); ++i) rest_bytes_ += pieces_[i].text.size();
  rest_bytes_ -= byte_;
}

}  // namespace ykien
