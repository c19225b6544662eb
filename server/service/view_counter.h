// Counts who has seen an article, each visitor once within half a day, and writes the sums now and
// then: a crash loses those of the last seconds. Visitors are kept as hashes, in memory alone.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <utility>

#include "store/write.h"

namespace ykien {

// Safe from any thread.
class ViewCounter {
 public:
  // `write` takes sums to the store, and says on any thread whether they were kept.
  using Write = std::function<void(Views views, std::function<void(bool kept)> done)>;
  explicit ViewCounter(Write write);
  // Finishes first.
  ~ViewCounter();
  ViewCounter(const ViewCounter&) = delete;
  ViewCounter& operator=(const ViewCounter&) = delete;

  void count(std::string_view site, std::string_view article_id, std::string_view visitor,
             std::int64_t now_unix_ms);
  // Writes what was counted; takes no more.
  void finish();

  static constexpr std::size_t kVisitorsMax = 200'000;

 private:
  using Name = std::pair<std::string, std::string>;  // site, article

  bool is_new(std::uint64_t visitor, std::int64_t now_unix_ms);
  void work();
  void flush(std::unique_lock<std::mutex>& lock);

  Write write_;
  std::mutex mutex_;
  std::condition_variable ended_;
  std::map<Name, Views> sums_;
  // Those of this half of a day, and of the one before.
  std::unordered_set<std::uint64_t> visitors_;
  std::unordered_set<std::uint64_t> before_;
  std::int64_t since_unix_ms_ = 0;
  std::uint64_t seed_;
  bool ends_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ykien
