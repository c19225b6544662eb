#include "service/view_counter.h"

#include <chrono>
#include <random>

namespace ykien {

namespace {

using namespace std::chrono_literals;

constexpr auto kInterval = 2s;
constexpr std::int64_t kHalfDayMs = std::int64_t{12} * 60 * 60 * 1000;

}  // namespace

ViewCounter::ViewCounter(Write write)
    : write_(std::move(write)), seed_(std::random_device()()), thread_([this] { work(); }) {}

ViewCounter::~ViewCounter() { finish(); }

void ViewCounter::count(std::string_view site, std::string_view article_id,
                        std::string_view visitor, std::int64_t now_unix_ms) {
  std::string words = std::to_string(seed_).append("/").append(site).append("/");
  words.append(article_id).append("/").append(visitor);
  const std::lock_guard lock(mutex_);
  if (ends_ || !is_new(std::hash<std::string>()(words), now_unix_ms)) return;
  Views& views = sums_[Name(site, article_id)];
  views.site = site;
  views.article_id = article_id;
  ++views.count;
}

bool ViewCounter::is_new(std::uint64_t visitor, std::int64_t now_unix_ms) {
  const bool over = now_unix_ms - since_unix_ms_ > kHalfDayMs;
  if (over || visitors_.size() >= kVisitorsMax) {
    before_ = std::exchange(visitors_, {});
    since_unix_ms_ = now_unix_ms;
  }
  return !before_.contains(visitor) && visitors_.insert(visitor).second;
}

void ViewCounter::work() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    ended_.wait_for(lock, kInterval, [this] { return ends_; });
    flush(lock);
  }
  flush(lock);
}

void ViewCounter::flush(std::unique_lock<std::mutex>& lock) {
  const std::map<Name, Views> sums = std::exchange(sums_, {});
  lock.unlock();
  for (const auto& [name, views] : sums) {
    write_(views, [this, name, views](bool kept) {
      if (kept) return;
      const std::lock_guard again(mutex_);
      const auto [waiting, fresh] = sums_.try_emplace(name, views);
      if (!fresh) waiting->second.count += views.count;
    });
  }
  lock.lock();
}

void ViewCounter::finish() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    ended_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

}  // namespace ykien
