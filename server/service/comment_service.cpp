#include "service/comment_service.h"

#include <algorithm>
#include <utility>

namespace ykien {

namespace {

// Whether what was kept under the key is what is wished for now; what was changed since can't tell.
bool is_same(const NewComment& wish, const Kept& kept) {
  const bool same_text = kept.version > 1 || wish.comment.text == kept.comment.text;
  return wish.author_key == kept.author_key && same_text &&
         wish.comment.article_id == kept.comment.article_id &&
         wish.comment.parent_id == kept.comment.parent_id;
}

void answer(const NewComment& wish, CheckedDraft checked, Kept kept, const CreateDone& done) {
  if (!is_same(wish, kept)) return done(std::unexpected(Problem{409, "key-used", 0}));
  done(Created{std::move(checked), std::move(kept)});
}

// Of what a page depends on, for readers who are all alike.
std::string key_of(const PageQuery& query, std::string_view after) {
  std::string key(query.site);
  key.append("/").append(query.article_id).append("/").append(query.parent_id.value_or("*"));
  key.append("/").append(after).append("/").append(std::to_string(query.count_max));
  return key.append("/").append(std::to_string(static_cast<int>(query.sort)));
}

bool wants_work(const Site& site, const CreateRequest& request, const Judged& judged) {
  if (request.worked || request.staff || site.work == Work::kNever) return false;
  return judged.suspicious || site.work == Work::kAlways;
}

bool may_see(const Kept& kept, std::string_view reader_key) {
  const bool own = !reader_key.empty() && kept.author_key == reader_key;
  const CommentState state = kept.comment.state;
  return own || state == CommentState::kPublished ||
         (state == CommentState::kDeleted && kept.replies > 0);
}

}  // namespace

void CommentService::create(const CreateRequest& request, CreateDone done) const {
  const Answer<const Site*> site = context_.site(request.site);
  if (!site) return done(std::unexpected(site.error()));
  if (!is_id(request.article_id)) return done(std::unexpected(invalid("article")));
  if (!is_id(request.idempotency_key)) return done(std::unexpected(invalid("idempotency-key")));
  Result<Draft> draft = parse_draft(request.draft_json);
  if (!draft) return done(std::unexpected(bad_json(draft.error())));
  const auto known = context_.store.kept(request.site, request.idempotency_key);
  if (!known) return done(std::unexpected(store_problem(known.error())));
  if (!request.author_name.empty()) draft->author_name = request.author_name;
  if (*known) return answer_again(request, *draft, **known, done);
  if (const auto closed = why_closed(context_, request.site, request.article_id);
      closed && !request.staff)
    return done(std::unexpected(*closed));
  const std::string parent_id = draft->parent_id;
  Answer<Judged> judged = judge(context_,
                                {.site = request.site,
                                 .article_id = request.article_id,
                                 .author_key = request.author_key,
                                 .staff = request.staff,
                                 .busy = request.busy},
                                std::move(*draft));
  if (!judged) return done(std::unexpected(judged.error()));
  if (judged->rejected()) return refuse(request, std::move(judged->checked), done);
  if (wants_work(**site, request, *judged))
    return done(std::unexpected(Problem{428, "work-needed", 0}));
  NewComment fresh = fresh_of(request, **site, *judged);
  fresh.comment.parent_id = parent_id;
  ask_outside(**site, std::move(fresh), std::move(judged->checked), std::move(done));
}

// Only of what would be published.
void CommentService::ask_outside(const Site& site, NewComment fresh, CheckedDraft checked,
                                 CreateDone done) const {
  const bool asks = site.ask_outside && !fresh.comment.staff && fresh.why.empty();
  if (!asks) return keep(std::move(fresh), std::move(checked), std::move(done));
  const NewComment question = fresh;
  const std::size_t links = checked.counts.links;
  site.ask_outside(question, links,
                   [this, fresh = std::move(fresh), checked = std::move(checked),
                    done = std::move(done)](Verdict verdict) mutable {
                     if (verdict != Verdict::kPublish) {
                       fresh.why = kOutsideFilter;
                       fresh.comment.state = CommentState::kHeld;
                       fresh.event = "";
                     }
                     keep(std::move(fresh), std::move(checked), std::move(done));
                   });
}

NewComment CommentService::fresh_of(const CreateRequest& request, const Site& site,
                                    const Judged& judged) const {
  NewComment fresh;
  fresh.site = request.site;
  fresh.author_key = request.author_key;
  fresh.idempotency_key = request.idempotency_key;
  fresh.network = request.network;
  fresh.why = judged.why;
  fresh.comment.id = context_.world.make_id();
  fresh.comment.article_id = request.article_id;
  fresh.comment.staff = request.staff;
  fresh.comment.author_name = judged.checked.author_name;
  fresh.comment.text = judged.checked.text;
  fresh.comment.created = context_.now(site);
  fresh.comment.state = judged.state();
  if (fresh.comment.state == CommentState::kPublished) fresh.event = "created";
  return fresh;
}

// What was kept once stays so, though the rules be others now.
void CommentService::answer_again(const CreateRequest& request, const Draft& draft, Kept kept,
                                  const CreateDone& done) const {
  const auto banned = context_.bans.of(request.site);
  if (!banned) return done(std::unexpected(banned.error()));
  CheckedDraft checked = (*banned)->rules(false).check_draft(draft);
  NewComment wish;
  wish.author_key = request.author_key;
  wish.comment.article_id = request.article_id;
  wish.comment.parent_id = draft.parent_id;
  wish.comment.text = checked.text;
  kept.again = true;
  answer(wish, std::move(checked), std::move(kept), done);
}

// Unless it was kept meanwhile, sent twice: a repeat of itself is none.
void CommentService::refuse(const CreateRequest& request, CheckedDraft checked,
                            const CreateDone& done) const {
  auto known = context_.store.kept(request.site, request.idempotency_key);
  if (!known) return done(std::unexpected(store_problem(known.error())));
  const bool same = *known && (*known)->author_key == request.author_key &&
                    (*known)->comment.text == checked.text;
  if (same) (*known)->again = true;
  done(Created{std::move(checked), same ? std::move(*known) : std::nullopt});
}

void CommentService::keep(NewComment fresh, CheckedDraft checked, CreateDone done) const {
  const NewComment wish = fresh;
  context_.writer.add(std::move(fresh), [wish, checked = std::move(checked),
                                         done = std::move(done)](StoreResult<Kept> kept) mutable {
    if (!kept) return done(std::unexpected(store_problem(kept.error())));
    answer(wish, std::move(checked), std::move(*kept), done);
  });
}

Answer<std::shared_ptr<const Page>> CommentService::list(PageQuery query,
                                                         std::string_view after) const {
  if (const auto site = context_.site(query.site); !site) return std::unexpected(site.error());
  if (!is_id(query.article_id)) return std::unexpected(invalid("article"));
  if (query.parent_id && !query.parent_id->empty() && !is_id(*query.parent_id))
    return std::unexpected(invalid("parent"));
  const auto place = read_place(after, query.sort, query.count_max);
  if (!place) return std::unexpected(place.error());
  query.after = *place;
  // Before it is read: what is written meanwhile makes it old at once.
  const auto generation = context_.store.generation(query.site, query.article_id);
  if (!generation || !query.reader_key.empty()) return read(query);
  const std::string key = key_of(query, after);
  if (auto known = context_.pages.find(key, *generation)) return known;
  auto page = read(query);
  if (page) context_.pages.keep(key, *generation, *page);
  return page;
}

Answer<std::shared_ptr<const Page>> CommentService::read(const PageQuery& query) const {
  const StoreResult<CommentPage> page = context_.store.comments(query);
  if (!page) return std::unexpected(store_problem(page.error()));
  return std::make_shared<const Page>(write_comments(page->comments),
                                      write_place(page->next, query.sort));
}

Answer<std::string> CommentService::find(std::string_view site, std::string_view id,
                                         std::string_view reader_key) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  if (!is_id(id)) return std::unexpected(store_problem(StoreError::kNotFound));
  std::vector<Comment> line;  // from the comment upwards
  std::string next(id);
  do {
    const auto found = context_.store.find(site, next);
    if (!found) return std::unexpected(store_problem(found.error()));
    if (!*found || !may_see(**found, reader_key)) break;
    line.push_back((*found)->comment);
    next = line.back().parent_id;
  } while (!next.empty() && line.size() <= kPageMax);
  if (line.empty()) return std::unexpected(store_problem(StoreError::kNotFound));
  const std::vector<Comment> parents(line.rbegin(), line.rend() - 1);
  return "{\"comment\":" + write_comment(line.front()) + ",\"parents\":" + write_comments(parents) +
         "}";
}

Answer<std::shared_ptr<EventStream>> CommentService::listen(std::string_view site,
                                                            std::string_view article_id,
                                                            std::string_view last_id) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  if (!is_id(article_id)) return std::unexpected(invalid("article"));
  auto stream = context_.events.listen(site, article_id, last_id);
  if (!stream) return std::unexpected(store_problem(stream.error()));
  return *stream;
}

Answer<std::vector<std::int64_t>> CommentService::counts(
    std::string_view site, std::span<const std::string> article_ids) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  if (article_ids.size() > kCountsMax) return std::unexpected(invalid("articles"));
  if (!std::ranges::all_of(article_ids, is_id)) return std::unexpected(invalid("article"));
  const auto counts = context_.store.counts(site, article_ids);
  if (!counts) return std::unexpected(store_problem(counts.error()));
  return *counts;
}

}  // namespace ykien
