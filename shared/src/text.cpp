// Text that fast_text.h knows goes its way; utf8proc decides about the rest.
#include "ykien/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <span>
#include <vector>

#include "fast_text.h"

namespace ykien {
namespace {

// A code point read with checks; no bytes = not UTF-8.
struct Decoded {
  utf8proc_int32_t code_point = -1;
  std::size_t bytes = 0;
  bool alone = false;  // see fast_text.h
};

Decoded decode(std::string_view text, std::size_t offset_bytes) {
  const std::string_view rest = text.substr(offset_bytes, 4);
  Decoded decoded;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(rest.data());
  const auto size = static_cast<utf8proc_ssize_t>(rest.size());
  const utf8proc_ssize_t read = utf8proc_iterate(bytes, size, &decoded.code_point);
  if (read <= 0) return decoded;
  decoded.bytes = static_cast<std::size_t>(read);
  decoded.alone = alone_prefix_bytes(rest.substr(0, decoded.bytes)) > 0;
  return decoded;
}

std::size_t previous_offset(std::string_view text, std::size_t offset_bytes) {
  do {
    --offset_bytes;
  } while (is_continuation(text[offset_bytes]));
  return offset_bytes;
}

std::unexpected<Error> invalid_utf8(std::size_t offset_bytes) {
  return std::unexpected(Error{ErrorCode::kInvalidUtf8, offset_bytes, {}});
}

// Walks over grapheme clusters from the left, at most `clusters_max` of them.
class ClusterWalk {
 public:
  ClusterWalk(std::string_view text, std::size_t clusters_max)
      : text_(text), clusters_max_(clusters_max) {}

  // Returns whether the text was valid as far as it was read.
  bool run() {
    while (!done_ && offset_bytes_ < text_.size()) {
      walk_simple();
      if (offset_bytes_ < text_.size() && !walk_others()) return false;
    }
    return true;
  }

  std::size_t clusters() const { return clusters_; }
  // The end of the last cluster, or the first bad byte.
  std::size_t offset_bytes() const { return offset_bytes_; }

 private:
  void walk_simple() {
    // So many bytes cannot hold a cluster too many.
    const std::size_t bytes_max = clusters_max_ - clusters_;
    const Extent extent = simple_prefix(text_.substr(offset_bytes_, bytes_max));
    offset_bytes_ += extent.bytes;
    clusters_ += extent.clusters;
  }

  // Asks utf8proc about each pair, until two code points that stand alone have come in a row: one
  // is mostly a space between words of a script that is not simple.
  bool walk_others() {
    utf8proc_int32_t state = 0;
    Decoded previous;
    for (std::size_t at = context_start(); at < text_.size();) {
      const Decoded current = decode(text_, at);
      if (current.bytes == 0) return false;
      const bool begins =
          previous.bytes == 0 ||
          utf8proc_grapheme_break_stateful(previous.code_point, current.code_point, &state);
      at += current.bytes;
      if (at > offset_bytes_) {
        done_ = begins && clusters_ == clusters_max_;
        if (done_) return true;
        clusters_ += begins ? 1 : 0;
        offset_bytes_ = at;
        if (previous.alone && current.alone) return true;
      }
      previous = current;
    }
    return true;
  }

  // Returns where the simple text before began to matter: at its last code point that is no mark.
  std::size_t context_start() const {
    std::size_t start = offset_bytes_;
    while (start > 0) {
      start = previous_offset(text_, start);
      if (!is_simple_mark(text_, start)) break;
    }
    return start;
  }

