#include "service/rates.h"

#include <catch2/catch_test_macros.hpp>

using namespace ykien;

TEST_CASE("RateLimiter: so many at once, then as they come back", "[rates]") {
  RateLimiter limiter;
  const Rate rate{.per_minute = 60, .burst = 3};
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", rate, 1000) == 0);
  CHECK(limiter.take("a", rate, 1000) == 1000);
  CHECK(limiter.take("a", rate, 1999) == 1);
  CHECK(limiter.take("a", rate, 2000) == 0);
  CHECK(limiter.take("b", rate, 1000) == 0);
  // An hour of nothing is no more than a burst.
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", rate, 3'600'000) == 0);
  CHECK(limiter.take("a", rate, 3'600'000) > 0);
}

TEST_CASE("RateLimiter: a clock that is put back opens nothing", "[rates]") {
  RateLimiter limiter;
  const Rate rate{.per_minute = 60, .burst = 1};
  CHECK(limiter.take("a", rate, 10'000) == 0);
  CHECK(limiter.take("a", rate, 0) > 0);
  CHECK(limiter.take("a", rate, 500) > 0);
}

TEST_CASE("RateLimiter: none is no limit, and many keys are forgotten when they are full",
          "[rates]") {
  RateLimiter limiter;
  for (int i = 0; i < 1000; ++i) CHECK(limiter.take("a", {}, 0) == 0);
  const Rate rate{.per_minute = 60, .burst = 1};
  CHECK(limiter.take("slow", {.per_minute = 0.001, .burst = 1}, 0) == 0);
  for (std::int64_t i = 0; i < 100'000; ++i) limiter.take(std::to_string(i), rate, i * 10);
  CHECK(limiter.take("slow", {.per_minute = 0.001, .burst = 1}, 1'000'000) > 0);
}
