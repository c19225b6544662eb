#include "ykien/json_writer.h"

#include "ykien/text.h"

namespace ykien {

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_quoted(name);
  json_ += ':';
  comma_due_ = false;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_quoted(text);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  separate();
  json_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  json_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::json(std::string_view written) {
  separate();
  json_ += written;
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view text) {
  return text.empty() ? *this : key(name).string(text);
}

JsonWriter& JsonWriter::member_if(std::string_view name, bool value) {
  return value ? key(name).boolean(true) : *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  json_ += bracket;
  comma_due_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  json_ += bracket;
  comma_due_ = true;
  return *this;
}

void JsonWriter::append_quoted(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  json_ += '"';
  while (!text.empty()) {
    const std::size_t valid_bytes = valid_utf8_prefix_bytes(text);
    for (const char c : text.substr(0, valid_bytes)) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '\n') {
        json_ += "\\n";
      } else if (byte < 0x20 || c == '<') {  // "</script>" and "<!--" would end or hide the element
        json_.append("\\u00") += kHexDigits[byte >> 4];
        json_ += kHexDigits[byte & 15];
      } else {
        if (c == '"' || c == '\\') json_ += '\\';
        json_ += c;
      }
    }
    if (valid_bytes == text.size()) break;
    json_ += "\uFFFD";
    text.remove_prefix(valid_bytes + 1);
  }
  json_ += '"';
}

void JsonWriter::separate() {
  if (comma_due_) json_ += ',';
  comma_due_ = true;
}

}  // namespace ykien
