// What each site's moderators have called spam, learned from what they approved and rejected last,
// as the store has it: every process learns the same, and what is undone is unlearned.
//
// Safe from any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "service/bayes.h"
#include "store/store.h"

namespace ykien {

class Spam {
 public:
  // Comments that are learned from: the last ones.
  static constexpr std::size_t kLessonsMax = 5'000;
  static constexpr double kHoldFrom = 0.95;
  static constexpr double kSuspiciousFrom = 0.7;

  // The store outlives this.
  explicit Spam(Store& store);
  // Finishes first.
  ~Spam();
  Spam(const Spam&) = delete;
  Spam& operator=(const Spam&) = delete;

  // What was learned of a site so far: nothing at first, and not everything of the last minute.
  std::shared_ptr<const Bayes> of(std::string_view site);
  // A moderator has decided: it is learned soon.
  void decided(std::string_view site);
  void finish();

 private:
  struct Model {
    std::shared_ptr<const Bayes> bayes = std::make_shared<const Bayes>();
    std::size_t lessons_mark = 0;  // of what it was learned from
    bool asked = true;             // since it was learned
  };

  void work();
  void learn(const std::string& site);

  Store& store_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::map<std::string, Model, std::less<>> models_;
  bool woken_ = false;
  bool ends_ = false;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace ykien
