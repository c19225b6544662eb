#include "json_values.h"

#include "clean_text.h"
#include "ykien/comment.h"

namespace ykien {

std::string read_id(JsonValue value) {
  const std::string_view id = value.string();
  if (!is_id(id)) value.fail(ErrorCode::kInvalidValue, "not an id");
  return std::string(id);
}

std::string read_optional_id(JsonValue value) {
  return value.string().empty() ? std::string() : read_id(value);
}

std::string read_line(JsonValue value, std::size_t bytes_max) {
  std::string line = clean_line(value.string());
  if (line.size() > bytes_max) value.fail(ErrorCode::kTooLarge, "too long");
  return line;
}

std::optional<Timestamp> read_time(JsonValue value, int default_offset_minutes) {
  if (!value.present()) return std::nullopt;
  const Result<Timestamp> time = parse_timestamp(value.string(), default_offset_minutes);
  if (time) return *time;
  value.fail(ErrorCode::kInvalidValue, "not a time");
  return std::nullopt;
}

}  // namespace ykien
