#include "service/revise.h"

#include <utility>

namespace ykien {

namespace {

constexpr int kTriesMax = 8;

struct Wish {
  std::string site;
  std::string id;
  Decide decide;
  Revised done;
  int tries = 0;
};

// What readers see of a change.
std::string event_of(const Comment& before, const Change& after) {
  const bool was = before.state == CommentState::kPublished;
  const bool is = after.state == CommentState::kPublished;
  const bool same = before.text == after.text && before.author_name == after.author_name;
  if (was == is && (!is || same)) return "";
  if (is) return was ? "edited" : "created";
  return after.state == CommentState::kHeld ? "held" : "deleted";
}

void attempt(Context& context, Wish wish) {
  if (!is_id(wish.id)) return wish.done(std::unexpected(store_problem(StoreError::kNotFound)));
  const auto found = context.store.find(wish.site, wish.id);
  if (!found) return wish.done(std::unexpected(store_problem(found.error())));
  if (!*found) return wish.done(std::unexpected(store_problem(StoreError::kNotFound)));
  Answer<std::optional<Change>> change = wish.decide(**found);
  if (!change) return wish.done(std::unexpected(change.error()));
  if (!*change) return wish.done(**found);
  (*change)->event = event_of((*found)->comment, **change);
  context.writer.add(
      std::move(**change), [&context, wish = std::move(wish)](StoreResult<Kept> kept) mutable {
        if (!kept && kept.error() == StoreError::kChanged && ++wish.tries < kTriesMax)
          return attempt(context, std::move(wish));
        if (!kept) return wish.done(std::unexpected(store_problem(kept.error())));
        wish.done(std::move(*kept));
      });
}

}  // namespace

void revise(Context& context, std::string site, std::string id, Decide decide, Revised done) {
  attempt(context, {std::move(site), std::move(id), std::move(decide), std::move(done)});
}

Change change_of(std::string_view site, const Kept& kept, Deed deed) {
  const Comment& comment = kept.comment;
  return {.site = std::string(site),
          .id = comment.id,
          .version = kept.version,
          .text = comment.text,
          .author_name = comment.author_name,
          .state = comment.state,
          .edited = comment.edited,
          .why = kept.why,
          .pinned = comment.pinned,
          .deed = std::move(deed)};
}

void make_gap(Change& change) {
  change.text = change.author_name = "";
  change.state = CommentState::kDeleted;
  change.pinned = false;
}

}  // namespace ykien
