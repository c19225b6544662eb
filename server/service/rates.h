// How often something may be done: a bucket of tokens for each key, which fill up again with time.
//
// Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace ykien {

struct Rate {
  double per_minute = 0;  // 0: as often as one likes
  double burst = 1;       // at once, after a while of nothing
};

// Of a site; of each author, each address (its /24, or /64), each article.
struct Rates {
  Rate author{12, 6};
  Rate address{120, 60};
  Rate article{3'000, 1'000};
};

class RateLimiter {
 public:
  // Buckets that are full are forgotten; beyond this, all are.
  static constexpr std::size_t kKeysMax = 200'000;

  // Tokens that there are; `rate.burst` where nothing limits it.
  double left(const std::string& key, const Rate& rate, std::int64_t now_unix_ms);
  // Takes a token: 0, or how long until there is one, ms.
  std::int64_t take(const std::string& key, const Rate& rate, std::int64_t now_unix_ms);

 private:
  struct Bucket {
    double tokens;
    std::int64_t at_unix_ms;
    double per_ms;
    double burst;
  };
  void forget(std::int64_t now_unix_ms);

  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
  std::size_t keys_max_ = 1'024;
};

}  // namespace ykien
