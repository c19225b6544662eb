// Writes compact JSON (RFC 8259), valid whatever it is given, and safe inside a <script> element.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ykien {

// Commas are its business; that keys, values and brackets come in a sensible order is the caller's.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name);
  // Bytes that are not UTF-8 become U+FFFD, one each.
  JsonWriter& string(std::string_view text);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& boolean(bool value);
  // A value that is JSON already.
  JsonWriter& json(std::string_view written);

  // For members that are left out where they say nothing.
  JsonWriter& member(std::string_view name, std::string_view text);  // unless ""
  JsonWriter& member_if(std::string_view name, bool value);          // unless false

  std::string take() { return std::move(json_); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void append_quoted(std::string_view text);
  void separate();

  std::string json_;
  bool comma_due_ = false;
};

}  // namespace ykien
