// How many event streams each network listens to.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "service/events.h"

namespace ykien::http {

// Held by the streams that it counts. Safe from any thread.
class Streams : public std::enable_shared_from_this<Streams> {
 public:
  // Whether there may be one more, which is counted then.
  bool enter(const std::string& network, std::size_t count_max) {
    const std::lock_guard lock(mutex_);
    std::size_t& count = counts_[network];
    if (count_max > 0 && count >= count_max) return false;
    ++count;
    return true;
  }
  void leave(const std::string& network) {
    const std::lock_guard lock(mutex_);
    if (--counts_[network] == 0) counts_.erase(network);
  }
  std::size_t total() {
    const std::lock_guard lock(mutex_);
    std::size_t total = 0;
    for (const auto& [network, count] : counts_) total += count;
    return total;
  }

  // The same stream, that leaves when it goes.
  std::shared_ptr<EventStream> counted(std::shared_ptr<EventStream> stream, std::string network) {
    EventStream* const bare = stream.get();
    return {bare, [self = shared_from_this(), stream = std::move(stream),
                   network = std::move(network)](EventStream*) { self->leave(network); }};
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace ykien::http
