#include "calendar.h"
#include "ykien/time_format.h"

namespace ykien {

namespace {

constexpr int kOffsetMinutesMax = 14 * 60;

std::unexpected<Error> invalid(std::size_t offset_bytes, std::string_view what) {
  return std::unexpected(Error{ErrorCode::kInvalidValue, offset_bytes, std::string(what)});
}

// Takes the text apart from the left; once anything is wrong it stays wrong.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool ok() const { return ok_; }
  bool at_end() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  std::string_view rest() const { return text_.substr(at_); }

  // Takes one of `choices`, if it is next.
  bool take(std::string_view choices) {
    if (at_end() || choices.find(text_[at_]) == choices.npos) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view choices) { ok_ = ok_ && take(choices); }

  // Takes exactly `digits` digits; 0 and not ok() where they are missing or out of range.
  int number(int digits, int min, int max) {
    int value = 0;
    for (; ok_ && digits > 0; --digits) {
      ok_ = !at_end() && text_[at_] >= '0' && text_[at_] <= '9';
      if (ok_) value = value * 10 + (text_[at_++] - '0');
    }
    ok_ = ok_ && value >= min && value <= max;
    return ok_ ? value : 0;
  }

  std::size_t digits_ahead() const {
    const std::size_t end = text_.find_first_not_of("0123456789", at_);
    return (end == text_.npos ? text_.size() : end) - at_;
  }
  void skip(std::size_t bytes) { at_ += bytes; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

// "HH:MM", "HH:MM:SS", "HH:MM:SS.fff"
std::int64_t scan_time_of_day_ms(Scanner& scanner) {
  std::int64_t ms = std::int64_t{scanner.number(2, 0, 23)} * 3'600'000;
  scanner.expect(":");
  ms += std::int64_t{scanner.number(2, 0, 59)} * 60'000;
  if (!scanner.take(":")) return ms;
  const std::int64_t second = scanner.number(2, 0, 60);
  ms += (second == 60 ? 59 : second) * 1'000;  // a leap second has no place of its own
  if (!scanner.take(".,")) return ms;
  const std::size_t digits = scanner.digits_ahead();
  if (digits == 0) scanner.expect("");
  std::int64_t unit_ms = 100;
  for (std::size_t i = 0; i < digits; ++i, unit_ms /= 10) ms += scanner.number(1, 0, 9) * unit_ms;
  return ms;
}

}  // namespace

Result<int> parse_utc_offset_minutes(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  Scanner scanner(text);
  const bool west = scanner.take("-");
  if (!west) scanner.expect("+");
  const std::size_t digits = scanner.digits_ahead();
  int minutes = scanner.number(digits == 1 ? 1 : 2, 0, 14) * 60;
  if (scanner.take(":") || digits == 4) minutes += scanner.number(2, 0, 59);
  if (!scanner.ok() || !scanner.at_end() || minutes > kOffsetMinutesMax) {
    return invalid(0, "not an offset from UTC");
  }
  return west ? -minutes : minutes;
}

Result<Timestamp> parse_timestamp(std::string_view text, int default_offset_minutes) {
  Scanner scanner(text);
  CivilDate date = {};
  date.year = scanner.number(4, kYearMin, kYearMax);
  scanner.expect("-");
  date.month = scanner.number(2, 1, 12);
  scanner.expect("-");
  date.day = scanner.number(2, 1, 31);
  std::int64_t ms = 0;
  Timestamp time = {0, default_offset_minutes};
  if (scanner.ok() && scanner.take("Tt ")) {
    ms = scan_time_of_day_ms(scanner);
    if (scanner.ok() && !scanner.at_end()) {
      const Result<int> offset = parse_utc_offset_minutes(scanner.rest());
      if (!offset) return invalid(scanner.at(), offset.error().detail);
      time.utc_offset_minutes = *offset;
      scanner.skip(scanner.rest().size());
    }
  }
  if (!scanner.ok() || !scanner.at_end() || date.day > days_in_month(date.year, date.month)) {
    return invalid(scanner.at(), "not a time");
  }
  time.unix_ms =
      days_from_civil(date) * kDayMs + ms - time.utc_offset_minutes * std::int64_t{60'000};
  return time;
}

}  // namespace ykien
