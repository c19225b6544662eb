#include "service/events.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace ykien {

void EventStream::push(std::string_view text) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (ended_) return;
    ended_ = waiting_.size() + text.size() > kWaitingBytesMax;
    if (!ended_) waiting_ += text;
    wake = wake_;
  }
  if (wake) wake();
}

std::string EventStream::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

bool EventStream::ended() {
  const std::lock_guard lock(mutex_);
  return ended_;
}

void EventStream::on_news(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

namespace {

using namespace std::chrono_literals;

// Events of so long come together; and so often others' are looked for.
constexpr auto kPause = 20ms;
constexpr auto kInterval = 250ms;
// So often those are let go who listen no more.
constexpr auto kPurge = 10s;

std::string reset_at(std::int64_t number) {
  return "id: " + std::to_string(number) + "\nevent: reset\ndata:\n\n";
}

// -1 where it is no number.
std::int64_t read_number(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, number);
  return problem == std::errc() && after == end ? number : -1;
}

// "" where there is nothing to tell any more: a later event says why.
std::string text_of(const Told& told) {
  const bool whole = told.name == "created" || told.name == "edited" || told.name == "counts";
  if (whole && told.comment.state != CommentState::kPublished) return {};
  std::string data = "{}";
  if (!told.comment.id.empty()) data = "{\"id\":\"" + told.comment.id + "\"}";
  if (whole) data = write_comment(told.comment);
  return "id: " + std::to_string(told.number) + "\nevent: " + told.name + "\ndata: " + data +
         "\n\n";
}

}  // namespace

Events::Events(Store& store) : store_(store), thread_([this] { work(); }) {}

Events::~Events() { finish(); }

void Events::finish() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    news_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

StoreResult<std::shared_ptr<EventStream>> Events::listen(std::string_view site,
                                                         std::string_view article_id,
                                                         std::string_view last_id) {
  const StoreResult<std::int64_t> last = store_.last_told(site, article_id);
  if (!last) return std::unexpected(last.error());
  auto stream = std::make_shared<EventStream>();
  std::int64_t after = *last;
  if (!last_id.empty()) {
    after = read_number(last_id);
    if (after < std::max<std::int64_t>(0, *last - Store::kToldMax) || after > *last) {
      after = *last;
      stream->push(reset_at(*last));
    }
  }
  const std::lock_guard lock(mutex_);
  listeners_[Name(site, article_id)].push_back({after, stream});
  // What was written since the number was read is news, too.
  woken_ = true;
  news_.notify_one();
  return stream;
}

void Events::wake() {
  const std::lock_guard lock(mutex_);
  woken_ = true;
  news_.notify_one();
}

void Events::work() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    const bool shared = store_.is_shared();
    news_.wait_for(lock, shared ? std::chrono::milliseconds(kInterval) : kPurge,
                   [this] { return ends_ || woken_; });
    const bool asks = std::exchange(woken_, false) || shared;
    lock.unlock();
    const auto watched = this->watched();
    const bool told = !asks || watched.empty() || tell(watched);
    lock.lock();
    // Where the store fails, it is asked again.
    woken_ |= !told;
    news_.wait_for(lock, told ? kPause : kInterval, [this] { return ends_; });
  }
}

bool Events::tell(const std::vector<Watched>& watched) {
  const auto told = store_.told(watched);
  if (!told) return false;
  for (const Told& one : *told) {
    const auto asked = std::ranges::find_if(watched, [&](const Watched& those) {
      return those.site == one.site && those.article_id == one.article_id;
    });
    deliver(one, asked->after);
  }
  return true;
}

// Where somebody listens, and what the one who heard least has heard.
std::vector<Watched> Events::watched() {
  const std::lock_guard lock(mutex_);
  std::vector<Watched> watched;
  for (auto& [name, listeners] : listeners_) {
    std::erase_if(listeners, [](const Listener& one) { return one.stream.expired(); });
    if (listeners.empty()) continue;
    const auto least = std::ranges::min(listeners, {}, &Listener::after).after;
    watched.push_back({name.first, name.second, least});
  }
  std::erase_if(listeners_, [](const auto& entry) { return entry.second.empty(); });
  return watched;
}

// Who came since that was asked, and has heard less, is told the next time.
void Events::deliver(const Told& told, std::int64_t asked_after) {
  const std::string text = text_of(told);
  const std::lock_guard lock(mutex_);
  const auto listeners = listeners_.find({told.site, told.article_id});
  if (listeners == listeners_.end()) return;
  for (Listener& one : listeners->second) {
    if (one.after >= told.number || one.after < asked_after) continue;
    one.after = told.number;
    const auto stream = one.stream.lock();
    if (stream && !text.empty()) stream->push(text);
  }
}

}  // namespace ykien
