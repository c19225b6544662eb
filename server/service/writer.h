// One thread that writes: what comes while a batch is being written makes the next one, so that
// many comments share the wait for the disk (group commit).
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "store/store.h"

namespace ykien {

class Writer {
 public:
  // Called on the writer's thread, once.
  using Done = std::function<void(StoreResult<Kept>)>;

  // The store outlives the writer. `written` is called behind each batch, on the writer's thread.
  Writer(Store& store, std::function<void()> written);
  // Finishes first.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // From any thread. Answers kUnavailable at once where more than kWaitingMax wait.
  void add(Write write, Done done);

  // Writes what was given to it, and answers it; takes no more.
  void finish();

  static constexpr std::size_t kBatchMax = 512;
  static constexpr std::size_t kWaitingMax = 16'384;

 private:
  void work();

  Store& store_;
  std::function<void()> written_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::vector<Write> waiting_;
  std::vector<Done> waiting_done_;
  bool ends_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ykien
