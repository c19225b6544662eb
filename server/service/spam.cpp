#include "service/spam.h"

#include <chrono>
#include <functional>
#include <utility>
#include <vector>

namespace ykien {

namespace {

using namespace std::chrono_literals;

// So often what other processes' moderators decided is looked for; and so long decisions of ours
// are collected.
constexpr auto kInterval = 60s;
constexpr auto kPause = 1s;

std::size_t mark_of(const std::vector<Decided>& lessons) {
  std::string words;
  for (const Decided& one : lessons) words += (one.rejected ? "-" : "+") + one.text + "\n";
  return std::hash<std::string>()(words);
}

}  // namespace

Spam::Spam(Store& store) : store_(store), thread_([this] { work(); }) {}

Spam::~Spam() { finish(); }

std::shared_ptr<const Bayes> Spam::of(std::string_view site) {
  const std::lock_guard lock(mutex_);
  const auto known = models_.find(site);
  if (known != models_.end()) {
    known->second.asked = true;
    return known->second.bayes;
  }
  woken_ = true;
  news_.notify_one();
  return models_[std::string(site)].bayes;
}

void Spam::decided(std::string_view site) {
  const std::lock_guard lock(mutex_);
  models_[std::string(site)].asked = true;
  woken_ = true;
  news_.notify_one();
}

void Spam::finish() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    news_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void Spam::work() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    news_.wait_for(lock, kInterval, [this] { return ends_ || woken_; });
    woken_ = false;
    std::vector<std::string> asked;
    for (auto& [site, model] : models_) {
      if (std::exchange(model.asked, false)) asked.push_back(site);
    }
    lock.unlock();
    for (const std::string& site : asked) learn(site);
    lock.lock();
    news_.wait_for(lock, kPause, [this] { return ends_; });
  }
}

void Spam::learn(const std::string& site) {
  const auto lessons = store_.decided(site, kLessonsMax);
  if (!lessons) return;
  const std::size_t mark = mark_of(*lessons);
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(models_[site].lessons_mark, mark) == mark) return;
  }
  Bayes bayes;
  for (const Decided& one : *lessons)
    bayes.learn(one.text, one.rejected ? Bayes::Kind::kSpam : Bayes::Kind::kGood);
  const std::lock_guard lock(mutex_);
  models_[site].bayes = std::make_shared<const Bayes>(std::move(bayes));
}

}  // namespace ykien
