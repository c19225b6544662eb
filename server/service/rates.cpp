#include "service/rates.h"

#include <algorithm>
#include <cmath>

namespace ykien {

std::int64_t RateLimiter::take(const std::string& key, const Rate& rate, std::int64_t now_unix_ms) {
  if (rate.per_minute <= 0) return 0;
  const double per_ms = rate.per_minute / 60'000;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= keys_max_) forget(now_unix_ms);
  Bucket& bucket =
      buckets_.try_emplace(key, Bucket{rate.burst, now_unix_ms, per_ms, rate.burst}).first->second;
  // A clock that was put back gives nothing.
  const std::int64_t passed = std::max<std::int64_t>(0, now_unix_ms - bucket.at_unix_ms);
  bucket.tokens = std::min(rate.burst, bucket.tokens + static_cast<double>(passed) * per_ms);
  bucket.at_unix_ms = now_unix_ms;
  constexpr double kRounding = 1e-6;
  if (bucket.tokens < 1 - kRounding)
    return static_cast<std::int64_t>(std::ceil((1 - kRounding - bucket.tokens) / per_ms));
  bucket.tokens -= 1;
  return 0;
}

double RateLimiter::left(const std::string& key, const Rate& rate, std::int64_t now_unix_ms) {
  const std::lock_guard lock(mutex_);
  const auto bucket = buckets_.find(key);
  if (rate.per_minute <= 0 || bucket == buckets_.end()) return rate.burst;
  const auto passed = static_cast<double>(now_unix_ms - bucket->second.at_unix_ms);
  return std::min(rate.burst,
                  bucket->second.tokens + std::max(0.0, passed) * bucket->second.per_ms);
}

void RateLimiter::forget(std::int64_t now_unix_ms) {
  std::erase_if(buckets_, [&](const auto& entry) {
    const Bucket& bucket = entry.second;
    const auto passed = static_cast<double>(now_unix_ms - bucket.at_unix_ms);
    return bucket.tokens + passed * bucket.per_ms >= bucket.burst;
  });
  if (buckets_.size() >= kKeysMax) buckets_.clear();
  keys_max_ = std::clamp<std::size_t>(2 * buckets_.size(), 1'024, kKeysMax);
}

}  // namespace ykien
