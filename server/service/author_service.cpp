#include "service/author_service.h"

#include <algorithm>
#include <array>
#include <utility>

#include "service/check.h"
#include "ykien/json_reader.h"

namespace ykien {

namespace {

constexpr std::array<std::string_view, 3> kVotes = {"dislike", "", "like"};
constexpr std::array<std::string_view, 5> kReasons = {"spam", "abuse", "off-topic", "illegal",
                                                      "other"};
constexpr std::size_t kNoteBytesMax = 2'000;
constexpr JsonLimits kSmall = {.bytes_max = 16u << 10};

// What nobody else may see is not there for them.
std::optional<Problem> why_not_own(const Kept& kept, std::string_view author_key) {
  if (kept.author_key == author_key) return std::nullopt;
  const bool seen = kept.comment.state == CommentState::kPublished;
  return seen ? Problem{403, "not-yours", 0} : store_problem(StoreError::kNotFound);
}

std::optional<Problem> why_no_edit(const Context& context, const Site& site, const Kept& kept,
                                   std::string_view author_key) {
  if (const auto problem = why_not_own(kept, author_key)) return problem;
  const CommentState state = kept.comment.state;
  if (state == CommentState::kDeleted || state == CommentState::kRejected) return not_open();
  const std::int64_t age = context.world.now_unix_ms() - kept.comment.created.unix_ms;
  return age > site.edit_window_ms ? std::optional(too_late()) : std::nullopt;
}

Draft draft_of(const Draft& wish, const Kept& kept) {
  Draft draft = wish;
  draft.parent_id = kept.comment.parent_id;
  if (draft.author_name.empty()) draft.author_name = kept.comment.author_name;
  return draft;
}

Change edit_of(const Context& context, std::string_view site_name, const Site& site,
               const Kept& kept, const Judged& judged) {
  const Timestamp now = context.now(site);
  Change change = change_of(site_name, kept, {now.unix_ms, kept.author_key, "edit"});
  change.text = judged.checked.text;
  change.author_name = judged.checked.author_name;
  change.state = judged.state();
  change.why = judged.why;
  change.edited = now;
  return change;
}

// An author who is being forgotten.
struct Forgetting {
  std::string site;
  std::string author;
  std::size_t count = 0;
  AuthorService::ForgetDone done;
};

void forget_next(Context& context, const std::shared_ptr<Forgetting>& state) {
  const auto page = context.store.list({.site = state->site,
                                        .author_key = state->author,
                                        .sort = ThreadSort::kOldest,
                                        .count_max = 1});
  if (!page) return state->done(std::unexpected(store_problem(page.error())));
  if (page->comments.empty()) return state->done(state->count);
  const Decide decide = [&context, state](const Kept& kept) -> Answer<std::optional<Change>> {
    if (kept.author_key != state->author) return std::nullopt;
    Change change = change_of(state->site, kept,
                              {context.world.now_unix_ms(), std::string(kForgotten), "forget"});
    change.text = change.author_name = change.why = "";
    change.pinned = false;
    change.state = CommentState::kDeleted;
    change.forgets = state->author;
    return change;
  };
  revise(context, state->site, page->comments.front().comment.id, decide,
         [&context, state](const Answer<Kept>& kept) {
           if (!kept) return state->done(std::unexpected(kept.error()));
           ++state->count;
           forget_next(context, state);
         });
}

}  // namespace

void AuthorService::edit(const CommentRequest& request, std::string_view draft_json,
                         CreateDone done) const {
  const Answer<const Site*> known = context_.site(request.site);
  if (!known) return done(std::unexpected(known.error()));
  Result<Draft> wish = parse_draft(draft_json);
  if (!wish) return done(std::unexpected(bad_json(wish.error())));
  if (!request.author_name.empty()) wish->author_name = request.author_name;
  const auto checked = std::make_shared<CheckedDraft>();
  const Decide decide = [this, checked, &site = **known, name = std::string(request.site),
                         author = std::string(request.author_key), staff = request.staff,
                         wish =
                             std::move(*wish)](const Kept& kept) -> Answer<std::optional<Change>> {
    if (const auto problem = why_no_edit(context_, site, kept, author))
      return std::unexpected(*problem);
    const DraftPlace place = {name, kept.comment.article_id, author, kept.comment.id, staff};
    Answer<Judged> judged = judge(context_, place, draft_of(wish, kept));
    if (!judged) return std::unexpected(judged.error());
    *checked = judged->checked;
    const bool same =
        checked->text == kept.comment.text && checked->author_name == kept.comment.author_name;
    if (same || judged->rejected()) return std::nullopt;
    return edit_of(context_, name, site, kept, *judged);
  };
  revise(context_, std::string(request.site), std::string(request.id), decide,
         [checked, done = std::move(done)](Answer<Kept> kept) {
           if (!kept) return done(std::unexpected(kept.error()));
           const bool refused = checked->verdict == Verdict::kReject;
           done(Created{*checked, refused ? std::nullopt : std::optional(std::move(*kept))});
         });
}

void AuthorService::remove(const CommentRequest& request, Revised done) const {
  if (const auto site = context_.site(request.site); !site)
    return done(std::unexpected(site.error()));
  const Decide decide = [this, name = std::string(request.site),
                         author = std::string(request.author_key)](
                            const Kept& kept) -> Answer<std::optional<Change>> {
    if (const auto problem = why_not_own(kept, author)) return std::unexpected(*problem);
    if (kept.comment.state == CommentState::kDeleted) return std::nullopt;
    if (kept.comment.state == CommentState::kRejected) return std::unexpected(not_open());
    Change change = change_of(name, kept, {context_.world.now_unix_ms(), author, "delete"});
    change.text = change.author_name = "";
    change.state = CommentState::kDeleted;
    change.pinned = false;
    return change;
  };
  revise(context_, std::string(request.site), std::string(request.id), decide, std::move(done));
}

// To what it was before its author deleted it.
void AuthorService::restore(const CommentRequest& request, Revised done) const {
  const Answer<const Site*> known = context_.site(request.site);
  if (!known) return done(std::unexpected(known.error()));
  const Decide decide = [this, &site = **known, name = std::string(request.site),
                         author = std::string(request.author_key)](
                            const Kept& kept) -> Answer<std::optional<Change>> {
    if (const auto problem = why_not_own(kept, author)) return std::unexpected(*problem);
    if (kept.comment.state != CommentState::kDeleted) return std::nullopt;
    const auto deeds = context_.store.deeds(name, kept.comment.id);
    if (!deeds) return std::unexpected(store_problem(deeds.error()));
    if (deeds->empty() || deeds->back().deed.actor != author) return std::unexpected(not_open());
    const PastDeed& past = deeds->back();
    const std::int64_t now = context_.world.now_unix_ms();
    if (now - past.deed.at_unix_ms > site.restore_window_ms) return std::unexpected(too_late());
    Change change = change_of(name, kept, {now, author, "restore"});
    change.text = past.text;
    change.author_name = past.author_name;
    change.state = past.state;
    return change;
  };
  revise(context_, std::string(request.site), std::string(request.id), decide, std::move(done));
}

// One after the other: what was forgotten is not the author's any more.
void AuthorService::forget(std::string_view site, std::string_view author_key,
                           ForgetDone done) const {
  if (const auto known = context_.site(site); !known) return done(std::unexpected(known.error()));
  const auto state = std::make_shared<Forgetting>();
  state->site = site;
  state->author = author_key;
  state->done = std::move(done);
  forget_next(context_, state);
}

Answer<Kept> AuthorService::find_published(const CommentRequest& request) const {
  if (const auto site = context_.site(request.site); !site) return std::unexpected(site.error());
  if (!is_id(request.id)) return std::unexpected(store_problem(StoreError::kNotFound));
  const auto found = context_.store.find(request.site, request.id);
  if (!found) return std::unexpected(store_problem(found.error()));
  if (!*found || (*found)->comment.state != CommentState::kPublished)
    return std::unexpected(store_problem(StoreError::kNotFound));
  return **found;
}

void AuthorService::write(Write write, Revised done) const {
  context_.writer.add(std::move(write), [done = std::move(done)](StoreResult<Kept> kept) {
    if (!kept) return done(std::unexpected(store_problem(kept.error())));
    done(std::move(*kept));
  });
}

void AuthorService::vote(const CommentRequest& request, std::string_view json, Revised done) const {
  JsonDocument document(json, kSmall);
  const auto value = document.root().member("value").choice(kVotes, 1);
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  const Answer<Kept> kept = find_published(request);
  if (!kept) return done(std::unexpected(kept.error()));
  if (kept->author_key == request.author_key)
    return done(std::unexpected(Problem{403, "own-comment", 0}));
  write(Vote{std::string(request.site), std::string(request.id), std::string(request.author_key),
             static_cast<int>(value) - 1, context_.world.now_unix_ms(), "counts"},
        std::move(done));
}

void AuthorService::react(const CommentRequest& request, std::string_view json,
                          Revised done) const {
  const Answer<const Site*> site = context_.site(request.site);
  if (!site) return done(std::unexpected(site.error()));
  JsonDocument document(json, kSmall);
  const JsonValue name = document.root().member("name");
  const bool known = !name.present() || std::ranges::contains((*site)->reactions, name.string());
  if (!known) name.fail(ErrorCode::kInvalidValue, "not one of the site's");
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  const Answer<Kept> kept = find_published(request);
  if (!kept) return done(std::unexpected(kept.error()));
  write(
      Reaction{std::string(request.site), std::string(request.id), std::string(request.author_key),
               std::string(name.string()), context_.world.now_unix_ms(), "counts"},
      std::move(done));
}

void AuthorService::report(const CommentRequest& request, std::string_view json,
                           Revised done) const {
  JsonDocument document(json, kSmall);
  const auto reason = document.root().required("reason").choice(kReasons, 0);
  const JsonValue note = document.root().member("note");
  if (note.string().size() > kNoteBytesMax) note.fail(ErrorCode::kTooLarge, "too long");
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  const Answer<Kept> kept = find_published(request);
  if (!kept) return done(std::unexpected(kept.error()));
  write(Report{std::string(request.site), std::string(request.id), std::string(request.author_key),
               std::string(kReasons[reason]), std::string(note.string()),
               context_.world.now_unix_ms()},
        std::move(done));
}

}  // namespace ykien
