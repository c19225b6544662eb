// The proleptic Gregorian calendar, between days since 1970-01-01 and dates.
//
// From Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms": years that begin in March
// put the leap day last.
#pragma once

#include <cstdint>

namespace ykien {

inline constexpr std::int64_t kDayMs = 86'400'000;
inline constexpr int kYearMin = 1;
inline constexpr int kYearMax = 9999;

struct CivilDate {
  int year;
  int month;  // 1 to 12
  int day;    // 1 to 31
  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

constexpr bool is_leap_year(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in_month(int year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Requires: a date of the years 1 to 9999.
constexpr std::int64_t days_from_civil(CivilDate date) {
  const int year = date.month > 2 ? date.year : date.year - 1;
  const int month_from_march = (date.month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int era = year / 400;
  const int year_of_era = year % 400;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return std::int64_t{era} * 146'097 + day_of_era - 719'468;
}

// Requires: a day of the years 1 to 9999.
constexpr CivilDate civil_from_days(std::int64_t days) {
  const std::int64_t from_march_0 = days + 719'468;
  const int era = static_cast<int>(from_march_0 / 146'097);
  const int day_of_era = static_cast<int>(from_march_0 % 146'097);
  const int year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month,
          day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

}  // namespace ykien
