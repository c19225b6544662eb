// Reads JSON (RFC 8259) into a flat tree whose values know the byte they came from.
//
// nlohmann/json parses; this keeps what it says with the byte it stood at, which its own values do
// not. Strict, with one courtesy: a leading byte order mark is skipped. Beyond the grammar it
// refuses member names that occur twice, escapes of lone surrogates, NUL bytes, and all that is
// over its limits. Numbers are kept as they are written.
//
// Complaints are sticky: the first one stays in the document, values that are absent or of another
// type read as their fallback, and nothing after it is reported. So a caller reads a whole format
// and asks for error() once, at the end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/error.h"
#include "ykien/limits.h"

namespace ykien {

struct JsonLimits {
  std::size_t bytes_max;
  std::size_t depth_max = limits::kJsonDepthMax;  // [ and { open at the same time
  std::size_t values_max = limits::kJsonValuesMax;
};

enum class JsonKind : std::uint8_t { kNull, kFalse, kTrue, kNumber, kString, kArray, kObject };

struct JsonIntegerRange {
  std::int64_t min = 0;
  std::int64_t max = limits::kCountMax;
};

class JsonDocument;
class JsonItems;

// A value of a document, or the absence of one. Cheap to copy; lives no longer than its document.
class JsonValue {
 public:
  // False for a member that is missing or null.
  bool present() const { return index_ != kAbsent; }
  // Requires: present().
  JsonKind kind() const;

  // Returns a member; absent where it is missing, null, or this value is absent. Fails with
  // kWrongType.
  JsonValue member(std::string_view name) const;
  // The same, and fails with kMissingField (offset of this object).
  JsonValue required(std::string_view name) const;

  // For formats that know all their members. Fails with kInvalidValue at the first other one.
  void only(std::span<const std::string_view> names) const;

  // Returns the items of an array, none after a failure. Fails with kWrongType, and kTooLarge over
  // `items_max`.
  JsonItems items(std::size_t items_max) const;

  // Returns the text, which lives as long as the document; "" where absent. Fails with kWrongType.
  std::string_view string() const;
  // Fails with kWrongType.
  bool boolean(bool fallback) const;
  // Fails with kWrongType for what is not written as an integer, kInvalidValue below the range,
  // kTooLarge above it or beyond 64 bits.
  std::int64_t integer(std::int64_t fallback, JsonIntegerRange range = {}) const;

  // Returns which of `names` the text is. Fails with kWrongType, and kInvalidValue where it is none
  // of them.
  std::size_t choice(std::span<const std::string_view> names, std::size_t fallback) const;

  // Reports this value, unless something was reported before. `what` is for logs.
  void fail(ErrorCode code, std::string_view what) const;
  bool failed() const;   // whether anything in the document was reported
  void forgive() const;  // forgets the report: for parts that may be skipped

 private:
  friend class JsonDocument;
  friend class JsonItems;
  static constexpr std::uint32_t kAbsent = 0xFFFF'FFFF;
  JsonValue(JsonDocument* document, std::uint32_t index) : document_(document), index_(index) {}

  JsonDocument* document_;
  std::uint32_t index_;
};

// For `for (JsonValue item : value.items(max))`.
class JsonItems {
 public:
  class Iterator {
   public:
    explicit Iterator(JsonValue value) : value_(value) {}
    JsonValue operator*() const { return value_; }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return value_.index_ != other.value_.index_; }

   private:
    JsonValue value_;
  };
  JsonItems(JsonValue first, std::size_t count) : first_(first), count_(count) {}
  Iterator begin() const { return Iterator(first_); }
  Iterator end() const { return Iterator(JsonValue(first_.document_, JsonValue::kAbsent)); }
  std::size_t count() const { return count_; }

 private:
  JsonValue first_;
  std::size_t count_;
};

class JsonDocument {
 public:
  // Parses `text`, which must outlive the document. Fails, in this order of checks, with kTooLarge,
  // kInvalidUtf8, kNulByte; then, at the first place, kJsonSyntax, kJsonTooDeep, kDuplicateKey,
  // kInvalidUtf8 (lone surrogate) or kTooLarge (values). O(bytes log members).
  JsonDocument(std::string_view text, const JsonLimits& limits);
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  JsonValue root();  // absent where parsing failed
  const std::optional<Error>& error() const { return error_; }

 private:
  friend class JsonValue;
  friend class JsonItems::Iterator;
  friend class JsonParser;

  // Children follow their parent, depth first: the first child is the next node.
  struct Node {
    JsonKind kind;
    std::uint32_t offset_bytes;
    std::uint32_t parent;    // index; the root is its own
    std::uint32_t next;      // sibling; 0 = none
    std::uint32_t children;  // direct ones
    std::string_view name;   // as a member; "" otherwise
    std::string_view text;   // of a string, unescaped; of a number, as written
  };

  void report(ErrorCode code, std::uint32_t node, std::size_t offset_bytes, std::string_view what);
  std::string path(std::uint32_t node) const;
  std::uint32_t first_child(std::uint32_t node) const;  // 0 = none

  std::vector<Node> nodes_;
  std::string unescaped_;  // reserved once, so that views into it hold
  std::optional<Error> error_;
};

// Returns what was read from `document`, or its first complaint.
template <class T>
Result<T> finish_reading(const JsonDocument& document, T value) {
  const std::optional<Error>& error = document.error();
  if (error) return std::unexpected(*error);
  return value;
}

}  // namespace ykien
