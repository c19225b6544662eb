#include "service/check.h"

#include <utility>

#include "ykien/limits.h"

namespace ykien {

namespace {

// How deep a reply to this comment stands; no deeper than any policy allows.
Answer<std::size_t> depth_below(const Context& context, const DraftPlace& place,
                                std::string parent_id) {
  std::size_t depth = 0;
  while (!parent_id.empty() && depth <= limits::kReplyDepthMax) {
    const auto parent = context.store.find(place.site, parent_id);
    if (!parent) return std::unexpected(store_problem(parent.error()));
    if (!*parent || (*parent)->comment.article_id != place.article_id)
      return std::unexpected(store_problem(StoreError::kNotFound));
    parent_id = (*parent)->comment.parent_id;
    ++depth;
  }
  return depth;
}

}  // namespace

Answer<CheckedDraft> check(const Context& context, const DraftPlace& place, Draft draft) {
  const Answer<const Site*> site = context.site(place.site);
  if (!site) return std::unexpected(site.error());
  const Answer<std::size_t> depth = depth_below(context, place, draft.parent_id);
  if (!depth) return std::unexpected(depth.error());
  draft.reply_depth = *depth;
  auto texts = context.store.recent_texts(place.site, place.author_key,
                                          context.world.now_unix_ms() - kRecentMs, place.own_id,
                                          kRecentTextsMax);
  if (!texts) return std::unexpected(store_problem(texts.error()));
  draft.recent_texts = std::move(*texts);
  const std::optional<RuleSet>& of_staff = (*site)->staff_rules;
  return (place.staff && of_staff ? *of_staff : (*site)->rules).check_draft(draft);
}

std::string why_held(const CheckedDraft& checked) {
  std::string why;
  for (const Violation& violation : checked.violations) {
    if (violation.verdict != Verdict::kHold) continue;
    why += (why.empty() ? "" : ",") + std::string(rule_name(violation.rule));
  }
  return why;
}

CommentState state_after(const CheckedDraft& checked) {
  return checked.verdict == Verdict::kHold ? CommentState::kHeld : CommentState::kPublished;
}

}  // namespace ykien
