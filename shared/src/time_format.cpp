#include "ykien/time_format.h"

#include <algorithm>

#include "calendar.h"

namespace ykien {

namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kLocalMsMin = days_from_civil({kYearMin, 1, 1}) * kDayMs;
constexpr std::int64_t kLocalMsMax = days_from_civil({kYearMax, 12, 31}) * kDayMs + kDayMs - 1;
constexpr std::int64_t kFarMs = std::int64_t{1} << 60;  // keeps sums of two within 64 bits

constexpr std::string_view kVietnameseDays[] = {"Chủ nhật", "Thứ 2", "Thứ 3", "Thứ 4",
                                                "Thứ 5",    "Thứ 6", "Thứ 7"};
constexpr std::string_view kEnglishDays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                             "Thursday", "Friday", "Saturday"};
constexpr std::string_view kEnglishMonths[] = {"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};

// Milliseconds of the local clock since its own 1970-01-01T00:00, within the years 1 to 9999.
std::int64_t local_ms(std::int64_t unix_ms, int utc_offset_minutes) {
  const std::int64_t near_ms = std::clamp(unix_ms, -kFarMs, kFarMs);
  return std::clamp(near_ms + utc_offset_minutes * kMinuteMs, kLocalMsMin, kLocalMsMax);
}

// Whole days before or at `ms`; the years before 1970 are negative.
std::int64_t floor_days(std::int64_t ms) {
  return (ms - kLocalMsMin) / kDayMs + kLocalMsMin / kDayMs;
}

// A local time, to be written part by part.
class TimeWriter {
 public:
  explicit TimeWriter(Timestamp time)
      : offset_minutes_(time.utc_offset_minutes),
        days_(floor_days(local_ms(time.unix_ms, time.utc_offset_minutes))),
        ms_of_day_(local_ms(time.unix_ms, time.utc_offset_minutes) - days_ * kDayMs),
        date_(civil_from_days(days_)) {}

  TimeWriter& text(std::string_view text) {
    written_ += text;
    return *this;
  }
  TimeWriter& padded(std::int64_t value, int digits) {
    std::int64_t unit = 1;
    for (; digits > 1; --digits) unit *= 10;
    for (; unit > 0; unit /= 10) written_ += static_cast<char>('0' + value / unit % 10);
    return *this;
  }

  TimeWriter& weekday(Language language) {
    const auto day = static_cast<std::size_t>(((days_ + 4) % 7 + 7) % 7);  // day 0 was a Thursday
    return text(language == Language::kVietnamese ? kVietnameseDays[day] : kEnglishDays[day]);
  }
  // "11/03/2014" · "11 March 2014"
  TimeWriter& date(Language language) {
    if (language == Language::kVietnamese) {
      return padded(date_.day, 2).text("/").padded(date_.month, 2).text("/").padded(date_.year, 4);
    }
    padded(date_.day, date_.day < 10 ? 1 : 2).text(" ");
    text(kEnglishMonths[date_.month - 1]).text(" ");
    return padded(date_.year, 4);
  }
  TimeWriter& iso_date() {
    return padded(date_.year, 4).text("-").padded(date_.month, 2).text("-").padded(date_.day, 2);
  }
  TimeWriter& hours_minutes() {
    padded(ms_of_day_ / kHourMs, 2).text(":");
    return padded(ms_of_day_ / kMinuteMs % 60, 2);
  }
  TimeWriter& seconds() { return text(":").padded(ms_of_day_ / kSecondMs % 60, 2); }
  TimeWriter& milliseconds_if_any() {
    const std::int64_t ms = ms_of_day_ % kSecondMs;
    return ms == 0 ? *this : text(".").padded(ms, 3);
  }
  TimeWriter& offset() {
    const int minutes = offset_minutes_ < 0 ? -offset_minutes_ : offset_minutes_;
    if (minutes == 0) return text("Z");
    return text(offset_minutes_ < 0 ? "-" : "+")
        .padded(minutes / 60, 2)
        .text(":")
        .padded(minutes % 60, 2);
  }

  std::string take() { return std::move(written_); }

 private:
  int offset_minutes_;
  std::int64_t days_;
  std::int64_t ms_of_day_;
  CivilDate date_;
  std::string written_;
};

enum class Age : std::uint8_t { kNow, kMinutes, kHours, kYesterday, kDate };

struct RelativeAge {
  Age age;
  std::int64_t count;       // of minutes or hours
  std::int64_t expires_ms;  // from now
};

RelativeAge relative_age(Timestamp time, std::int64_t now_unix_ms) {
  constexpr std::int64_t kFutureMs = 5 * kMinuteMs;
  const std::int64_t then_ms = local_ms(time.unix_ms, time.utc_offset_minutes);
  const std::int64_t now_ms = local_ms(now_unix_ms, time.utc_offset_minutes);
  const std::int64_t age_ms = now_ms - then_ms;
  const std::int64_t days = floor_days(now_ms) - floor_days(then_ms);
  const std::int64_t to_midnight_ms = (floor_days(now_ms) + 1) * kDayMs - now_ms;
  const std::int64_t to_hour_ms = kHourMs - age_ms % kHourMs;
  if (age_ms < -kFutureMs) return {Age::kDate, 0, -kFutureMs - age_ms};
  if (age_ms < kMinuteMs) return {Age::kNow, 0, kMinuteMs - age_ms};
  if (age_ms < kHourMs) return {Age::kMinutes, age_ms / kMinuteMs, kMinuteMs - age_ms % kMinuteMs};
  if (age_ms < 12 * kHourMs) return {Age::kHours, age_ms / kHourMs, to_hour_ms};
  if (days == 0) return {Age::kHours, age_ms / kHourMs, std::min(to_hour_ms, to_midnight_ms)};
  return {days == 1 ? Age::kYesterday : Age::kDate, 0, days == 1 ? to_midnight_ms : kDayMs};
}

std::string ago(std::int64_t count, std::string_view unit, Language language) {
  std::string text = std::to_string(count).append(" ").append(unit);
  if (language == Language::kVietnamese) return text + " trước";
  return text + (count == 1 ? " ago" : "s ago");
}

}  // namespace

