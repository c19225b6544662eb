#include "http/message.h"

#include <algorithm>
#include <optional>

namespace ykien::http {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// RFC 3986, section 2.1; nothing where an escape is none, or stands for a control.
std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(text[i]);
    if (c == '%') {
      const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
      const int low = high < 0 ? -1 : hex_value(text[i + 2]);
      if (low < 0) return std::nullopt;
      c = static_cast<unsigned char>(high * 16 + low);
      i += 2;
    }
    if (c < 0x20 || c == 0x7F) return std::nullopt;
    decoded += static_cast<char>(c);
  }
  return decoded;
}

std::string_view find(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

bool read_path(std::string_view path, std::vector<std::string>& segments) {
  if (!path.starts_with('/')) return false;
  path.remove_prefix(1);
  while (!path.empty()) {
    const std::optional<std::string> segment = decode(cut(path, '/'));
    if (!segment || segment->contains('/') || *segment == "." || *segment == "..") return false;
    segments.push_back(*segment);
  }
  return true;
}

}  // namespace

Response fault(int status, std::string_view code, std::size_t offset_bytes) {
  std::string body = "{\"code\":\"" + std::string(code) + "\"";
  if (offset_bytes > 0) body += ",\"offset\":" + std::to_string(offset_bytes);
  return {status, "application/json", body + "}"};
}

std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return lower;
}

std::string_view Request::field(std::string_view name) const { return find(fields, name); }

std::string Request::all(std::string_view name) const {
  std::string all;
  for (const auto& [known, value] : fields) {
    if (known == name) all += (all.empty() ? "" : ",") + value;
  }
  return all;
}

bool names_tag(std::string_view field, std::string_view tag) {
  while (!field.empty()) {
    std::string_view one = trim(cut(field, ','));
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
  }
  return false;
}

std::string_view Target::value(std::string_view name) const { return find(query, name); }

bool Target::has(std::string_view name) const {
  return std::ranges::any_of(query, [&](const auto& pair) { return pair.first == name; });
}

Target parse_target(std::string_view text) {
  Target target;
  const std::string_view path = cut(text, '?');
  if (!read_path(path, target.path)) return target;
  while (!text.empty()) {
    std::string_view pair = cut(text, '&');
    const std::optional<std::string> name = decode(cut(pair, '='));
    const std::optional<std::string> value = decode(pair);
    if (!name || !value) return target;
    target.query.emplace_back(*name, *value);
  }
  target.valid = true;
  return target;
}

}  // namespace ykien::http
