#include "json_reader.h"
#include "sort_indexes.h"
#include "ykien/text.h"

namespace ykien {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// Recursive descent, as deep as limits allow. Every read_*() starts at its first byte and ends
// behind its last.
class JsonParser {
 public:
  JsonParser(JsonDocument& document, std::string_view text, const JsonLimits& limits)
      : document_(document), nodes_(document.nodes_), text_(text), limits_(limits) {}

  bool read_document() {
    if (!check_bytes()) return false;
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    if (!read_value(0, {})) return false;
    skip_blanks();
    return at_ == text_.size() || fail(ErrorCode::kJsonSyntax, at_, "text after the value");
  }

 private:
  bool check_bytes() {
    if (text_.size() > limits_.bytes_max) {
      return fail(ErrorCode::kTooLarge, limits_.bytes_max, "too many bytes");
    }
    const std::size_t valid_bytes = valid_utf8_prefix_bytes(text_);
    if (valid_bytes < text_.size()) return fail(ErrorCode::kInvalidUtf8, valid_bytes, "not UTF-8");
    const std::size_t nul = text_.find('\0');
    return nul == text_.npos || fail(ErrorCode::kNulByte, nul, "NUL");
  }

  bool read_value(std::uint32_t parent, std::string_view name) {
    skip_blanks();
    if (nodes_.size() == limits_.values_max) {
      return fail(ErrorCode::kTooLarge, at_, "too many values");
    }
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({JsonKind::kNumber, static_cast<std::uint32_t>(at_), parent, 0, 0, name, {}});
    switch (peek()) {
      case '{':
        nodes_[index].kind = JsonKind::kObject;
        return read_container(index, '}');
      case '[':
        nodes_[index].kind = JsonKind::kArray;
        return read_container(index, ']');
      case '"':
        nodes_[index].kind = JsonKind::kString;
        return read_string(nodes_[index].text);
      case 'n':
        return read_word(index, "null", JsonKind::kNull);
      case 'f':
        return read_word(index, "false", JsonKind::kFalse);
      case 't':
        return read_word(index, "true", JsonKind::kTrue);
      default:
        return read_number(index);
    }
  }

  bool read_container(std::uint32_t index, char close) {
    if (depth_ == limits_.depth_max) return fail(ErrorCode::kJsonTooDeep, at_, "nested too deep");
    ++depth_;
    ++at_;
    open_ = index;
    if (!take(close)) {
      if (!read_children(index, close)) return false;
      if (!take(close)) return fail_here();
    }
    --depth_;
    open_ = nodes_[index].parent;
    return close == ']' || check_names(index);
  }

  bool read_children(std::uint32_t index, char close) {
    std::uint32_t previous = 0;
    do {
      std::string_view name;
      if (close == '}' && !read_name(name)) return false;
      const auto child = static_cast<std::uint32_t>(nodes_.size());
      if (previous != 0) nodes_[previous].next = child;
      if (!read_value(index, name)) return false;
      previous = child;
      ++nodes_[index].children;
    } while (take(','));
    return true;
  }

  bool read_name(std::string_view& name) {
    skip_blanks();
    if (peek() != '"') return fail_here();
    if (!read_string(name)) return false;
    return take(':') || fail_here();
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
    open_ = again;
    return fail(ErrorCode::kDuplicateKey, nodes_[again].offset_bytes, "named before");
  }

  bool read_string(std::string_view& value) {
    std::size_t begin = ++at_;
    std::string& unescaped = document_.unescaped_;
    const std::size_t unescaped_begin = unescaped.size();
    for (;; ++at_) {
      const char c = peek();
      if (c == '"') break;
      if (static_cast<unsigned char>(c) < 0x20) return fail_here();
      if (c != '\\') continue;
      if (unescaped.capacity() < text_.size()) unescaped.reserve(text_.size());
      unescaped.append(text_, begin, at_ - begin);
      if (!read_escape()) return false;
      begin = at_ + 1;
    }
    value = text_.substr(begin, at_ - begin);
    ++at_;
    if (unescaped.size() == unescaped_begin) return true;
    unescaped.append(value);
    value = std::string_view(unescaped).substr(unescaped_begin);
    return true;
  }

  // Starts at the backslash, ends on the last byte of the escape.
  bool read_escape() {
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const std::size_t begin = at_++;
    if (peek() == 'u') return read_code_point(begin);
    const std::size_t which = kNames.find(peek());
    if (which == kNames.npos) return fail_here();
    document_.unescaped_ += kMeanings[which];
    return true;
  }

  bool read_code_point(std::size_t begin) {
    char32_t code_point = 0;
    if (!read_hex(code_point)) return false;
    if (code_point >= 0xD800 && code_point < 0xDC00 && text_.substr(at_ + 1, 2) == "\\u") {
      char32_t low = 0;
      at_ += 2;
      if (!read_hex(low)) return false;
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
      }
    }
    if (code_point >= 0xD800 && code_point < 0xE000) {
      return fail(ErrorCode::kInvalidUtf8, begin, "half of a surrogate pair");
    }
    append_code_point(document_.unescaped_, code_point);
    return true;
  }

  // Starts at the u, ends on the fourth digit.
  bool read_hex(char32_t& value) {
    for (int i = 0; i < 4; ++i) {
      ++at_;
      const char c = peek();
      const char lower = static_cast<char>(c | 0x20);
      if (!is_digit(c) && (lower < 'a' || lower > 'f')) return fail_here();
      value = value * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return true;
  }

  bool read_number(std::uint32_t index) {
    const std::size_t begin = at_;
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else if (!read_digits()) {
      return false;
    }
    if (peek() == '.') {
      ++at_;
      if (!read_digits()) return false;
    }
    if ((peek() | 0x20) == 'e') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!read_digits()) return false;
    }
    nodes_[index].text = text_.substr(begin, at_ - begin);
    return true;
  }

  bool read_digits() {
    if (!is_digit(peek())) return fail_here();
    while (is_digit(peek())) ++at_;
    return true;
  }

  bool read_word(std::uint32_t index, std::string_view word, JsonKind kind) {
    for (const char c : word) {
      if (peek() != c) return fail_here();
      ++at_;
    }
    nodes_[index].kind = kind;
    return true;
  }

  // '\0' at the end: no byte of the text is NUL.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
  }

  bool take(char c) {
    skip_blanks();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  bool fail_here() {
    return fail(ErrorCode::kJsonSyntax, at_, at_ == text_.size() ? "cut short" : "unexpected byte");
  }

  bool fail(ErrorCode code, std::size_t offset_bytes, std::string_view what) {
    document_.report(code, open_, offset_bytes, what);
    return false;
  }

  JsonDocument& document_;
  std::vector<JsonDocument::Node>& nodes_;
  std::string_view text_;
  const JsonLimits& limits_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::uint32_t open_ = 0;  // the innermost container, for the path of a complaint
};

JsonDocument::JsonDocument(std::string_view text, const JsonLimits& limits) {
  JsonParser(*this, text, limits).read_document();
}

}  // namespace ykien
