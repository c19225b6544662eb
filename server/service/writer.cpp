#include "service/writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ykien {

namespace {

// Takes the first ones, at most `count_max`.
template <class T>
std::vector<T> take(std::vector<T>& from, std::size_t count_max) {
  const auto end = from.begin() + static_cast<std::ptrdiff_t>(std::min(from.size(), count_max));
  std::vector<T> taken(std::move_iterator(from.begin()), std::move_iterator(end));
  from.erase(from.begin(), end);
  return taken;
}

}  // namespace

Writer::Writer(Store& store, std::function<void()> written)
    : store_(store), written_(std::move(written)), thread_([this] { work(); }) {}

Writer::~Writer() { finish(); }

void Writer::finish() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    news_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Writer::add(Write write, Done done) {
  {
    const std::lock_guard lock(mutex_);
    if (!ends_ && waiting_.size() < kWaitingMax) {
      waiting_.push_back(std::move(write));
      waiting_done_.push_back(std::move(done));
      news_.notify_one();
      return;
    }
  }
  done(std::unexpected(StoreError::kUnavailable));
}

void Writer::work() {
  while (true) {
    std::vector<Write> batch;
    std::vector<Done> done;
    {
      std::unique_lock lock(mutex_);
      news_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch = take(waiting_, kBatchMax);
      done = take(waiting_done_, kBatchMax);
    }
    const auto answers = store_.write(batch);
    written_();
    for (std::size_t i = 0; i < done.size(); ++i) done[i](answers[i]);
  }
}

}  // namespace ykien
