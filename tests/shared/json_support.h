// What the tests of JSON formats share.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/error.h"

namespace ykien::test {

// Calls `parse` with the text in a heap buffer of exactly its size: AddressSanitizer sees a byte
// too many.
template <class Parse>
auto parse_exactly(Parse parse, std::string_view text) {
  const auto buffer = std::make_unique_for_overwrite<char[]>(text.size());
  std::copy(text.begin(), text.end(), buffer.get());
  return parse(std::string_view(buffer.get(), text.size()));
}

// A document cut anywhere is an error, whose offset is inside of what was given. Requires: no
// blanks at the end.
template <class Parse>
void check_every_prefix(Parse parse, std::string_view text) {
  for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
    CAPTURE(bytes);
    const auto result = parse_exactly(parse, text.substr(0, bytes));
    REQUIRE_FALSE(result.has_value());
    REQUIRE(result.error().offset_bytes <= bytes);
    const ErrorCode code = result.error().code;
    REQUIRE((code == ErrorCode::kJsonSyntax || code == ErrorCode::kInvalidUtf8));
  }
}

// "wrong-type@17", or "ok": what one line of a table can hold.
template <class T>
std::string outcome(const Result<T>& result) {
  if (result) return "ok";
  return std::string(error_name(result.error().code)) + "@" +
         std::to_string(result.error().offset_bytes);
}

inline std::string read_file(const std::filesystem::path& path) {
  CAPTURE(path);
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// The first JSON block of a page of docs/.
inline std::string example_in_docs(std::string_view page) {
  const std::string text = read_file(std::filesystem::path(YKIEN_SOURCE_DIR) / "docs" / page);
  const std::size_t begin = text.find("```json\n") + 8;
  return text.substr(begin, text.find("\n```", begin) - begin);
}

// The folders in tests/data/<kind>, in the order of their names.
inline std::vector<std::filesystem::path> golden_cases(std::string_view kind) {
  const auto root = std::filesystem::path(YKIEN_SOURCE_DIR) / "tests" / "data" / kind;
  std::vector<std::filesystem::path> cases;
  for (const auto& entry : std::filesystem::directory_iterator(root)) cases.push_back(entry.path());
  std::sort(cases.begin(), cases.end());
  REQUIRE_FALSE(cases.empty());
  return cases;
}

inline std::string without_last_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace ykien::test
