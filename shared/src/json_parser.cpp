#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "sort_indexes.h"
#include "ykien/json_reader.h"
#include "ykien/text.h"

namespace ykien {

// Builds the tree from nlohmann's SAX events, whose names these are; returning false stops it. The
// events carry no offsets: each token is found again behind the one before.
class JsonParser {
 public:
  JsonParser(JsonDocument& document, std::string_view text, const JsonLimits& limits)
      : document_(document), nodes_(document.nodes_), text_(text), limits_(limits) {}

  void read_document() {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // nlohmann skips one as well
    if (!check_bytes()) return;
    if (text_.starts_with(kByteOrderMark)) end_ = kByteOrderMark.size();
    nlohmann::json::sax_parse(text_.data(), text_.data() + text_.size(), this);
  }

  bool null() { return add(JsonKind::kNull, 4); }
  bool boolean(bool value) { return value ? add(JsonKind::kTrue, 4) : add(JsonKind::kFalse, 5); }
  // Only texts with a minus come here, so that 0 was "-0".
  bool number_integer(std::int64_t value) {
    return add_number(std::to_string(value).size() + (value == 0 ? 1 : 0));
  }
  bool number_unsigned(std::uint64_t value) { return add_number(std::to_string(value).size()); }
  bool number_float(double, const std::string& text) { return add_number(text.size()); }
  bool binary(const nlohmann::json::binary_t&) { return false; }  // never in text

  bool string(const std::string& value) {
    if (!add(JsonKind::kString, 1)) return false;
    nodes_.back().text = keep(value);
    return true;
  }

  bool key(const std::string& value) {
    next_token(1);
    name_ = keep(value);
    return true;
  }

  bool start_object(std::size_t) { return open(JsonKind::kObject); }
  bool start_array(std::size_t) { return open(JsonKind::kArray); }
  bool end_array() {
    next_token(1);
    open_.pop_back();
    return true;
  }
  bool end_object() {
    const std::uint32_t index = open_.back().index;
    return end_array() && check_names(index);
  }

  bool parse_error(std::size_t bytes_read, const std::string&,
                   const nlohmann::json::exception& error) {
    constexpr int kNumberOverflow = 406;
    constexpr std::string_view kString = "invalid string: ";
    next_token(0);
    if (error.id == kNumberOverflow) {
      return fail(ErrorCode::kTooLarge, start_, "number out of range");
    }
    const std::string_view message = error.what();
    const std::size_t found = message.find(kString);
    if (found != message.npos && message.substr(found + kString.size()).starts_with("surrogate")) {
      return fail(ErrorCode::kInvalidUtf8, start_, "half of a surrogate pair");
    }
    // What was read last is at fault where it is inside of a token, or a token by itself.
    const std::size_t last = std::min(bytes_read - 1, text_.size());
    const bool inside = message.contains("; last read: '");
    const std::size_t offset = inside || is_punctuation(last) ? last : start_;
    return fail(ErrorCode::kJsonSyntax, offset,
                offset == text_.size() ? "cut short" : "unexpected byte");
  }

 private:
  struct Open {
    std::uint32_t index;
    std::uint32_t last_child;
  };

  bool check_bytes() {
    if (text_.size() > limits_.bytes_max) {
      return fail(ErrorCode::kTooLarge, limits_.bytes_max, "too many bytes");
    }
    const std::size_t valid_bytes = valid_utf8_prefix_bytes(text_);
    if (valid_bytes < text_.size()) return fail(ErrorCode::kInvalidUtf8, valid_bytes, "not UTF-8");
    const std::size_t nul = text_.find('\0');
    return nul == text_.npos || fail(ErrorCode::kNulByte, nul, "NUL");
  }

  bool is_punctuation(std::size_t offset_bytes) const {
    return offset_bytes < text_.size() && std::strchr("[]{},:", text_[offset_bytes]) != nullptr;
  }

  void next_token(std::size_t bytes) {
    start_ = std::min(text_.find_first_not_of(" \n\r\t,:", end_), text_.size());
    end_ = start_ + bytes;
  }

  bool add(JsonKind kind, std::size_t bytes) {
    next_token(bytes);
    if (nodes_.size() == limits_.values_max) {
      return fail(ErrorCode::kTooLarge, start_, "too many values");
    }
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t parent = open_.empty() ? 0 : open_.back().index;
    nodes_.push_back({kind, static_cast<std::uint32_t>(start_), parent, 0, 0, name_, {}});
    name_ = {};
    if (open_.empty()) return true;
    if (open_.back().last_child != 0) nodes_[open_.back().last_child].next = index;
    open_.back().last_child = index;
    ++nodes_[parent].children;
    return true;
  }

  bool add_number(std::size_t bytes) {
    if (!add(JsonKind::kNumber, bytes)) return false;
    nodes_.back().text = text_.substr(start_, bytes);
    return true;
  }

  bool open(JsonKind kind) {
    if (!add(kind, 1)) return false;
    if (open_.size() == limits_.depth_max) {
      return fail(ErrorCode::kJsonTooDeep, start_, "nested too deep");
    }
    open_.push_back({static_cast<std::uint32_t>(nodes_.size() - 1), 0});
    return true;
  }

  bool check_names(std::uint32_t index) {
    std::vector<std::uint32_t> members;
    members.reserve(nodes_[index].children);
    for (std::uint32_t i = document_.first_child(index); i != 0; i = nodes_[i].next) {
      members.push_back(i);
    }
    sort_indexes(members, [this](std::uint32_t a, std::uint32_t b) {
      const int order = nodes_[a].name.compare(nodes_[b].name);
      return order != 0 ? order < 0 : a < b;
    });
    std::uint32_t again = 0;
    for (std::size_t i = 1; i < members.size(); ++i) {
      if (nodes_[members[i - 1]].name != nodes_[members[i]].name) continue;
      if (again == 0 || members[i] < again) again = members[i];
    }
    if (again == 0) return true;
    document_.report(ErrorCode::kDuplicateKey, again, nodes_[again].offset_bytes, "named before");
    return false;
  }

  // Moves the end behind the string that starts here and returns its value: a view into the source,
  // or into the document where it had escapes, which make it shorter.
  std::string_view keep(const std::string& value) {
    const std::size_t begin = end_;
    while (text_[end_] != '"') end_ += text_[end_] == '\\' ? 2 : 1;
    const std::string_view source = text_.substr(begin, end_ - begin);
    ++end_;
    if (source.size() == value.size()) return source;
    std::string& unescaped = document_.unescaped_;
    if (unescaped.capacity() < text_.size()) unescaped.reserve(text_.size());
    const std::size_t unescaped_begin = unescaped.size();
    unescaped += value;
    return std::string_view(unescaped).substr(unescaped_begin);
  }

  bool fail(ErrorCode code, std::size_t offset_bytes, std::string_view what) {
    document_.report(code, open_.empty() ? 0 : open_.back().index, offset_bytes, what);
    return false;
  }

  JsonDocument& document_;
  std::vector<JsonDocument::Node>& nodes_;
  std::string_view text_;
  const JsonLimits& limits_;
  std::size_t start_ = 0;  // of the last token
  std::size_t end_ = 0;
  std::string_view name_;  // of the member whose value comes next
  std::vector<Open> open_;
};

JsonDocument::JsonDocument(std::string_view text, const JsonLimits& limits) {
  JsonParser(*this, text, limits).read_document();
}

}  // namespace ykien
