// What happens to the comments of an article, told to whoever listens, as it happens.
//
// The truth is the store's: events are written with what they tell of, and numbered within their
// article. One thread asks for what is new where somebody listens, so a listener who comes back
// with the last number misses none, whichever process it was told by.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "store/store.h"

namespace ykien {

// One listener's end: what was told and not taken yet. Safe from any thread.
class EventStream {
 public:
  // Beyond it a listener is too slow: the stream ends.
  static constexpr std::size_t kWaitingBytesMax = 256u << 10;

  void push(std::string_view text);
  // What waits, in text/event-stream (HTML, "Server-sent events"); "" where nothing does.
  std::string take();
  bool ended();
  // Called when something waits, on any thread; nothing: nobody is called any more.
  void on_news(std::function<void()> wake);

 private:
  std::mutex mutex_;
  std::string waiting_;
  bool ended_ = false;
  std::function<void()> wake_;
};

class Events {
 public:
  // The store outlives this.
  explicit Events(Store& store);
  ~Events();
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  // Listens until the stream is let go. `last_id` is of the last event that was heard, or "".
  StoreResult<std::shared_ptr<EventStream>> listen(std::string_view site,
                                                   std::string_view article_id,
                                                   std::string_view last_id);

  // This process has written something.
  void wake();
  // Tells nobody any more. To be called before that goes away which the streams wake.
  void finish();

 private:
  struct Listener {
    std::int64_t after = 0;  // the number of the last event that it was told
    std::weak_ptr<EventStream> stream;
  };
  using Name = std::pair<std::string, std::string>;  // site, article

  void work();
  std::vector<Watched> watched();
  bool tell(const std::vector<Watched>& watched);
  void deliver(const Told& told, std::int64_t asked_after);

  Store& store_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<Name, std::vector<Listener>> listeners_;
  bool woken_ = false;
  bool ends_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ykien
