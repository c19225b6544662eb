#include "transfer/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace ykien {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kEntities = {
    {{"amp", "&"},
     {"lt", "<"},
     {"gt", ">"},
     {"quot", "\""},
     {"apos", "'"},
     {"nbsp", "\u00A0"},
     {"hellip", "…"},
     {"ndash", "–"}}};

bool starts_with_name(std::string_view tag, std::string_view name) {
  if (tag.size() < name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if ((tag[i] | 0x20) != name[i]) return false;
  }
  const std::string_view rest = tag.substr(name.size());
  return rest.empty() || rest[0] == ' ' || rest[0] == '/' || rest[0] == '\t' || rest[0] == '\n';
}

// Of href="…" or href='…'.
std::string_view href_of(std::string_view tag) {
  const std::size_t at = tag.find("href=");
  if (at == tag.npos || at + 6 > tag.size()) return {};
  const char quote = tag[at + 5];
  if (quote != '"' && quote != '\'') return {};
  const std::string_view rest = tag.substr(at + 6);
  return rest.substr(0, std::min(rest.find(quote), rest.size()));
}

class Reader {
 public:
  std::string read(std::string_view html) {
    open_bytes_ = html.size() - (html.rfind('>') + 1);
    while (!html.empty()) {
      const std::size_t special = std::min(html.find_first_of("<&"), html.size());
      text_ += html.substr(0, special);
      html.remove_prefix(special);
      if (html.empty()) break;
      html.remove_prefix(html[0] == '<' ? tag(html) : reference(html));
    }
    return std::move(text_);
  }

 private:
  // How many bytes it took.
  std::size_t tag(std::string_view html) {
    // A lone bracket is one.
    const bool name = html.size() > 1 &&
                      (html[1] == '/' || html[1] == '!' || (html[1] | 0x20) >= 'a') &&
                      (html[1] | 0x20) <= 'z';
    if (!name || html.size() <= open_bytes_) {
      text_ += '<';
      return 1;
    }
    const std::size_t end = html.find('>');
    const std::string_view inner = html.substr(1, end - 1);
    if (starts_with_name(inner, "br") || starts_with_name(inner, "/p") ||
        starts_with_name(inner, "/div") || starts_with_name(inner, "/li")) {
      text_ += '\n';
    } else if (starts_with_name(inner, "a")) {
      href_ = href_of(inner);
      link_begin_ = text_.size();
    } else if (starts_with_name(inner, "/a") && !href_.empty()) {
      const std::string address = Reader().read(std::exchange(href_, {}));
      if (text_.substr(std::min(link_begin_, text_.size())) != address)
        text_ += " (" + address + ")";
    }
    return end + 1;
  }

  std::size_t reference(std::string_view html) {
    constexpr std::size_t kBytesMax = 12;
    const std::size_t end = html.substr(0, kBytesMax).find(';');
    const std::string_view name = end == html.npos ? "" : html.substr(1, end - 1);
    if (name.starts_with('#') && add_number(name.substr(1))) return end + 1;
    const auto* const known =
        std::ranges::find(kEntities, name, &std::pair<std::string_view, std::string_view>::first);
    if (known != kEntities.end()) {
      text_ += known->second;
      return end + 1;
    }
    text_ += '&';
    return 1;
  }

  bool add_number(std::string_view digits) {
    const bool hex = !digits.empty() && (digits[0] | 0x20) == 'x';
    if (hex) digits.remove_prefix(1);
    std::uint32_t code_point = 0;
    const char* const end = digits.data() + digits.size();
    const auto [after, problem] = std::from_chars(digits.data(), end, code_point, hex ? 16 : 10);
    if (problem != std::errc() || after != end || digits.empty()) return false;
    const std::string encoded = encode(code_point);
    text_ += encoded;
    return !encoded.empty();
  }

  // "" for what is no scalar value.
  static std::string encode(std::uint32_t c) {
    const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
    if (c >= 0xD800 && c < 0xE000) return {};
    if (c < 0x10000)
      return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
    if (c >= 0x110000) return {};
    return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)),
            byte(0x80 | (c & 63))};
  }

  std::string text_;
  std::string_view href_;
  std::size_t link_begin_ = 0;
  std::size_t open_bytes_ = 0;  // behind the last '>': nothing there is a tag
};

}  // namespace

std::string text_of_html(std::string_view html) { return Reader().read(html); }

}  // namespace ykien
