// Where the comments of all sites are kept.
//
// What comes in has passed the rules; a store keeps and finds it, and decides nothing. A site's
// name is part of every question: nothing crosses it. Text is UTF-8, times are Unix milliseconds.
//
// One thread writes, any thread reads. All stores pass tests/server/store_suite.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/audit.h"
#include "store/write.h"
#include "ykien/comment.h"

namespace ykien {

enum class StoreError : std::uint8_t {
  kUnavailable = 1,  // not reached, or broken off: what was asked for may have happened
  kFull = 2,         // no room: nothing of the batch is kept
  kReadOnly = 3,     // nothing of the batch is kept
  kNotFound = 4,     // the comment, or the parent, is not there or stands in another thread
  kTaken = 5,        // another comment has this id
  kChanged = 6,      // the comment has another version by now
};
std::string_view store_error_name(StoreError error);  // "store-full"; listed in docs/http-api.md

template <class T>
using StoreResult = std::expected<T, StoreError>;

// A comment with what is not shown of it.
struct Kept {
  Comment comment;
  std::string author_key = {};
  std::string idempotency_key = {};
  std::string why = {};      // see NewComment
  std::string network = {};  // likewise
  std::int64_t version = 1;  // one more with each change
  std::int64_t replies = 0;  // published, direct ones
  std::int64_t reports = 0;  // that no moderator has looked at
  bool again = false;        // of an answer: it was so before
  friend bool operator==(const Kept&, const Kept&) = default;
};

// Whose a comment is that was forgotten.
inline constexpr std::string_view kForgotten = "forgotten";

// The article that a write is of, or "" where it is of the site; nothing where it is of a comment.
const std::string* article_of(const Write& write);

// What a target is called in a site's trail: "article/1775".
std::string target_of(const ThreadChange& change);
std::string target_of(const Ban& ban);

// "love:3 sad:1", as statements of SQL put them together.
std::vector<ReactionCount> read_reactions(std::string_view text);

// What a reader's reaction makes of them, in place of another one; "": none.
void react(std::vector<ReactionCount>& reactions, std::string_view before, std::string_view now);

// The place of a comment among the best: millionths below a Wilson score of 1.
std::int64_t rank_of(const Comment& comment);

// What a change makes of a comment, and what that was before.
void apply_change(const Change& change, Kept& kept);
PastDeed past_of(const Change& change, const Kept& kept);

// Adds what the checks of audit.h find by `count`, and puts right what can be by `put_right`. Fails
// with what they fail with.
std::optional<StoreError> run_checks(
    bool mend, const std::function<StoreResult<std::int64_t>(const std::string& sql)>& count,
    const std::function<std::optional<StoreError>(const std::string& sql)>& put_right,
    std::vector<Finding>& findings);

// Where a page of comments ends: the last one's place in the order.
struct Place {
  std::int64_t created_unix_ms = 0;
  std::string id;
  std::int64_t rank = 0;  // of kBest alone
  friend bool operator==(const Place&, const Place&) = default;
};

// What readers see of a thread: published comments, deleted ones that have replies, and the
// reader's own that are not deleted.
struct PageQuery {
  std::string_view site = {};
  std::string_view article_id = {};
  std::optional<std::string_view> parent_id = {};  // its replies; "" = top level; none = all
  // By (created, id), of the best by (rank, created, id).
  ThreadSort sort = ThreadSort::kNewest;
  std::optional<Place> after = {};  // what was read before
  bool pinned = false;              // those only
  std::size_t count_max = 50;       // at least 1
  std::string_view reader_key = {};
};

struct CommentPage {
  std::vector<Comment> comments;
  std::optional<Place> next = {};  // where there are more: `after` of the next page
  friend bool operator==(const CommentPage&, const CommentPage&) = default;
};

// What an author, or a moderator, sees: of all threads of a site, in any state that is asked for.
struct ListQuery {
  std::string_view site = {};
  std::optional<std::string_view> author_key = {};
  std::optional<CommentState> state = {};
  bool reported = false;  // those only that have reports
  bool suspect = false;   // those only that a rule holds, and not the site all
  ThreadSort sort = ThreadSort::kNewest;
  std::optional<Place> after = {};
  std::size_t count_max = 50;  // at least 1
};

struct KeptPage {
  std::vector<Kept> comments;
  std::optional<Place> next = {};
};

// Who listens to an article, and what they have heard.
struct Watched {
  std::string site;
  std::string article_id;
  std::int64_t after = 0;  // the number of the last event that was heard
};

// What moderators let through, or did not.
struct Decided {
  std::string text;
  bool rejected = false;
  friend bool operator==(const Decided&, const Decided&) = default;
};

// An event of an article; with its comment as it is now, where it is of one.
struct Told {
  std::string site;
  std::string article_id;
  std::int64_t number = 0;  // one more than the one before
  std::string name;
  Comment comment;
};

class Store {
 public:
  virtual ~Store() = default;

