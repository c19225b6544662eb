// What a server does, counted for Prometheus (its text format, version 0.0.4). Safe from any
// thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace ykien::http {

class Metrics {
 public:
  // Of requests of these kinds, "GET /v1/*/counts".
  explicit Metrics(const std::vector<std::string>& kinds);

  // An answer to a request of the n-th kind.
  void count(std::size_t kind, int status, std::chrono::nanoseconds took);

  // With a gauge of how many listen now.
  std::string text(std::size_t listeners) const;

 private:
  // Upper bounds, ms; and statuses, the last one for all others.
  static constexpr std::array kBounds = {1, 2, 5, 10, 25, 100, 500, 2500};
  static constexpr std::array kStatuses = {200, 201, 304, 400, 401, 403, 404,
                                           409, 415, 422, 429, 503, 507, 500};
  using Count = std::atomic<std::uint64_t>;
  struct Kind {
    std::string name;
    std::array<Count, kStatuses.size()> statuses{};
    std::array<Count, kBounds.size() + 1> times{};
    Count microseconds = 0;
  };

  std::deque<Kind> kinds_;
};

}  // namespace ykien::http