std::string format_rfc3339(Timestamp time) {
  TimeWriter writer(time);
  writer.iso_date().text("T").hours_minutes().seconds().milliseconds_if_any().offset();
  return writer.take();
}

std::string format_gmt_offset(int utc_offset_minutes) {
  const int minutes = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
  std::string text = "GMT";
  if (minutes == 0) return text;
  text += utc_offset_minutes < 0 ? '-' : '+';
  text += std::to_string(minutes / 60);
  if (minutes % 60 != 0)
    text.append(minutes % 60 < 10 ? ":0" : ":").append(std::to_string(minutes % 60));
  return text;
}

std::string format_clock(Timestamp time, Language language) {
  TimeWriter writer(time);
  writer.weekday(language).text(", ").date(language).text(" ").hours_minutes().seconds();
  return writer.text(" ").text(format_gmt_offset(time.utc_offset_minutes)).take();
}

std::string format_publish_time(Timestamp time, Language language) {
  TimeWriter writer(time);
  writer.hours_minutes().text(", ").date(language).text(" ");
  return writer.text(format_gmt_offset(time.utc_offset_minutes)).take();
}

std::string format_long_time(Timestamp time, Language language) {
  TimeWriter writer(time);
  writer.weekday(language).text(", ").date(language).text(" | ").hours_minutes().seconds();
  return writer.take();
}

std::string format_relative(Timestamp time, std::int64_t now_unix_ms, Language language) {
  const bool vietnamese = language == Language::kVietnamese;
  const RelativeAge relative = relative_age(time, now_unix_ms);
  TimeWriter writer(time);
  switch (relative.age) {
    case Age::kNow:
      return vietnamese ? "vừa xong" : "just now";
    case Age::kMinutes:
      return ago(relative.count, vietnamese ? "phút" : "minute", language);
    case Age::kHours:
      return ago(relative.count, vietnamese ? "giờ" : "hour", language);
    case Age::kYesterday:
      return writer.text(vietnamese ? "hôm qua, " : "yesterday, ").hours_minutes().take();
    case Age::kDate:
      break;
  }
  return writer.date(language).text(" ").hours_minutes().take();
}

std::int64_t relative_expiry_ms(Timestamp time, std::int64_t now_unix_ms) {
  return std::clamp(relative_age(time, now_unix_ms).expires_ms, kSecondMs, kDayMs);
}

std::string format_count(std::int64_t value, NumberStyle style) {
  std::string text = std::to_string(value);
  const std::size_t first_digit = value < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first_digit + 3;) {
    at -= 3;
    text.insert(at, 1, style == NumberStyle::kDot ? '.' : ',');
  }
  return text;
}

}  // namespace ykien
