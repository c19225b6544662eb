// Functions of the C library that nlohmann/json calls; the library's own, with their arithmetic of
// 128 bits, would be 9 KB of the wire. Of what they tell, JsonParser reads one thing: whether a
// number is too large for a double.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// 2^1024 - 2^970: the least decimal that rounds to infinity (IEEE 754, ties to even). 309 digits.
constexpr std::string_view kInfinityDigits =
    "17976931348623158079372897140530341507993413271003782693617377898044496829276475"
    "09466490179775872070963302864166928879109465555478519404026306574886715058206819"
    "08902000708383676273854845817711531764475730270069855571366959622842914819860834"
    "936475292719074168444365510704342711559699508093042880177904174497792";

// Beyond any number of digits that a document holds, and far from where a long ends.
constexpr long kExponentMax = 1'000'000'000;

// Requires: a number as JSON writes it, without the minus.
bool is_infinite(std::string_view number) {
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  long exponent = 0;
  if (e < number.size()) {
    const bool plus = number[e + 1] == '+';
    const char* const end = number.data() + number.size();
    const auto [_, problem] = std::from_chars(number.data() + e + 1 + plus, end, exponent);
    if (problem != std::errc()) exponent = number[e + 1] == '-' ? -kExponentMax : kExponentMax;
    exponent = std::clamp(exponent, -kExponentMax, kExponentMax);
  }
  const std::size_t point = std::min(number.find('.'), e);
  std::string digits(number.substr(0, point));
  if (point < e) digits += number.substr(point + 1, e - point - 1);
  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  if (digits.empty()) return false;
  const long whole = static_cast<long>(point) - static_cast<long>(zeros) + exponent;
  const long infinite = static_cast<long>(kInfinityDigits.size());
  return whole != infinite ? whole > infinite : digits >= kInfinityDigits;
}

}  // namespace

extern "C" {

// For control characters in the text of a syntax error. The buffer is zero already.
int snprintf(char*, std::size_t, const char* format, ...) {
  if (std::string_view(format) != "<U+%.4X>") std::abort();
  return 0;
}

// 0, or infinity.
double strtod(const char* text, char**) {
  return is_infinite(text + (*text == '-' ? 1 : 0)) ? HUGE_VAL : 0;
}
// They are defined beside it, and named by the standard library.
float strtof(const char*, char**) { std::abort(); }
long double strtold(const char*, char**) { std::abort(); }

}  // extern "C"
