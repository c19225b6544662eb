// Values that the formats of articles, comments and policies share. Each is empty where the value
// is absent.
#pragma once

#include <optional>
#include <string>

#include "ykien/json_reader.h"
#include "ykien/time_format.h"

namespace ykien {

// Fails with kInvalidValue.
std::string read_id(JsonValue value);
// The same, where "" means none.
std::string read_optional_id(JsonValue value);

// Returns the text through clean_line(). Fails with kTooLarge.
std::string read_line(JsonValue value, std::size_t bytes_max);

// Fails with kInvalidValue.
std::optional<Timestamp> read_time(JsonValue value, int default_offset_minutes);

}  // namespace ykien
