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

void add_name(std::string& why, std::string_view name) {
  why.append(why.empty() ? "" : ",").append(name);
}

std::string rules_that_hold(const CheckedDraft& checked) {
  std::string why;
  for (const Violation& violation : checked.violations) {
    if (violation.verdict == Verdict::kHold) add_name(why, rule_name(violation.rule));
  }
  return why;
}

// Whether nothing of the author's has been published yet.
Answer<bool> is_first(const Context& context, const DraftPlace& place) {
  const auto published = context.store.list({.site = place.site,
                                             .author_key = place.author_key,
                                             .state = CommentState::kPublished,
                                             .count_max = 1});
  if (!published) return std::unexpected(store_problem(published.error()));
  return published->comments.empty();
}

// What the site asks besides its rules.
std::optional<Problem> look_closer(Context& context, const DraftPlace& place, Judged& judged) {
  const Site& site = context.sites.find(place.site)->second;
  const double spam =
      site.learn_spam ? context.spam.of(place.site)->spam_probability(judged.checked.text) : 0;
  if (spam >= Spam::kHoldFrom) hold(judged, "spam-likely");
  const bool looks_so =
      place.busy || judged.checked.counts.links > 0 || spam >= Spam::kSuspiciousFrom;
  if (!site.hold_first && !looks_so) return std::nullopt;
  const Answer<bool> first = is_first(context, place);
  if (!first) return first.error();
  if (*first && site.hold_first) hold(judged, "first-comment");
  judged.suspicious = *first && looks_so;
  return std::nullopt;
}

}  // namespace

void hold(Judged& judged, std::string_view why) { add_name(judged.why, why); }

Answer<Judged> judge(Context& context, const DraftPlace& place, Draft draft) {
  const auto banned = context.bans.of(place.site);
  if (!banned) return std::unexpected(banned.error());
  const Answer<std::size_t> depth = depth_below(context, place, draft.parent_id);
  if (!depth) return std::unexpected(depth.error());
  draft.reply_depth = *depth;
  auto texts = context.store.recent_texts(place.site, place.author_key,
                                          context.world.now_unix_ms() - kRecentMs, place.own_id,
                                          kRecentTextsMax);
  if (!texts) return std::unexpected(store_problem(texts.error()));
  draft.recent_texts = std::move(*texts);
  Judged judged{(*banned)->rules(place.staff).check_draft(draft), {}};
  judged.why = rules_that_hold(judged.checked);
  if (place.staff || judged.rejected()) return judged;
  const auto problem = look_closer(context, place, judged);
  return problem ? Answer<Judged>(std::unexpected(*problem)) : judged;
}

bool is_closed(const Site& site, const Thread& thread, std::int64_t now_unix_ms) {
  const bool old = site.close_after_ms > 0 && thread.since_unix_ms > 0 &&
                   now_unix_ms - thread.since_unix_ms > site.close_after_ms;
  return thread.closed || old;
}

std::optional<Problem> why_closed(const Context& context, std::string_view site_name,
                                  std::string_view article_id) {
  const Answer<const Site*> site = context.site(site_name);
  if (!site) return site.error();
  const auto thread = context.store.thread(site_name, article_id);
  if (!thread) return store_problem(thread.error());
  if (!is_closed(**site, *thread, context.world.now_unix_ms())) return std::nullopt;
  return Problem{403, "thread-closed", 0};
}

}  // namespace ykien
