#include <algorithm>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>

#include "json_reader.h"
#include "sort_indexes.h"
#include "ykien/text.h"

namespace ykien {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Tells how far nlohmann's lexer has read: its events carry no offsets.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*count_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* count_;
};

}  // namespace

// Builds the tree from nlohmann's SAX events, whose names these are. Returning false stops it.
class JsonParser {
 public:
  JsonParser(JsonDocument& document, std::string_view text, const JsonLimits& limits)
      : document_(document), nodes_(document.nodes_), text_(text), limits_(limits) {}

  void read_document() {
    if (!check_bytes()) return;
    if (text_.starts_with(kByteOrderMark)) begin_ = end_ = kByteOrderMark.size();
    read_ = begin_;
    document_.unescaped_.reserve(text_.size());
    const char* const first = text_.data() + begin_;
    nlohmann::json::sax_parse(CountingIterator(first, &read_),
                              CountingIterator(text_.data() + text_.size(), &read_), this);
  }

  bool null() { return add(JsonKind::kNull); }
  bool boolean(bool value) { return add(value ? JsonKind::kTrue : JsonKind::kFalse); }
  bool number_integer(std::int64_t) { return add_number(); }
  bool number_unsigned(std::uint64_t) { return add_number(); }
  bool number_float(double, const std::string&) { return add_number(); }
  bool binary(const nlohmann::json::binary_t&) { return false; }  // never in text

  bool string(const std::string& value) {
    if (!add(JsonKind::kString)) return false;
    nodes_.back().text = keep(value);
    return true;
  }

  bool key(const std::string& value) {
    next_token();
    name_ = keep(value);
    return true;
  }

  bool start_object(std::size_t) { return open(JsonKind::kObject); }
  bool start_array(std::size_t) { return open(JsonKind::kArray); }
  bool end_array() { return close(); }

  bool end_object() {
    const std::uint32_t index = open_.back().index;
    return close() && check_names(index);
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) {
    const std::size_t offset =
        std::min(begin_ + position - std::min<std::size_t>(position, 1), text_.size());
    const bool surrogate = std::strstr(error.what(), "surrogate") != nullptr;
    if (surrogate)
      return fail(ErrorCode::kInvalidUtf8, text_.rfind('\\', offset), "half of a surrogate pair");
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

  // Finds where the token that was just read begins: behind the last one, blanks and separators.
  void next_token() {
    start_ = std::min(text_.find_first_not_of(" \n\r\t,:", end_), text_.size());
    end_ = read_;
  }

  bool add(JsonKind kind) {
    next_token();
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

  // The lexer has read one byte more than a number has.
  bool add_number() {
    if (!add(JsonKind::kNumber)) return false;
    end_ = std::min(text_.find_first_not_of("+-.0123456789Ee", start_), text_.size());
    nodes_.back().text = text_.substr(start_, end_ - start_);
    return true;
  }

  bool open(JsonKind kind) {
    if (!add(kind)) return false;
    const auto index = static_cast<std::uint32_t>(nodes_.size() - 1);
    if (open_.size() == limits_.depth_max)
      return fail(ErrorCode::kJsonTooDeep, start_, "nested too deep");
    open_.push_back({index, 0});
    return true;
  }

  bool close() {
    next_token();
    open_.pop_back();
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

  // Text without escapes stands in the source as it is.
  std::string_view keep(const std::string& value) {
    const std::string_view source = text_.substr(start_ + 1, end_ - start_ - 2);
    if (source == value) return source;
    std::string& unescaped = document_.unescaped_;
    const std::size_t begin = unescaped.size();
    unescaped += value;
    return std::string_view(unescaped).substr(begin);
  }

  bool fail(ErrorCode code, std::size_t offset_bytes, std::string_view what) {
    document_.report(code, open_.empty() ? 0 : open_.back().index, offset_bytes, what);
    return false;
  }

  JsonDocument& document_;
  std::vector<JsonDocument::Node>& nodes_;
  std::string_view text_;
  const JsonLimits& limits_;
  std::size_t begin_ = 0;  // behind a byte order mark
  std::size_t read_ = 0;   // bytes that the lexer has taken
  std::size_t start_ = 0;  // of the last token
  std::size_t end_ = 0;
  std::string_view name_;  // of the member whose value comes next
  std::vector<Open> open_;
};

JsonDocument::JsonDocument(std::string_view text, const JsonLimits& limits) {
  JsonParser(*this, text, limits).read_document();
}

}  // namespace ykien
