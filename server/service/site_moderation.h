// What moderators decide of a site as a whole: which articles take no more comments; whom, from
// where and which words it does not want. Every decision is a line of its trail.
//
// Safe from any thread. What is written answers once, perhaps on another thread, when it is on
// disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/context.h"

namespace ykien {

class SiteModeration {
 public:
  // The context outlives the service.
  explicit SiteModeration(Context& context) : context_(context) {}

  using Done = std::function<void(Answer<std::string>)>;
  // {"closed": true | false, "reason"?: …}; answers {"closed": …}, and tells who listens.
  void close(std::string_view site, std::string_view article_id, std::string_view moderator,
             std::string_view json, Done done) const;

  // [{"kind": …, "value": …, "until"?: TIME}]
  Answer<std::string> bans(std::string_view site) const;
  // {"kind": …, "value": … or "comment": ID, "until"?: TIME, "reason"?: …}: an author or a network
  // by a comment that came from there. Answers the ban.
  void ban(std::string_view site, std::string_view moderator, std::string_view json,
           Done done) const;
  // Answers {}.
  void lift(std::string_view site, std::string_view moderator, std::string_view kind,
            std::string_view value, Done done) const;

  // The last lines of the trail before a number: [{"number": …, "at": …, "actor": …, "action": …,
  // "target": …, "reason"?: …}].
  Answer<std::string> trail(std::string_view site, std::int64_t before,
                            std::size_t count_max) const;

  static constexpr std::size_t kBansMax = 20'000;

 private:
  std::optional<Problem> why_no_more(const Ban& ban) const;
  Answer<std::string> value_of(const Ban& ban, std::string_view comment_id) const;
  void write(Write write, std::string answer, Done done) const;

  Context& context_;
};

}  // namespace ykien