  // So many of an article's events are kept.
  static constexpr std::int64_t kToldMax = 1'000;

  // Writes a batch in one transaction; it is on disk when this returns. Each has an answer of its
  // own, in the same order, the comment as it is then: one that is refused leaves the others as
  // they are. Of an article, the answer has its id and nothing more. When the store itself fails,
  // all have its error.
  virtual std::vector<StoreResult<Kept>> write(std::span<const Write> batch) = 0;

  virtual StoreResult<std::optional<Kept>> find(std::string_view site, std::string_view id) = 0;
  // What was kept under an idempotency key.
  virtual StoreResult<std::optional<Kept>> kept(std::string_view site, std::string_view key) = 0;
  // What an author wrote since then and has not deleted, newest first, but for one.
  virtual StoreResult<std::vector<std::string>> recent_texts(std::string_view site,
                                                             std::string_view author_key,
                                                             std::int64_t since_unix_ms,
                                                             std::string_view except_id,
                                                             std::size_t count_max) = 0;

  virtual StoreResult<CommentPage> comments(const PageQuery& query) = 0;
  virtual StoreResult<KeptPage> list(const ListQuery& query) = 0;
  // What was done to a comment, in that order.
  virtual StoreResult<std::vector<PastDeed>> deeds(std::string_view site, std::string_view id) = 0;
  // All votes on it, by voter; all reports of it, by reporter.
  virtual StoreResult<std::vector<Vote>> votes(std::string_view site, std::string_view id) = 0;
  virtual StoreResult<std::vector<Report>> reports(std::string_view site, std::string_view id) = 0;
  virtual StoreResult<std::vector<Reaction>> reactions(std::string_view site,
                                                       std::string_view id) = 0;
  virtual StoreResult<Thread> thread(std::string_view site, std::string_view article_id) = 0;
  // By reader.
  virtual StoreResult<std::vector<ArticleLike>> article_likes(std::string_view site,
                                                              std::string_view article_id) = 0;
  virtual StoreResult<Said> said(std::string_view site, std::string_view article_id,
                                 std::string_view reader) = 0;
  // Of which something is known, by id, behind `after`.
  virtual StoreResult<std::vector<std::string>> articles(std::string_view site,
                                                         std::string_view after,
                                                         std::size_t count_max) = 0;
  // By kind and value; deeds are not told.
  virtual StoreResult<std::vector<Ban>> bans(std::string_view site) = 0;
  // The site's trail, the last one first, before that number.
  virtual StoreResult<std::vector<SiteDeed>> site_deeds(std::string_view site, std::int64_t before,
                                                        std::size_t count_max) = 0;
  // The number of the site's last deed; 0 where there was none.
  virtual StoreResult<std::int64_t> last_decided(std::string_view site) = 0;
  // What moderators approved or rejected last, each comment once for each time.
  virtual StoreResult<std::vector<Decided>> decided(std::string_view site,
                                                    std::size_t count_max) = 0;
  // What was told since, of each article in order.
  virtual StoreResult<std::vector<Told>> told(std::span<const Watched> watched) = 0;
  // The number of an article's last event; 0 where there was none.
  virtual StoreResult<std::int64_t> last_told(std::string_view site,
                                              std::string_view article_id) = 0;
  // Whether other processes may write, too.
  virtual bool is_shared() const { return false; }
  // Published comments of each article, in the order asked.
  virtual StoreResult<std::vector<std::int64_t>> counts(
      std::string_view site, std::span<const std::string> article_ids) = 0;

  // Another number behind each write to the article's comments; nothing where others may write.
  virtual std::optional<std::uint64_t> generation(std::string_view, std::string_view) const {
    return std::nullopt;
  }

  // What is wrong in the database; `mend`: and puts right what can be. Reads all of it.
  virtual StoreResult<std::vector<Finding>> verify(bool mend) = 0;
};

}  // namespace ykien
