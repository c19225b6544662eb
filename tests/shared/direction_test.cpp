#include "ykien/direction.h"

#include <catch2/catch_test_macros.hpp>

namespace ykien {
namespace {

TEST_CASE("direction: the first strong letter decides (UAX #9 P2, P3)", "[direction]") {
  const struct {
    std::string_view text;
    bool has;
    bool starts;
  } cases[] = {
      {"", false, false},
      {"Tiếng Việt, 1,234 👍🏽", false, false},
      {"越南語 ภาษาไทย हिन्दी", false, false},
      {"שלום", true, true},
      {"السلام", true, true},
      {"«123» السلام", true, true},
      {"xin שלום", true, false},
      {"123", false, false},
      {"\u2067שלום\u2069 xin", true, false},  // what is isolated does not decide
      {"\u2067שלום xin\u2069 שלום", true, true},
      {"\u202Eabc", true, false},  // RLO
      {"𞤀𞤣𞤤𞤢𞤥", true, true},       // Adlam
      {"\u2069שלום", true, true},  // a PDI without its isolate
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(has_right_to_left(c.text) == c.has);
    CHECK(starts_right_to_left(c.text) == c.starts);
  }
}

}  // namespace
}  // namespace ykien
