// The core's rules, with what they ask of other comments: the same on every path.
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
};

// What a client says of its depth and of its author's past counts for nothing.
Answer<CheckedDraft> check(const Context& context, const DraftPlace& place, Draft draft);

// The rules that hold it, as a store keeps them; published or held.
std::string why_held(const CheckedDraft& checked);
CommentState state_after(const CheckedDraft& checked);

// How far back a repeat is one.
inline constexpr std::int64_t kRecentMs = std::int64_t{24} * 60 * 60 * 1000;
inline constexpr std::size_t kRecentTextsMax = 20;

}  // namespace ykien
