#include "fast_text.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace ykien {
namespace {

// States of the machine (a shift-based DFA, after P. Vognsen): each is the bit offset, in the row
// of the next byte, at which the state that follows is written. Ten of six bits fill a row.
enum State : std::uint8_t {
  kOther = 0,  // not a fast code point; final, and what a row says by default
  kBoundary = 6,
  kLast = 12,  // any one continuation byte is due
  kLastTwo = 18,
  kAfterE1 = 24,
  kAfterE2 = 30,
  kAfterE280 = 36,
  kAfterE3 = 42,
  kAfterF0 = 48,
  kAfterF09F = 54,
};
constexpr unsigned kStateMask = 63;

struct Edge {
  State from;
  unsigned first_byte;
  unsigned last_byte;
  State to;
};

// Left out are those that join others or change under normalisation: CR, combining marks, joiners,
// Hangul jamo, U+2000, U+2001, and what the few states cannot tell apart from these.
constexpr Edge kEdges[] = {
    {kBoundary, 0x00, 0x0C, kBoundary},
    {kBoundary, 0x0E, 0x7F, kBoundary},
    {kBoundary, 0xC2, 0xCB, kLast},  // U+0080 to U+02FF
    {kBoundary, 0xCF, 0xD1, kLast},  // U+03C0 to U+047F: Greek, Cyrillic
    {kBoundary, 0xE1, 0xE1, kAfterE1},
    {kBoundary, 0xE2, 0xE2, kAfterE2},
    {kBoundary, 0xE3, 0xE3, kAfterE3},
    {kBoundary, 0xE4, 0xE9, kLastTwo},  // U+4000 to U+9FFF: Han
    {kBoundary, 0xEB, 0xEC, kLastTwo},  // U+B000 to U+CFFF: Hangul syllables
    {kBoundary, 0xF0, 0xF0, kAfterF0},
    {kLast, 0x80, 0xBF, kBoundary},
    {kLastTwo, 0x80, 0xBF, kLast},
    {kAfterE1, 0xB8, 0xBB, kLast},  // U+1E00 to U+1EFF: Vietnamese
    {kAfterE2, 0x80, 0x80, kAfterE280},
    {kAfterE2, 0x82, 0x82, kLast},  // U+2080 to U+20BF: currency signs
    {kAfterE2, 0x86, 0x8B, kLast},  // U+2180 to U+22FF: arrows, operators
    {kAfterE2, 0x8D, 0x9F, kLast},  // U+2340 to U+27FF: shapes, dingbats
    {kAfterE280, 0x82, 0x8B, kBoundary},
    {kAfterE280, 0x8E, 0xBF, kBoundary},  // dashes, quotation marks
    {kAfterE3, 0x81, 0x81, kLast},        // U+3040 to U+307F: Hiragana
    {kAfterE3, 0x83, 0xBF, kLast},        // U+30C0 to U+3FFF: Katakana, Han
    {kAfterF0, 0x9F, 0x9F, kAfterF09F},
    {kAfterF09F, 0x8C, 0x8E, kLast},  // U+1F300 to U+1F3BF: emoji
    {kAfterF09F, 0x90, 0xAB, kLast},  // U+1F400 to U+1FAFF: emoji
};

constexpr std::array<std::uint64_t, 256> make_rows() {
  std::array<std::uint64_t, 256> rows{};
  for (const Edge& edge : kEdges) {
    for (unsigned byte = edge.first_byte; byte <= edge.last_byte; ++byte) {
      rows[byte] |= std::uint64_t{edge.to} << edge.from;
    }
  }
  return rows;
}
constexpr std::array<std::uint64_t, 256> kRows = make_rows();

constexpr std::size_t kBlockBytes = 64;

std::uint64_t step(std::uint64_t state, char byte) {
  return kRows[static_cast<unsigned char>(byte)] >> (state & kStateMask);
}

std::uint64_t run_block(std::uint64_t state, const char* bytes) {
  for (std::size_t i = 0; i < kBlockBytes; ++i) state = step(state, bytes[i]);
  return state;
}

// Eight bytes at a time: all but continuation bytes start a code point.
std::size_t count_block_starts(const char* bytes) {
  constexpr std::uint64_t kLowBits = 0x0101'0101'0101'0101;
  std::uint64_t continuations = 0;
  for (std::size_t i = 0; i < kBlockBytes; i += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + i, sizeof word);
    continuations += (word >> 7) & (~word >> 6) & kLowBits;
  }
  return kBlockBytes - static_cast<std::size_t>((continuations * kLowBits) >> 56);
}

}  // namespace

Extent fast_prefix(std::string_view text) {
  Extent extent;
  std::uint64_t state = kBoundary;
  while (text.size() - extent.bytes >= kBlockBytes) {
    const std::uint64_t next = run_block(state, text.data() + extent.bytes);
    if ((next & kStateMask) == kOther) break;
    extent.code_points += count_block_starts(text.data() + extent.bytes);
    extent.bytes += kBlockBytes;
    state = next;
  }
  if ((state & kStateMask) !=
      kBoundary) {  // the last block ended inside a code point: begin that anew
    do {
      --extent.bytes;
    } while (is_continuation(text[extent.bytes]));
    --extent.code_points;
    state = kBoundary;
  }
  for (std::size_t i = extent.bytes; i < text.size(); ++i) {
    state = step(state, text[i]);
    if ((state & kStateMask) == kOther) break;
    if ((state & kStateMask) != kBoundary) continue;
    extent.bytes = i + 1;
    ++extent.code_points;
  }
  return extent;
}

std::size_t count_starts(std::string_view text) {
  std::size_t count = 0;
  for (; text.size() >= kBlockBytes; text.remove_prefix(kBlockBytes)) {
    count += count_block_starts(text.data());
  }
  for (const char byte : text) count += is_continuation(byte) ? 0 : 1;
  return count;
}

}  // namespace ykien
