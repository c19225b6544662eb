#include "store/store.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace ykien {

std::string_view store_error_name(StoreError error) {
  switch (error) {
    case StoreError::kUnavailable:
      return "store-unavailable";
    case StoreError::kFull:
      return "store-full";
    case StoreError::kReadOnly:
      return "store-read-only";
    case StoreError::kNotFound:
      return "not-found";
    case StoreError::kTaken:
      return "taken";
    case StoreError::kChanged:
      return "changed";
  }
  assert(false);
  return "";
}

const std::string* article_of(const Write& write) {
  static const std::string kNone;
  return std::visit(
      [](const auto& one) -> const std::string* {
        if constexpr (requires { one.article_id; }) {
          return &one.article_id;
        } else if constexpr (
            requires { one.id; } || requires { one.comment; } || requires { one.fresh; }) {
          return nullptr;
        } else {
          return &kNone;
        }
      },
      write);
}

std::string target_of(const ThreadChange& change) { return "article/" + change.article_id; }

std::string target_of(const Ban& ban) { return ban.kind + "/" + ban.value; }

std::vector<ReactionCount> read_reactions(std::string_view text) {
  std::vector<ReactionCount> reactions;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    const std::size_t colon = one.find(':');
    ReactionCount reaction{std::string(one.substr(0, colon)), 0};
    const std::string_view count = one.substr(std::min(one.size(), colon + 1));
    std::from_chars(count.data(), count.data() + count.size(), reaction.count);
    reactions.push_back(std::move(reaction));
  }
  return reactions;
}

void react(std::vector<ReactionCount>& reactions, std::string_view before, std::string_view now) {
  if (before == now) return;
  const auto at = [&](std::string_view name) {
    return std::ranges::lower_bound(reactions, name, {}, &ReactionCount::name);
  };
  if (const auto one = at(before); one != reactions.end() && one->name == before) --one->count;
  if (!now.empty()) {
    auto one = at(now);
    if (one == reactions.end() || one->name != now)
      one = reactions.insert(one, {std::string(now), 0});
    ++one->count;
  }
  std::erase_if(reactions, [](const ReactionCount& one) { return one.count <= 0; });
}

std::int64_t rank_of(const Comment& comment) {
  constexpr double kMillion = 1'000'000;
  const double score = wilson_score(comment.likes, comment.dislikes);
  return std::int64_t{1'000'000} - static_cast<std::int64_t>(kMillion * score);
}

void apply_change(const Change& change, Kept& kept) {
  kept.comment.text = change.text;
  kept.comment.author_name = change.author_name;
  kept.comment.state = change.state;
  kept.comment.edited = change.edited;
  kept.comment.pinned = change.pinned;
  kept.why = change.why;
  ++kept.version;
  kept.reports = change.reports.value_or(kept.reports);
  if (change.forgets.empty()) return;
  kept.author_key = kForgotten;
  kept.network = "";
  kept.idempotency_key = std::string(kForgotten) + "/" + change.id;  // no client's has a slash
}

PastDeed past_of(const Change& change, const Kept& kept) {
  return {.id = change.id,
          .version = kept.version,
          .deed = change.deed,
          .text = kept.comment.text,
          .author_name = kept.comment.author_name,
          .state = kept.comment.state,
          .pinned = kept.comment.pinned,
          .why = kept.why,
          .reports = kept.reports};
}

std::optional<StoreError> run_checks(
    bool mend, const std::function<StoreResult<std::int64_t>(const std::string& sql)>& count,
    const std::function<std::optional<StoreError>(const std::string& sql)>& put_right,
    std::vector<Finding>& findings) {
  for (const Check& check : checks()) {
    const auto found = count(std::string(check.count));
    if (!found) return found.error();
    if (*found == 0) continue;
    const bool mends = mend && !check.mend.empty();
    if (mends) {
      if (const auto error = put_right(std::string(check.mend))) return error;
    }
    findings.push_back({std::string(check.name), *found, mends});
  }
  return std::nullopt;
}

}  // namespace ykien
