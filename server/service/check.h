// What becomes of a draft: the core's rules, with what they ask of other comments, and then what
// the site asks besides. The same on every path.
#pragma once

#include <string>
#include <string_view>

#include "service/context.h"

namespace ykien {

// Whose draft it is, and where it will stand.
struct DraftPlace {
  std::string_view site;
  std::string_view article_id;
  std::string_view author_key;
  std::string_view own_id = {};  // of the comment that it changes
  bool staff = false;            // may have a staff name, and waits for nobody
  bool busy = false;             // much came from there lately
};

// A draft that the rules have seen.
struct Judged {
  CheckedDraft checked;
  std::string why;          // names of what holds it, as a store keeps them; "": it is published
  bool suspicious = false;  // of an author of whom nothing was published yet

  bool rejected() const { return checked.verdict == Verdict::kReject; }
  CommentState state() const {
    return why.empty() ? CommentState::kPublished : CommentState::kHeld;
  }
};

inline constexpr std::string_view kOutsideFilter = "outside-filter";
void hold(Judged& judged, std::string_view why);

// What a client says of its depth and of its author's past counts for nothing.
Answer<Judged> judge(Context& context, const DraftPlace& place, Draft draft);

// 403 where the article takes no comments any more.
std::optional<Problem> why_closed(const Context& context, std::string_view site,
                                  std::string_view article_id);
bool is_closed(const Site& site, const Thread& thread, std::int64_t now_unix_ms);

// How far back a repeat is one.
inline constexpr std::int64_t kRecentMs = std::int64_t{24} * 60 * 60 * 1000;
inline constexpr std::size_t kRecentTextsMax = 20;

}  // namespace ykien
