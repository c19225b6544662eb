#include "service/comment_service.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "ykien/limits.h"

namespace ykien {

namespace {

std::string write_place(const Comment& comment) {
  return std::to_string(comment.created.unix_ms) + "." + comment.id;
}

// "1710545400000.0190-a"
std::optional<Place> read_place(std::string_view text) {
  Place place;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, place.created_unix_ms);
  if (problem != std::errc() || after == end || *after != '.') return std::nullopt;
  place.id.assign(after + 1, end);
  return is_id(place.id) ? std::optional(place) : std::nullopt;
}

Problem no_such_site() { return {404, "unknown-site", 0}; }
Problem invalid(std::string_view what) { return {400, "invalid-" + std::string(what), 0}; }

// Whether what was kept under the key is what is wished for now.
bool is_same(const NewComment& wish, const Kept& kept) {
  return wish.author_key == kept.author_key && wish.comment.text == kept.comment.text &&
         wish.comment.article_id == kept.comment.article_id &&
         wish.comment.parent_id == kept.comment.parent_id;
}

void answer(const NewComment& wish, CheckedDraft checked, Kept kept,
            const CommentService::Done& done) {
  if (!is_same(wish, kept)) return done(std::unexpected(Problem{409, "key-used", 0}));
  done(Created{std::move(checked), std::move(kept)});
}

}  // namespace

CommentService::CommentService(Store& store, Sites sites, World world)
    : store_(store),
      sites_(std::move(sites)),
      world_(std::move(world)),
      events_(std::to_string(world_.now_unix_ms())),
      writer_(store) {}

void CommentService::create(const CreateRequest& request, Done done) {
  const auto site = sites_.find(request.site);
  if (site == sites_.end()) return done(std::unexpected(no_such_site()));
  if (!is_id(request.article_id)) return done(std::unexpected(invalid("article")));
  if (!is_id(request.idempotency_key)) return done(std::unexpected(invalid("idempotency-key")));
  Result<Draft> draft = parse_draft(request.draft_json);
  if (!draft) return done(std::unexpected(bad_json(draft.error())));
  const auto known = store_.kept(request.site, request.idempotency_key);
  if (!known) return done(std::unexpected(store_problem(known.error())));
  // What an author says of their own past counts for nothing.
  draft->recent_texts.clear();
  // What was kept once stays so, though the rules be others now.
  if (const auto problem = *known ? std::nullopt : look_up(request, *draft)) {
    return done(std::unexpected(*problem));
  }
  CheckedDraft checked = site->second.rules.check_draft(*draft);
  if (!*known && checked.verdict == Verdict::kReject) return done(Created{std::move(checked), {}});

  NewComment fresh;
  fresh.site = request.site;
  fresh.author_key = request.author_key;
  fresh.idempotency_key = request.idempotency_key;
  fresh.comment.id = world_.make_id();
  fresh.comment.article_id = request.article_id;
  fresh.comment.parent_id = draft->parent_id;
  fresh.comment.author_name = checked.author_name;
  fresh.comment.text = checked.text;
  fresh.comment.created = {world_.now_unix_ms(), site->second.utc_offset_minutes};
  fresh.comment.state =
      checked.verdict == Verdict::kHold ? CommentState::kHeld : CommentState::kPublished;
  const NewComment wish = fresh;
  if (*known) return answer(wish, std::move(checked), **known, done);
  writer_.add(std::move(fresh), [this, wish, checked = std::move(checked),
                                 done = std::move(done)](StoreResult<Kept> kept) mutable {
    if (!kept) return done(std::unexpected(store_problem(kept.error())));
    if (!kept->again && kept->comment.state == CommentState::kPublished)
      events_.tell(wish.site, wish.comment.article_id, "created", write_comment(kept->comment));
    answer(wish, std::move(checked), std::move(*kept), done);
  });
}

// What the rules ask of other comments.
std::optional<Problem> CommentService::look_up(const CreateRequest& request, Draft& draft) {
  const Answer<std::size_t> depth = depth_below(request, draft.parent_id);
  if (!depth) return depth.error();
  draft.reply_depth = *depth;
  auto texts = store_.recent_texts(request.site, request.author_key,
                                   world_.now_unix_ms() - kRecentMs, kRecentTextsMax);
  if (!texts) return store_problem(texts.error());
  draft.recent_texts = std::move(*texts);
  return std::nullopt;
}

// How deep a reply to this comment stands; no deeper than any policy allows.
Answer<std::size_t> CommentService::depth_below(const CreateRequest& request,
                                                std::string parent_id) {
  std::size_t depth = 0;
  while (!parent_id.empty() && depth <= limits::kReplyDepthMax) {
    const auto parent = store_.comment(request.site, request.article_id, parent_id);
    if (!parent) return std::unexpected(store_problem(parent.error()));
    if (!*parent) return std::unexpected(store_problem(StoreError::kNotFound));
    parent_id = (*parent)->parent_id;
    ++depth;
  }
  return depth;
}

Answer<CommentService::Page> CommentService::list(PageQuery query, std::string_view after) {
  if (!sites_.contains(query.site)) return std::unexpected(no_such_site());
  if (!is_id(query.article_id)) return std::unexpected(invalid("article"));
  if (query.count_max == 0 || query.count_max > kPageMax) return std::unexpected(invalid("count"));
  if (!after.empty()) {
    query.after = read_place(after);
    if (!query.after) return std::unexpected(invalid("after"));
  }
  const StoreResult<CommentPage> page = store_.comments(query);
  if (!page) return std::unexpected(store_problem(page.error()));
  return Page{write_comments(page->comments), page->more ? write_place(page->comments.back()) : ""};
}

Answer<std::shared_ptr<EventStream>> CommentService::listen(std::string_view site,
                                                            std::string_view article_id,
                                                            std::string_view last_id) {
  if (!sites_.contains(site)) return std::unexpected(no_such_site());
  if (!is_id(article_id)) return std::unexpected(invalid("article"));
  return events_.listen(site, article_id, last_id);
}

Answer<std::vector<std::int64_t>> CommentService::counts(std::string_view site,
                                                         std::span<const std::string> article_ids) {
  if (!sites_.contains(site)) return std::unexpected(no_such_site());
  if (article_ids.size() > kCountsMax) return std::unexpected(invalid("articles"));
  if (!std::ranges::all_of(article_ids, is_id)) return std::unexpected(invalid("article"));
  const auto counts = store_.counts(site, article_ids);
  if (!counts) return std::unexpected(store_problem(counts.error()));
  return *counts;
}

}  // namespace ykien
