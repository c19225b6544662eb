// What happens to the comments of an article, told to whoever listens, as it happens.
//
// Events are numbered in the order in which they are told. The last ones of an article are kept, so
// that a listener who was away a moment misses none; who was away longer is told to read anew.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
  // Of an article: so many are kept for who comes back.
  static constexpr std::size_t kKeptMax = 32;
  // Where there are more articles, those to which nobody listens are forgotten now and then.
  static constexpr std::size_t kChannelsMin = 1024;

  // `epoch` tells the numbers of this process from those of one before.
  explicit Events(std::string epoch) : epoch_(std::move(epoch)) {}

  // Listens until the stream is let go. `last_id` is of the last event that was heard, or "".
  std::shared_ptr<EventStream> listen(std::string_view site, std::string_view article_id,
                                      std::string_view last_id);

  // `data`: one line.
  void tell(std::string_view site, std::string_view article_id, std::string_view name,
            std::string_view data);

 private:
  struct Told {
    std::uint64_t number;
    std::string text;
  };
  struct Channel {
    std::deque<Told> kept;
    std::uint64_t dropped = 0;  // the number of the last event that is not kept any more
    std::vector<std::weak_ptr<EventStream>> listeners;
  };
  using Name = std::pair<std::string, std::string>;  // site, article

  Channel& channel(std::string_view site, std::string_view article_id);
  void forget_unheard();
  std::string missed(const Channel& channel, std::string_view last_id) const;

  std::string epoch_;
  std::mutex mutex_;
  std::uint64_t number_ = 0;
  std::map<Name, Channel> channels_;
  std::uint64_t forgotten_ = 0;  // the last number when channels were forgotten
  std::size_t channels_max_ = kChannelsMin;
};

}  // namespace ykien
