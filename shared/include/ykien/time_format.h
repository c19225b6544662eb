// Times and numbers as Vietnamese and English newspapers write them.
//
// Instants are milliseconds since 1970-01-01T00:00:00Z, without leap seconds; calendars are
// proleptic Gregorian. Years 0001 to 9999. The offset from UTC is an argument: the machine's zone
// and locale are never asked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ykien/error.h"

namespace ykien {

enum class Language : std::uint8_t { kVietnamese = 0, kEnglish = 1 };

// How thousands are grouped: 2.741 (Vietnamese) or 2,741 (English, and some Vietnamese papers).
enum class NumberStyle : std::uint8_t { kDot = 0, kComma = 1 };

struct Timestamp {
  std::int64_t unix_ms = 0;
  int utc_offset_minutes = 0;  // -14 * 60 to 14 * 60
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

// Parses RFC 3339 with an offset, or ISO 8601 without one (taken as `default_offset_minutes`):
// 2014-03-11T06:01:00+07:00, 2014-03-11T06:01+0700, 2014-03-11 06:01, 2014-03-11, with optional
// fraction (kept to ms). A leap second reads as the second before it. The full table is in
// docs/article-format.md. Fails with kInvalidValue, offset = where it stopped to be a time.
Result<Timestamp> parse_timestamp(std::string_view text, int default_offset_minutes);

// Parses "+07:00", "-0330", "+7", "Z"; at most 14 hours. Fails with kInvalidValue.
Result<int> parse_utc_offset_minutes(std::string_view text);

// All format functions take any number: instants outside the years 1 to 9999, as the offset shows
// them, are moved to the nearest one inside.

// Writes RFC 3339 with seconds, milliseconds only where they are not zero:
// 2014-03-11T06:01:00+07:00; "Z" for offset 0.
std::string format_rfc3339(Timestamp time);

// "GMT+7", "GMT-3:30", "GMT" for 0.
std::string format_gmt_offset(int utc_offset_minutes);

// The clock: "Thứ 6, 19/04/2024 16:02:21 GMT+7" · "Friday, 19 April 2024 16:02:21 GMT+7".
std::string format_clock(Timestamp time, Language language);

// Beside the category: "06:01, 11/03/2014 GMT+7" · "06:01, 11 March 2014 GMT+7".
std::string format_publish_time(Timestamp time, Language language);

// Under the title: "Thứ 3, 11/03/2014 | 06:01:00" · "Tuesday, 11 March 2014 | 06:01:00".
std::string format_long_time(Timestamp time, Language language);

// Beside a comment: "vừa xong", "5 phút trước", "3 giờ trước", then "hôm qua, 16:02", then
// "11/03/2014 06:01" · "just now", "5 minutes ago", "3 hours ago", "yesterday, 16:02", "11 March
// 2014 06:01". Thresholds: 60 s, 60 min, 12 h or the same day, the day before. A time in the future
// up to 5 min reads as "just now".
std::string format_relative(Timestamp time, std::int64_t now_unix_ms, Language language);

// Milliseconds until format_relative can next change for this time; at least 1,000, at most a day.
std::int64_t relative_expiry_ms(Timestamp time, std::int64_t now_unix_ms);

// 2741 -> "2.741" or "2,741"; -1234567 -> "-1.234.567".
std::string format_count(std::int64_t value, NumberStyle style);

}  // namespace ykien