  std::string_view text_;
  std::size_t clusters_max_;
  std::size_t clusters_ = 0;
  std::size_t offset_bytes_ = 0;
  bool done_ = false;
};

using CodePoints = std::vector<utf8proc_int32_t>;

// Appends the full canonical decomposition of `text`, not yet in canonical order. Requires: valid
// UTF-8.
void append_decomposed(CodePoints& to, std::string_view text) {
  for (std::size_t offset_bytes = 0; offset_bytes < text.size();) {
    const auto code_point = static_cast<utf8proc_int32_t>(next_code_point(text, offset_bytes));
    std::array<utf8proc_int32_t, 8> parts;
    int unused = 0;
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        code_point, parts.data(), std::ssize(parts), UTF8PROC_DECOMPOSE, &unused);
    to.insert(to.end(), parts.begin(), parts.begin() + count);
  }
}

std::size_t combining_class(utf8proc_int32_t code_point) {
  return static_cast<std::size_t>(utf8proc_get_property(code_point)->combining_class);
}

// By counting, because utf8proc's own way takes quadratic time on long runs.
void sort_marks(std::span<utf8proc_int32_t> marks) {
  std::array<std::size_t, 257> places{};
  for (const utf8proc_int32_t mark : marks) ++places[combining_class(mark) + 1];
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  CodePoints sorted(marks.size());
  for (const utf8proc_int32_t mark : marks) sorted[places[combining_class(mark)]++] = mark;
  std::ranges::copy(sorted, marks.begin());
}

// Puts each run of combining marks in order of their class (UAX #15, canonical ordering).
void order_marks(CodePoints& code_points) {
  for (std::size_t begin = 0; begin < code_points.size();) {
    std::size_t end = begin;
    bool ordered = true;
    for (std::size_t last_class = 0; end < code_points.size(); ++end) {
      const std::size_t mark_class = combining_class(code_points[end]);
      if (mark_class == 0) break;
      ordered = ordered && last_class <= mark_class;
      last_class = mark_class;
    }
    if (!ordered) sort_marks(std::span(code_points).subspan(begin, end - begin));
    begin = end + 1;
  }
}

void append_encoded(std::string& to, const CodePoints& code_points) {
  for (const utf8proc_int32_t c : code_points) append_code_point(to, static_cast<char32_t>(c));
}

// Appends `text` in NFC; `buffer` is for use again. Requires: valid UTF-8.
void append_nfc(std::string& to, std::string_view text, CodePoints& buffer) {
  buffer.clear();
  append_decomposed(buffer, text);
  order_marks(buffer);
  const utf8proc_ssize_t size =
      utf8proc_normalize_utf32(buffer.data(), std::ssize(buffer), UTF8PROC_COMPOSE);
  buffer.resize(static_cast<std::size_t>(size));
  append_encoded(to, buffer);
}

// Returns where a code point that stands alone, or a bad byte, comes from `offset_bytes` on.
std::size_t find_alone(std::string_view text, std::size_t offset_bytes) {
  while (offset_bytes < text.size()) {
    const Decoded decoded = decode(text, offset_bytes);
    if (decoded.alone || decoded.bytes == 0) break;
    offset_bytes += decoded.bytes;
  }
  return offset_bytes;
}

}  // namespace

std::size_t valid_utf8_prefix_bytes(std::string_view text) {
  for (std::size_t offset_bytes = 0;;) {
    offset_bytes += alone_prefix_bytes(text.substr(offset_bytes));
    const std::size_t next = find_alone(text, offset_bytes);
    if (next == offset_bytes) return offset_bytes;
    offset_bytes = next;
  }
}

Result<std::size_t> count_graphemes(std::string_view text) {
  ClusterWalk walk(text, text.size());
  if (!walk.run()) return invalid_utf8(walk.offset_bytes());
  return walk.clusters();
}

Result<std::size_t> cut_graphemes(std::string_view text, std::size_t graphemes) {
  ClusterWalk walk(text, graphemes);
  if (!walk.run()) return invalid_utf8(walk.offset_bytes());
  return walk.offset_bytes();
}

// What stands alone never combines with what stands before it, so only the rest is normalised, each
// time with the one code point before it.
Result<std::string> to_nfc(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  CodePoints buffer;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = begin + alone_prefix_bytes(text.substr(begin));
    const std::size_t next = find_alone(text, end);
    if (next == end && end < text.size()) return invalid_utf8(end);
    const bool with_previous = begin < end && end < next;
    const std::size_t others = with_previous ? previous_offset(text, end) : end;
    result.append(text, begin, others - begin);
    append_nfc(result, text.substr(others, next - others), buffer);
    begin = next;
  }
  return result;
}

Result<std::string> to_nfd(std::string_view text) {
  const std::size_t valid_bytes = valid_utf8_prefix_bytes(text);
  if (valid_bytes != text.size()) return invalid_utf8(valid_bytes);
  CodePoints code_points;
  code_points.reserve(text.size());
  append_decomposed(code_points, text);
  order_marks(code_points);
  std::string result;
  append_encoded(result, code_points);
  return result;
}

std::size_t count_code_points(std::string_view text) { return count_starts(text); }

char32_t next_code_point(std::string_view text, std::size_t& offset_bytes) {
  assert(offset_bytes < text.size());
  const auto first = static_cast<unsigned char>(text[offset_bytes++]);
  if (first < 0x80) return first;
  // As many leading one bits as bytes: the bits behind them are the highest of the code point.
  const int bytes = std::countl_one(first);
  auto code_point = static_cast<char32_t>(first & (0x7F >> bytes));
  for (int i = 1; i < bytes; ++i) {
    assert(offset_bytes < text.size());
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[offset_bytes++]) & 0x3Fu);
  }
  return code_point;
}

void append_code_point(std::string& text, char32_t code_point) {
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes;
  const utf8proc_ssize_t size =
      utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes.data());
  assert(size > 0);
  text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

}  // namespace ykien
