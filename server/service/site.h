// What a server is told of each site.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/rates.h"
#include "store/write.h"
#include "ykien/comment_rules.h"

namespace ykien {

// Asks a filter of the publisher's own: kPublish or kHold, once, on any thread.
using AskOutside = std::function<void(const NewComment& fresh, std::size_t links,
                                      std::function<void(Verdict)> done)>;

// Of whom some work is asked for before a comment is taken.
enum class Work : std::uint8_t { kNever, kSuspicious, kAlways };

struct Site {
  RuleSet rules;
  int utc_offset_minutes = 420;                               // of the times that are written
  std::int64_t edit_window_ms = std::int64_t{5} * 60 * 1000;  // after it was written
  std::int64_t restore_window_ms = std::int64_t{24} * 60 * 60 * 1000;  // after it was deleted
  Rates rates = {};
  std::optional<RuleSet> staff_rules = {};  // for whom a publisher has signed in as its own
  std::vector<std::string> reactions = {"love", "haha", "wow", "sad", "angry"};
  bool hold_first = false;          // an author waits until a moderator has let one through
  std::int64_t close_after_ms = 0;  // since the server first heard of the article; 0: never
  bool learn_spam = true;           // what looks like what moderators rejected waits for them
  Work work = Work::kSuspicious;
  AskOutside ask_outside = {};
};
using Sites = std::map<std::string, Site, std::less<>>;

}  // namespace ykien
