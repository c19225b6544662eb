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

// An edit on its way.
struct Edit {
  const Site& site;
  std::string site_name;
  std::string id;
  std::string author;
  bool staff = false;
  Draft wish;
  bool held_outside = false;  // by the publisher's filter
  CheckedDraft checked = {};  // as it was decided on last
};

Change change_of(const Context& context, const Edit& edit, const Kept& kept, Judged judged) {
  if (edit.held_outside) hold(judged, kOutsideFilter);
  const Timestamp now = context.now(edit.site);
  Change change = change_of(edit.site_name, kept, {now.unix_ms, kept.author_key, "edit"});
  change.text = judged.checked.text;
  change.author_name = judged.checked.author_name;
  change.state = judged.state();
  change.why = judged.why;
  change.edited = now;
  return change;
}

Answer<Judged> judge_edit(Context& context, const Edit& edit, const Kept& kept) {
  const DraftPlace place = {edit.site_name, kept.comment.article_id, edit.author, kept.comment.id,
                            edit.staff};
  return judge(context, place, draft_of(edit.wish, kept));
}

Answer<std::optional<Change>> decide(Context& context, Edit& edit, const Kept& kept) {
  if (const auto problem = why_no_edit(context, edit.site, kept, edit.author))
    return std::unexpected(*problem);
  Answer<Judged> judged = judge_edit(context, edit, kept);
  if (!judged) return std::unexpected(judged.error());
  edit.checked = judged->checked;
  const bool same = edit.checked.text == kept.comment.text &&
                    edit.checked.author_name == kept.comment.author_name;
  if (same || judged->rejected()) return std::nullopt;
  return change_of(context, edit, kept, std::move(*judged));
}

// The publisher's filter where there is one, of what would be published: whatever else is wrong
// with it, decide() says.
void ask_outside(Context& context, const Edit& edit, std::function<void(Verdict)> done) {
  if (!edit.site.ask_outside || edit.staff || !is_id(edit.id)) return done(Verdict::kPublish);
  const auto found = context.store.find(edit.site_name, edit.id);
  if (!found || !*found || (*found)->author_key != edit.author) return done(Verdict::kPublish);
  const Answer<Judged> judged = judge_edit(context, edit, **found);
  if (!judged || judged->rejected() || !judged->why.empty()) return done(Verdict::kPublish);
  const CheckedDraft& checked = judged->checked;
  NewComment question;
  question.site = edit.site_name;
  question.comment = (*found)->comment;
  question.comment.text = checked.text;
  question.comment.author_name = checked.author_name;
  edit.site.ask_outside(question, checked.counts.links, std::move(done));
}

// An author who is being forgotten.
struct Forgetting {
  std::string site;
  std::string author;
  std::size_t count = 0;
  AuthorService::ForgetDone done;
};

// What was voted, reacted, liked and reported stays, of nobody.
void forget_reader(Context& context, const std::shared_ptr<Forgetting>& state) {
  const std::string nobody = std::string(kForgotten) + "/" + context.world.make_id();
  context.writer.add(Rename{state->site, state->author, nobody},
                     [state](const StoreResult<Kept>& kept) {
                       if (kept) return state->done(state->count);
                       state->done(std::unexpected(store_problem(kept.error())));
                     });
}

void forget_next(Context& context, const std::shared_ptr<Forgetting>& state) {
  const auto page = context.store.list({.site = state->site,
                                        .author_key = state->author,
                                        .sort = ThreadSort::kOldest,
                                        .count_max = 1});
  if (!page) return state->done(std::unexpected(store_problem(page.error())));
  if (page->comments.empty()) return forget_reader(context, state);
  const Decide decide = [&context, state](const Kept& kept) -> Answer<std::optional<Change>> {
    if (kept.author_key != state->author) return std::nullopt;
    Change change = change_of(state->site, kept,
                              {context.world.now_unix_ms(), std::string(kForgotten), "forget"});
    make_gap(change);
    change.why = "";
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
  const auto edit = std::make_shared<Edit>(Edit{.site = **known,
                                                .site_name = std::string(request.site),
                                                .id = std::string(request.id),
                                                .author = std::string(request.author_key),
                                                .staff = request.staff,
                                                .wish = std::move(*wish)});
  ask_outside(
      context_, *edit, [&context = context_, edit, done = std::move(done)](Verdict verdict) {
        edit->held_outside = verdict != Verdict::kPublish;
        revise(
            context, edit->site_name, edit->id,
            [&context, edit](const Kept& kept) { return decide(context, *edit, kept); },
            [edit, done](Answer<Kept> kept) {
              if (!kept) return done(std::unexpected(kept.error()));
              const bool refused = edit->checked.verdict == Verdict::kReject;
              done(
                  Created{edit->checked, refused ? std::nullopt : std::optional(std::move(*kept))});
            });
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
    make_gap(change);
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
  context_.writer.add(std::move(write), [done = std::move(done)](const StoreResult<Kept>& kept) {
    done(kept.transform_error(store_problem));
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
