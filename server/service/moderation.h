// What moderators see and decide. Every decision is a deed in the audit trail, and can be undone.
//
// Safe from any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "service/context.h"
#include "service/revise.h"

namespace ykien {

// Before a moderator's name as an actor: no author's key has a slash.
inline constexpr std::string_view kModeratorActor = "moderator/";

class Moderation {
 public:
  // The context outlives the service.
  explicit Moderation(Context& context) : context_(context) {}

  // What was done to a comment: [{"at": …, "actor": …, "action": …, "before": …}].
  Answer<std::string> deeds(std::string_view site, std::string_view id) const;

  // How much it looks like what was rejected, and by which words: {"ready": …, "percent": …,
  // "words": [{"words": …, "percent": …}]}.
  Answer<std::string> spam(std::string_view site, std::string_view id) const;
  // Who reported it, and why: [{"at": …, "reporter": …, "reason": …, "note"?: …}].
  Answer<std::string> reports(std::string_view site, std::string_view id) const;

  // {"action": "approve" | "reject" | "delete" | "undo" | "pin" | "unpin", "ids": […],
  // "reason"?: …}, of at most kIdsMax. Answers once, when all is on disk: [{"id": …, "state": …} or
  // {"id": …, "code": …}].
  using Done = std::function<void(Answer<std::string>)>;
  void act(std::string_view site, std::string_view moderator, std::string_view json,
           Done done) const;

  static constexpr std::size_t kIdsMax = 100;

 private:
  Context& context_;
};

}  // namespace ykien
