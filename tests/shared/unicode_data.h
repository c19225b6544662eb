// Reads Unicode's own data files, and says what utf8proc alone makes of a text.
#pragma once

#include <utf8proc.h>

#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/text.h"

namespace ykien::test {

// The lines of a file of YKIEN_UNICODE_DIR without comments and empty lines; none if it is not
// there.
inline std::vector<std::string> unicode_lines(const std::string& path) {
  std::ifstream file(path);
  if (!file) SKIP("no such file: " << path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    line.erase(std::min(line.find('#'), line.size()));
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = text.find(separator);
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.emplace_back(part);
    if (end != std::string_view::npos) text.remove_prefix(end + separator.size());
  }
  return parts;
}

inline char32_t from_hex(std::string_view digits) {
  std::uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

inline std::string to_utf8(char32_t code_point) {
  std::string text;
  append_code_point(text, code_point);
  return text;
}

// "0061 0301" as UTF-8.
inline std::string from_hex_sequence(std::string_view sequence) {
  std::string text;
  for (const std::string& digits : split(sequence, " ")) text += to_utf8(from_hex(digits));
  return text;
}

struct CodePointRange {
  char32_t first;
  char32_t last;
  std::string value;
};

// Rows such as "0041..005A ; Latin"; `field` 1 is what stands behind the first semicolon.
inline std::vector<CodePointRange> property_ranges(const std::string& path, std::size_t field = 1) {
  std::vector<CodePointRange> ranges;
  for (const std::string& line : unicode_lines(path)) {
    const std::vector<std::string> fields = split(line, ";");
    const std::vector<std::string> ends = split(fields[0], "..");
    ranges.push_back({from_hex(ends.front()), from_hex(ends.back()), fields.at(field)});
  }
  return ranges;
}

inline bool is_scalar_value(char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

// The bytes at which clusters begin, by a plain loop over utf8proc.
inline std::vector<std::size_t> cluster_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t previous = -1;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const auto current = static_cast<utf8proc_int32_t>(next_code_point(text, offset));
    if (previous < 0 || utf8proc_grapheme_break_stateful(previous, current, &state)) {
      starts.push_back(start);
    }
    previous = current;
  }
  return starts;
}

// A random generator that gives the same numbers everywhere (xorshift64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t bound) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::size_t>(state_ % bound);
  }

 private:
  std::uint64_t state_;
};

}  // namespace ykien::test
