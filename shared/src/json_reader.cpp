#include "ykien/json_reader.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <system_error>

namespace ykien {

JsonKind JsonValue::kind() const {
  assert(present());
  return document_->nodes_[index_].kind;
}

JsonValue JsonValue::member(std::string_view name) const {
  const JsonValue absent(document_, kAbsent);
  if (!present()) return absent;
  const std::vector<JsonDocument::Node>& nodes = document_->nodes_;
  if (kind() != JsonKind::kObject) {
    fail(ErrorCode::kWrongType, "not an object");
    return absent;
  }
  for (std::uint32_t i = document_->first_child(index_); i != 0; i = nodes[i].next) {
    if (nodes[i].name != name) continue;
    return nodes[i].kind == JsonKind::kNull ? absent : JsonValue(document_, i);
  }
  return absent;
}

JsonValue JsonValue::required(std::string_view name) const {
  const JsonValue found = member(name);
  if (!found.present()) fail(ErrorCode::kMissingField, std::string("no ").append(name));
  return found;
}

void JsonValue::only(std::span<const std::string_view> names) const {
  if (!present() || kind() != JsonKind::kObject) return;
  const std::vector<JsonDocument::Node>& nodes = document_->nodes_;
  for (std::uint32_t i = document_->first_child(index_); i != 0; i = nodes[i].next) {
    if (std::ranges::find(names, nodes[i].name) == names.end())
      JsonValue(document_, i).fail(ErrorCode::kInvalidValue, "not known");
  }
}

JsonItems JsonValue::items(std::size_t items_max) const {
  const JsonItems none(JsonValue(document_, kAbsent), 0);
  if (!present() || failed()) return none;
  if (kind() != JsonKind::kArray) {
    fail(ErrorCode::kWrongType, "not an array");
    return none;
  }
  const std::size_t count = document_->nodes_[index_].children;
  if (count > items_max) {
    fail(ErrorCode::kTooLarge, "too many items");
    return none;
  }
  if (count == 0) return none;
  return JsonItems(JsonValue(document_, document_->first_child(index_)), count);
}

std::string_view JsonValue::string() const {
  if (!present()) return {};
  if (kind() == JsonKind::kString) return document_->nodes_[index_].text;
  fail(ErrorCode::kWrongType, "not a string");
  return {};
}

bool JsonValue::boolean(bool fallback) const {
  if (!present()) return fallback;
  if (kind() == JsonKind::kTrue) return true;
  if (kind() != JsonKind::kFalse) fail(ErrorCode::kWrongType, "not a boolean");
  return false;
}

std::int64_t JsonValue::integer(std::int64_t fallback, JsonIntegerRange range) const {
  if (!present()) return fallback;
  const std::string_view digits = document_->nodes_[index_].text;
  if (kind() != JsonKind::kNumber || digits.find_first_of(".eE") != digits.npos) {
    fail(ErrorCode::kWrongType, "not an integer");
    return fallback;
  }
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || value > range.max) {
    fail(ErrorCode::kTooLarge, "number out of range");
  } else if (value < range.min) {
    fail(ErrorCode::kInvalidValue, "number out of range");
  } else {
    return value;
  }
  return fallback;
}

std::size_t JsonValue::choice(std::span<const std::string_view> names, std::size_t fallback) const {
  if (!present()) return fallback;
  const auto found = std::find(names.begin(), names.end(), string());
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  fail(ErrorCode::kInvalidValue, "not one of the names");
  return fallback;
}

void JsonValue::fail(ErrorCode code, std::string_view what) const {
  if (!present()) return;
  document_->report(code, index_, document_->nodes_[index_].offset_bytes, what);
}

bool JsonValue::failed() const { return document_->error_.has_value(); }

void JsonValue::forgive() const { document_->error_.reset(); }

JsonItems::Iterator& JsonItems::Iterator::operator++() {
  const JsonDocument& document = *value_.document_;
  const std::uint32_t next = document.nodes_[value_.index_].next;
  value_.index_ = next == 0 || document.error_ ? JsonValue::kAbsent : next;
  return *this;
}

JsonValue JsonDocument::root() { return JsonValue(this, error_ ? JsonValue::kAbsent : 0); }

std::uint32_t JsonDocument::first_child(std::uint32_t node) const {
  return nodes_[node].children == 0 ? 0 : node + 1;
}

void JsonDocument::report(ErrorCode code, std::uint32_t node, std::size_t offset_bytes,
                          std::string_view what) {
  if (error_) return;
  error_ = Error{code, offset_bytes, path(node)};
  if (!error_->detail.empty()) error_->detail += ": ";
  error_->detail += what;
}

// "blocks[3].spans[0].text"; "" for the root.
std::string JsonDocument::path(std::uint32_t node) const {
  constexpr std::size_t kNameBytesMax = 64;  // a longer name would only fill the log
  if (node == 0) return {};
  const Node& self = nodes_[node];
  std::string text = path(self.parent);
  if (nodes_[self.parent].kind == JsonKind::kArray) {
    std::size_t position = 0;
    for (std::uint32_t i = self.parent + 1; i != node; i = nodes_[i].next) ++position;
    return text + '[' + std::to_string(position) + ']';
  }
  if (!text.empty()) text += '.';
  return text.append(self.name.size() <= kNameBytesMax ? self.name : "(long name)");
}

}  // namespace ykien
