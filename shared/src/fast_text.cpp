#include "fast_text.h"

#include <array>
#include <bit>
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
constexpr std::uint8_t kMarkLead = 0xCC;  // first byte of U+0300 to U+033F

struct Edge {
  State from;
  std::uint8_t first_byte;
  std::uint8_t last_byte;
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

using Rows = std::array<std::uint64_t, 256>;

constexpr void add(Rows& rows, const Edge& edge) {
  for (unsigned byte = edge.first_byte; byte <= edge.last_byte; ++byte) {
    rows[byte] |= std::uint64_t{edge.to} << edge.from;
  }
}

constexpr Rows make_alone_rows() {
  Rows rows{};
  for (const Edge& edge : kEdges) add(rows, edge);
  return rows;
}

constexpr Rows make_simple_rows() {
  Rows rows = make_alone_rows();
  add(rows, {kBoundary, kMarkLead, kMarkLead, kLast});
  return rows;
}

constexpr Rows kAloneRows = make_alone_rows();
constexpr Rows kSimpleRows = make_simple_rows();

constexpr std::size_t kBlockBytes = 64;

std::uint64_t step(const Rows& rows, std::uint64_t state, char byte) {
  return rows[static_cast<unsigned char>(byte)] >> (state & kStateMask);
}

// Returns how many bytes of `text` the machine takes, to the last end of a code point.
std::size_t scan(const Rows& rows, std::string_view text) {
  std::size_t end = 0;
  std::uint64_t state = kBoundary;
  while (text.size() - end >= kBlockBytes) {
    std::uint64_t next = state;
    for (std::size_t i = 0; i < kBlockBytes; ++i) next = step(rows, next, text[end + i]);
    if ((next & kStateMask) == kOther) break;
    end += kBlockBytes;
    state = next;
  }
  // Where a block ended inside a code point, that is begun anew.
  while ((state & kStateMask) != kBoundary) {
    if (!is_continuation(text[--end])) state = kBoundary;
  }
  for (std::size_t i = end; i < text.size(); ++i) {
    state = step(rows, state, text[i]);
    if ((state & kStateMask) == kOther) break;
    if ((state & kStateMask) == kBoundary) end = i + 1;
  }
  return end;
}

constexpr std::uint64_t kLowBits = 0x0101'0101'0101'0101;
constexpr std::uint64_t kHighBits = kLowBits << 7;

std::uint64_t load_word(std::string_view text, std::size_t offset) {
  std::uint64_t word = 0;
  std::memcpy(&word, text.substr(offset, sizeof word).begin(), sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
  return word;
}

// Returns the low bit of each byte that is a continuation byte.
std::uint64_t continuations(std::uint64_t word) { return (word >> 7) & (~word >> 6) & kLowBits; }

// Returns the high bit of each byte that begins a mark.
std::uint64_t mark_leads(std::uint64_t word) {
  const std::uint64_t difference = word ^ (kLowBits * kMarkLead);
  return ~(((difference & ~kHighBits) + ~kHighBits) | difference | ~kHighBits);
}

std::size_t add_up_bytes(std::uint64_t word) {
  return static_cast<std::size_t>((word * kLowBits) >> 56);
}

// Whether the mark at `offset` joins what stands before it: anything but a control (GB4, GB9).
// Requires: simple text before it.
bool mark_joins(std::string_view text, std::size_t offset) {
  const auto before = [&](std::size_t bytes) {
    return bytes <= offset ? static_cast<unsigned char>(text[offset - bytes]) : 0u;
  };
  const unsigned last = before(1);
  if (last < 0x80) return last >= 0x20 && last != 0x7F;
  if (before(2) == 0xC2) return last >= 0xA0 && last != 0xAD;
  if (before(3) != 0xE2 || before(2) != 0x80) return true;
  return last != 0x8B && last != 0x8E && last != 0x8F && (last < 0xA8 || last > 0xAE);
}

// Returns the clusters that begin in `text` from `begin` to `end`. Requires: simple text.
std::size_t count_clusters(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t joined = 0;  // bytes that begin no cluster
  std::size_t offset = begin;
  for (; end - offset >= sizeof(std::uint64_t); offset += sizeof(std::uint64_t)) {
    const std::uint64_t word = load_word(text, offset);
    joined += add_up_bytes(continuations(word));
    for (std::uint64_t marks = mark_leads(word); marks != 0; marks &= marks - 1) {
      const auto byte = static_cast<std::size_t>(std::countr_zero(marks) / 8);
      joined += mark_joins(text, offset + byte) ? 1 : 0;
    }
  }
  for (; offset < end; ++offset) {
    const bool mark = is_simple_mark(text, offset) && mark_joins(text, offset);
    joined += mark || is_continuation(text[offset]) ? 1 : 0;
  }
  return end - begin - joined;
}

}  // namespace

std::size_t alone_prefix_bytes(std::string_view text) { return scan(kAloneRows, text); }

Extent simple_prefix(std::string_view text) {
  constexpr std::size_t kWindowBytes = 4096;  // counted while still in the cache
  Extent extent;
  if (text.empty() || is_simple_mark(text, 0)) return extent;
  while (extent.bytes < text.size()) {
    const std::size_t bytes = scan(kSimpleRows, text.substr(extent.bytes, kWindowBytes));
    if (bytes == 0) break;
    extent.clusters += count_clusters(text, extent.bytes, extent.bytes + bytes);
    extent.bytes += bytes;
  }
  return extent;
}

std::size_t count_starts(std::string_view text) {
  std::size_t count = text.size();
  for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
    count -= add_up_bytes(continuations(load_word(text, 0)));
  }
  for (const char byte : text) count -= is_continuation(byte) ? 1 : 0;
  return count;
}

}  // namespace ykien
