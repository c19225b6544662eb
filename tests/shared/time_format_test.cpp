#include "ykien/time_format.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <limits>
#include <random>

#include "calendar.h"

using namespace ykien;

namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr Language kVi = Language::kVietnamese;
constexpr Language kEn = Language::kEnglish;

Timestamp at(std::string_view text) {
  CAPTURE(text);
  const Result<Timestamp> time = parse_timestamp(text, 420);
  REQUIRE(time);
  return *time;
}

}  // namespace

TEST_CASE("the calendar agrees with std::chrono on every day of the years 1 to 9999", "[time]") {
  using namespace std::chrono;
  const std::int64_t first_day = sys_days(year(1) / January / 1).time_since_epoch().count();
  const std::int64_t last_day = sys_days(year(9999) / December / 31).time_since_epoch().count();
  std::int64_t wrong = 0;
  for (std::int64_t day = first_day; day <= last_day; ++day) {
    const year_month_day expected{sys_days(days(day))};
    const CivilDate date = civil_from_days(day);
    if (date.year != int(expected.year()) || date.month != int(unsigned(expected.month())) ||
        date.day != int(unsigned(expected.day())) || days_from_civil(date) != day) {
      ++wrong;
    }
  }
  CHECK(wrong == 0);
  for (int y = 1; y <= 9999; ++y) {
    if (is_leap_year(y) != year(y).is_leap()) ++wrong;
    for (unsigned m = 1; m <= 12; ++m) {
      const year_month_day_last end{year{y}, month_day_last{month{m}}};
      if (days_in_month(y, int(m)) != int(unsigned(end.day()))) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("the formats of the seed's page", "[time]") {
  const Timestamp clock = at("2024-04-19T16:02:21+07:00");
  const Timestamp published = at("2014-03-11T06:01:00+07:00");
  CHECK(format_clock(clock, kVi) == "Thứ 6, 19/04/2024 16:02:21 GMT+7");
  CHECK(format_clock(clock, kEn) == "Friday, 19 April 2024 16:02:21 GMT+7");
  CHECK(format_publish_time(published, kVi) == "06:01, 11/03/2014 GMT+7");
  CHECK(format_publish_time(published, kEn) == "06:01, 11 March 2014 GMT+7");
  CHECK(format_long_time(published, kVi) == "Thứ 3, 11/03/2014 | 06:01:00");
  CHECK(format_long_time(published, kEn) == "Tuesday, 11 March 2014 | 06:01:00");
  CHECK(format_count(2741, NumberStyle::kComma) == "2,741");
}

TEST_CASE("weekdays and months have their names in both languages", "[time]") {
  const std::string_view vietnamese[] = {"Thứ 2", "Thứ 3", "Thứ 4",   "Thứ 5",
                                         "Thứ 6", "Thứ 7", "Chủ nhật"};
  const std::string_view english[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
  for (int day = 0; day < 7; ++day) {  // 2024-01-01 was a Monday
    const std::string date = "2024-01-0" + std::to_string(1 + day);
    CHECK(format_long_time(at(date), kVi).starts_with(vietnamese[day]));
    CHECK(format_long_time(at(date), kEn).starts_with(english[day]));
  }
  const std::string_view months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  for (int month = 0; month < 12; ++month) {
    const std::string date = (month < 9 ? "2023-0" : "2023-") + std::to_string(month + 1) + "-09";
    const std::string expected = "00:00, 9 " + std::string(months[month]) + " 2023 GMT+7";
    CHECK(format_publish_time(at(date), kEn) == expected);
  }
}

TEST_CASE("format_gmt_offset: whole hours, parts of hours, none", "[time]") {
  CHECK(format_gmt_offset(0) == "GMT");
  CHECK(format_gmt_offset(420) == "GMT+7");
  CHECK(format_gmt_offset(-210) == "GMT-3:30");
  CHECK(format_gmt_offset(345) == "GMT+5:45");
  CHECK(format_gmt_offset(65) == "GMT+1:05");
  CHECK(format_gmt_offset(-5) == "GMT-0:05");
  CHECK(format_gmt_offset(840) == "GMT+14");
  CHECK(format_gmt_offset(-840) == "GMT-14");
}

TEST_CASE("parse_timestamp: accepted forms", "[time]") {
  struct Case {
    std::string_view text;
    std::string_view rfc3339;
  };
  const Case cases[] = {
      {"2014-03-11T06:01:00+07:00", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11t06:01:00z", "2014-03-11T06:01:00Z"},
      {"2014-03-11 06:01:00Z", "2014-03-11T06:01:00Z"},
      {"2014-03-11T06:01+0700", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11T06:01+07", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11T06:01+7", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11T06:01:59-03:30", "2014-03-11T06:01:59-03:30"},
      {"2014-03-11T06:01:00-00:00", "2014-03-11T06:01:00Z"},
      {"2014-03-11T06:01:00", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11 06:01", "2014-03-11T06:01:00+07:00"},
      {"2014-03-11", "2014-03-11T00:00:00+07:00"},
      {"2014-03-11T06:01:00.5Z", "2014-03-11T06:01:00.500Z"},
      {"2014-03-11T06:01:00,25Z", "2014-03-11T06:01:00.250Z"},
      {"2014-03-11T06:01:00.001999999999999999999Z", "2014-03-11T06:01:00.001Z"},
      {"2014-03-11T06:01:00.000Z", "2014-03-11T06:01:00Z"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2016-12-31T23:59:60.7Z", "2016-12-31T23:59:59.700Z"},
      {"0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"},
      {"0001-01-01T00:00:00-14:00", "0001-01-01T00:00:00-14:00"},
      {"9999-12-31T23:59:59.999+14:00", "9999-12-31T23:59:59.999+14:00"},
      {"9999-12-31T23:59:59.999-14:00", "9999-12-31T23:59:59.999-14:00"},
      {"2000-02-29", "2000-02-29T00:00:00+07:00"},
      {"2024-02-29", "2024-02-29T00:00:00+07:00"},
      {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
  };
  for (const Case& c : cases) CHECK(format_rfc3339(at(c.text)) == c.rfc3339);
  CHECK(at("1970-01-01T07:00:00+07:00").unix_ms == 0);
  CHECK(at("2014-03-11T06:01:00+07:00").unix_ms == 1'394'492'460'000);
  CHECK(at("1969-12-31T23:59:59Z").unix_ms == -1'000);
  CHECK(parse_timestamp("2014-03-11", -210)->utc_offset_minutes == -210);
}

TEST_CASE("parse_timestamp: refused forms", "[time]") {
  const std::string_view texts[] = {
      "",
      " ",
      "now",
      "2014",
      "2014-03",
      "2014-3-11",
      "14-03-11",
      "20140311",
      "2014-070",
      "2014-W11-2",
      "02014-03-11",
      "+2014-03-11",
      "-2014-03-11",
      "0000-01-01",
      "2014-00-11",
      "2014-13-11",
      "2014-03-00",
      "2014-03-32",
      "2014-04-31",
      "2014-02-29",
      "1900-02-29",
      "2100-02-29",
      "2014-03-11T",
      "2014-03-11 ",
      "2014-03-11T06",
      "2014-03-11T06:",
      "2014-03-11T6:01",
      "2014-03-11T06:1",
      "2014-03-11T0601",
      "2014-03-11T24:00",
      "2014-03-11T23:60",
      "2014-03-11T23:59:61",
      "2014-03-11T06:01:",
      "2014-03-11T06:01:00.",
      "2014-03-11T06:01:00.Z",
      "2014-03-11T06:01:00.x",
      "2014-03-11T06:01:00+",
      "2014-03-11T06:01+14:01",
      "2014-03-11T06:01+15",
      "2014-03-11T06:01+07:60",
      "2014-03-11T06:01+07:0",
      "2014-03-11T06:01+070",
      "2014-03-11T06:01+07:000",
      "2014-03-11T06:01 +07:00",
      "2014-03-11T06:01:00ZZ",
      "2014-03-11T06:01:00Z ",
      " 2014-03-11",
      "2014-03-11Z",
      "2014-03-11+07:00",
      "2014/03/11",
      "11/03/2014",
      "2014-03-11_06:01",
      "2014-03-11T06.01",
      "２０１４-03-11",
      "2014-03-11T06:01:00\xFF",
  };
  for (const std::string_view text : texts) {
    CAPTURE(text);
    const Result<Timestamp> time = parse_timestamp(text, 420);
    REQUIRE_FALSE(time);
    CHECK(time.error().code == ErrorCode::kInvalidValue);
    CHECK(time.error().offset_bytes <= text.size());
  }
}

TEST_CASE("parse_timestamp: a prefix never reads past its end", "[time]") {
  const std::string_view text = "2014-03-11T06:01:00.125+07:00";
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
    const std::string prefix(text.substr(0, bytes));
    const bool date = bytes == 10;
    const bool time = bytes == 16 || bytes == 19 || (bytes >= 21 && bytes <= 23);
    const bool offset = bytes == 25 || bytes == 26 || bytes == 29;
    CAPTURE(prefix);
    CHECK(parse_timestamp(prefix, 0).has_value() == (date || time || offset));
  }
}

TEST_CASE("parse_utc_offset_minutes: accepted and refused forms", "[time]") {
  CHECK(parse_utc_offset_minutes("+07:00") == 420);
  CHECK(parse_utc_offset_minutes("-0330") == -210);
  CHECK(parse_utc_offset_minutes("+7") == 420);
  CHECK(parse_utc_offset_minutes("+5:45") == 345);
  CHECK(parse_utc_offset_minutes("-12") == -720);
  CHECK(parse_utc_offset_minutes("Z") == 0);
  CHECK(parse_utc_offset_minutes("z") == 0);
  CHECK(parse_utc_offset_minutes("-00:00") == 0);
  CHECK(parse_utc_offset_minutes("+14:00") == 840);
  CHECK(parse_utc_offset_minutes("-14:00") == -840);
  for (const std::string_view text :
       {"", "+", "7", "07:00", "+14:01", "-14:01", "+15", "+07:60", "+070", "+07000",
        "+07:", "+7:5", "+x", "+07:00 ", "GMT+7", "Zz", "--7", "+-7",
        "\xE2\x88\x92"
        "7"}) {
    CAPTURE(text);
    const Result<int> minutes = parse_utc_offset_minutes(text);
    REQUIRE_FALSE(minutes);
    CHECK(minutes.error().code == ErrorCode::kInvalidValue);
  }
}

TEST_CASE("format_rfc3339 and parse_timestamp undo each other", "[time]") {
  std::mt19937_64 random(1775);
  const std::int64_t min = days_from_civil({1, 1, 1}) * kDayMs;
  const std::int64_t max = days_from_civil({9999, 12, 31}) * kDayMs + kDayMs - 1;
  std::uniform_int_distribution<std::int64_t> local(min, max);
  std::uniform_int_distribution<int> offset(-840, 840);
  for (int i = 0; i < 100'000; ++i) {
    const int minutes = offset(random);
    const Timestamp time = {local(random) - minutes * kMinuteMs, minutes};
    const std::string text = format_rfc3339(time);
    if (parse_timestamp(text, 0) != time) FAIL(text);
  }
  for (int minutes = -840; minutes <= 840; ++minutes) {
    const Timestamp time = {1'394'492'460'123, minutes};
    if (parse_timestamp(format_rfc3339(time), 0) != time) FAIL(minutes);
    if (minutes == 0) continue;
    const std::string gmt = format_gmt_offset(minutes).substr(3);
    if (parse_utc_offset_minutes(gmt) != minutes) FAIL(gmt);
  }
}

TEST_CASE("formats take instants outside the calendar", "[time]") {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  CHECK(format_rfc3339({kMin, -840}) == "0001-01-01T00:00:00-14:00");
  CHECK(format_rfc3339({kMax, 840}) == "9999-12-31T23:59:59.999+14:00");
  CHECK(format_clock({kMax, 0}, kVi) == "Thứ 6, 31/12/9999 23:59:59 GMT");
  CHECK(format_long_time({kMin, 0}, kEn) == "Monday, 1 January 0001 | 00:00:00");
  CHECK(format_relative({kMin, 0}, kMax, kEn) == "1 January 0001 00:00");
  CHECK(format_relative({kMax, 0}, kMin, kEn) == "31 December 9999 23:59");
  CHECK(relative_expiry_ms({kMin, 0}, kMax) == kDayMs);
  CHECK(relative_expiry_ms({kMax, 0}, kMin) == kDayMs);
}

TEST_CASE("format_relative: each threshold and the millisecond before it", "[time]") {
  const Timestamp time = at("2024-04-19T09:00:00+07:00");
  struct Case {
    std::int64_t age_ms;
    std::string_view vietnamese;
    std::string_view english;
  };
  const Case cases[] = {
      {-5 * kMinuteMs - 1, "19/04/2024 09:00", "19 April 2024 09:00"},
      {-5 * kMinuteMs, "vừa xong", "just now"},
      {-1, "vừa xong", "just now"},
      {0, "vừa xong", "just now"},
      {59'999, "vừa xong", "just now"},
      {60'000, "1 phút trước", "1 minute ago"},
      {2 * kMinuteMs - 1, "1 phút trước", "1 minute ago"},
      {5 * kMinuteMs, "5 phút trước", "5 minutes ago"},
      {kHourMs - 1, "59 phút trước", "59 minutes ago"},
      {kHourMs, "1 giờ trước", "1 hour ago"},
      {3 * kHourMs, "3 giờ trước", "3 hours ago"},
      {12 * kHourMs, "12 giờ trước", "12 hours ago"},
      {15 * kHourMs - 1, "14 giờ trước", "14 hours ago"},    // the last moment of the day
      {15 * kHourMs, "hôm qua, 09:00", "yesterday, 09:00"},  // midnight
      {39 * kHourMs - 1, "hôm qua, 09:00", "yesterday, 09:00"},
      {39 * kHourMs, "19/04/2024 09:00", "19 April 2024 09:00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.age_ms);
    CHECK(format_relative(time, time.unix_ms + c.age_ms, kVi) == c.vietnamese);
    CHECK(format_relative(time, time.unix_ms + c.age_ms, kEn) == c.english);
  }
  const Timestamp evening = at("2024-04-19T16:02:00+07:00");
  const std::int64_t next_morning = at("2024-04-20T04:01:59+07:00").unix_ms;
  CHECK(format_relative(evening, next_morning, kVi) == "11 giờ trước");
  CHECK(format_relative(evening, next_morning + 1'000, kVi) == "hôm qua, 16:02");
  // The day is the one of the offset, not of UTC: both instants are on 19 April in UTC.
  const Timestamp early = at("2024-04-19T06:00:00+07:00");
  CHECK(format_relative(early, at("2024-04-20T00:30:00+07:00").unix_ms, kVi) == "hôm qua, 06:00");
}

TEST_CASE("relative_expiry_ms: the words stay until then, and differ soon after", "[time]") {
  std::mt19937_64 random(350);
  const Timestamp time = at("2024-02-28T21:17:33.250+07:00");
  std::uniform_int_distribution<std::int64_t> ages(-kHourMs, 3 * kDayMs);
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t now = time.unix_ms + ages(random);
    const std::int64_t expiry = relative_expiry_ms(time, now);
    CAPTURE(now - time.unix_ms, expiry);
    REQUIRE(expiry >= 1'000);
    REQUIRE(expiry <= kDayMs);
    const std::string words = format_relative(time, now, kVi);
    if (expiry > 1'000 && words != format_relative(time, now + expiry - 1, kVi)) FAIL(words);
    const bool settled = now > time.unix_ms && words.contains('/');  // a date of the past stays
    if (!settled && words == format_relative(time, now + expiry, kVi)) FAIL(words);
  }
}

TEST_CASE("format_count: groups of three in both styles", "[time]") {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  CHECK(format_count(0, NumberStyle::kDot) == "0");
  CHECK(format_count(999, NumberStyle::kDot) == "999");
  CHECK(format_count(1'000, NumberStyle::kDot) == "1.000");
  CHECK(format_count(2'741, NumberStyle::kDot) == "2.741");
  CHECK(format_count(999'999, NumberStyle::kComma) == "999,999");
  CHECK(format_count(1'000'000, NumberStyle::kComma) == "1,000,000");
  CHECK(format_count(-999, NumberStyle::kDot) == "-999");
  CHECK(format_count(-1'000, NumberStyle::kDot) == "-1.000");
  CHECK(format_count(-1'234'567, NumberStyle::kDot) == "-1.234.567");
  CHECK(format_count(kMin, NumberStyle::kComma) == "-9,223,372,036,854,775,808");
}
