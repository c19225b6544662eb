#include "service/events.h"

#include <algorithm>
#include <charconv>

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

std::shared_ptr<EventStream> Events::listen(std::string_view site, std::string_view article_id,
                                            std::string_view last_id) {
  auto stream = std::make_shared<EventStream>();
  const std::lock_guard lock(mutex_);
  Channel& here = channel(site, article_id);
  if (!last_id.empty()) stream->push(missed(here, last_id));
  std::erase_if(here.listeners, [](const auto& listener) { return listener.expired(); });
  here.listeners.push_back(stream);
  return stream;
}

Events::Channel& Events::channel(std::string_view site, std::string_view article_id) {
  Name name(site, article_id);
  if (const auto known = channels_.find(name); known != channels_.end()) return known->second;
  if (channels_.size() >= channels_max_) forget_unheard();
  Channel& fresh = channels_[std::move(name)];
  fresh.dropped = forgotten_;
  return fresh;
}

void Events::forget_unheard() {
  std::erase_if(channels_, [](const auto& entry) {
    return std::ranges::all_of(entry.second.listeners,
                               [](const auto& listener) { return listener.expired(); });
  });
  forgotten_ = number_;
  channels_max_ = std::max(kChannelsMin, 2 * channels_.size());
}

// What came after it; or, where that is not known any more, that all is to be read anew.
std::string Events::missed(const Channel& channel, std::string_view last_id) const {
  std::uint64_t last = 0;
  const std::string_view prefix = epoch_;
  const bool ours = last_id.starts_with(prefix) && last_id.substr(prefix.size()).starts_with('-');
  if (ours) {
    const std::string_view digits = last_id.substr(prefix.size() + 1);
    const char* const end = digits.data() + digits.size();
    const auto [after, problem] = std::from_chars(digits.data(), end, last);
    if (problem != std::errc() || after != end) last = 0;
  }
  if (last == 0 || last < channel.dropped) return "event: reset\ndata:\n\n";
  std::string text;
  for (const Told& told : channel.kept) {
    if (told.number > last) text += told.text;
  }
  return text;
}

void Events::tell(std::string_view site, std::string_view article_id, std::string_view name,
                  std::string_view data) {
  const std::lock_guard lock(mutex_);
  Channel& here = channel(site, article_id);
  std::string text = "id: " + epoch_ + "-" + std::to_string(++number_) + "\nevent: ";
  text.append(name).append("\ndata: ").append(data).append("\n\n");
  for (const auto& listener : here.listeners) {
    if (const auto stream = listener.lock()) stream->push(text);
  }
  here.kept.push_back({number_, std::move(text)});
  if (here.kept.size() <= kKeptMax) return;
  here.dropped = here.kept.front().number;
  here.kept.pop_front();
}

}  // namespace ykien
