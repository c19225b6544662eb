#include "http/metrics.h"

#include <algorithm>

namespace ykien::http {

Metrics::Metrics(const std::vector<std::string>& kinds) {
  for (const std::string& name : kinds) kinds_.emplace_back().name = name;
}

void Metrics::count(std::size_t kind, int status, std::chrono::nanoseconds took) {
  using namespace std::chrono;
  Kind& counts = kinds_[kind];
  const auto place = std::ranges::find(kStatuses, status) - kStatuses.begin();
  ++counts.statuses[std::min<std::size_t>(static_cast<std::size_t>(place), kStatuses.size() - 1)];
  const auto bound = std::ranges::lower_bound(kBounds, took, {},
                                              [](int ms) { return nanoseconds(milliseconds(ms)); });
  ++counts.times[static_cast<std::size_t>(bound - kBounds.begin())];
  counts.microseconds += static_cast<std::uint64_t>(duration_cast<microseconds>(took).count());
}

std::string Metrics::text(std::size_t listeners) const {
  std::string answers = "# TYPE ykien_answers_total counter\n";
  std::string times = "# TYPE ykien_answer_seconds histogram\n";
  for (const Kind& kind : kinds_) {
    const std::string label = "{request=\"" + kind.name + "\"";
    for (std::size_t i = 0; i < kStatuses.size(); ++i) {
      if (kind.statuses[i] == 0) continue;
      answers += "ykien_answers_total" + label + ",status=\"" + std::to_string(kStatuses[i]) +
                 "\"} " + std::to_string(kind.statuses[i]) + "\n";
    }
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kind.times.size(); ++i) {
      sum += kind.times[i];
      const std::string bound = i < kBounds.size() ? std::to_string(kBounds[i] / 1000.0) : "+Inf";
      times += "ykien_answer_seconds_bucket" + label + ",le=\"" + bound + "\"} " +
               std::to_string(sum) + "\n";
    }
    times += "ykien_answer_seconds_sum" + label + "} " +
             std::to_string(static_cast<double>(kind.microseconds) / 1e6) + "\n";
    times += "ykien_answer_seconds_count" + label + "} " + std::to_string(sum) + "\n";
  }
  return answers + times + "# TYPE ykien_listeners gauge\nykien_listeners " +
         std::to_string(listeners) + "\n";
}

}  // namespace ykien::http
