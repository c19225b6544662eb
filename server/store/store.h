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
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/comment.h"

namespace ykien {

enum class StoreError : std::uint8_t {
  kUnavailable = 1,  // not reached, or broken off: what was asked for may have happened
  kFull = 2,         // no room: nothing of the batch is kept
  kReadOnly = 3,     // nothing of the batch is kept
  kNotFound = 4,     // the parent is not there, or stands in another thread
  kTaken = 5,        // another comment has this id
};
std::string_view store_error_name(StoreError error);  // "store-full"; listed in docs/http-api.md

template <class T>
using StoreResult = std::expected<T, StoreError>;

struct NewComment {
  std::string site;
  Comment comment;
  std::string author_key;       // whose it is: never shown
  std::string idempotency_key;  // the client's own; unique within the site
};

// What became of a NewComment.
struct Kept {
  Comment comment;
  std::string author_key;
  bool again = false;  // the key was used before: this is what was kept then
  friend bool operator==(const Kept&, const Kept&) = default;
};

// Where a page of comments ends: the last one's place in the order.
struct Place {
  std::int64_t created_unix_ms = 0;
  std::string id;
  friend bool operator==(const Place&, const Place&) = default;
};

struct PageQuery {
  std::string_view site = {};
  std::string_view article_id = {};
  std::optional<std::string_view> parent_id = {};  // its replies; "" = top level; none = all
  ThreadSort sort = ThreadSort::kNewest;           // kNewest or kOldest, by (created, id)
  std::optional<Place> after = {};                 // what was read before
  std::size_t count_max = 50;                      // at least 1
  std::string_view reader_key = {};                // whose own comments are shown in any state
};

struct CommentPage {
  std::vector<Comment> comments;  // published ones, and the reader's own
  bool more = false;
  friend bool operator==(const CommentPage&, const CommentPage&) = default;
};

class Store {
 public:
  virtual ~Store() = default;

  // Keeps a batch in one transaction; it is on disk when this returns. Each has an answer of its
  // own, in the same order: one that is refused leaves the others as they are. When the store
  // itself fails, all have its error.
  virtual std::vector<StoreResult<Kept>> add_comments(std::span<const NewComment> batch) = 0;

  // What was kept under an idempotency key.
  virtual StoreResult<std::optional<Kept>> kept(std::string_view site, std::string_view key) = 0;
  // What an author wrote since then and has not deleted, newest first.
  virtual StoreResult<std::vector<std::string>> recent_texts(std::string_view site,
                                                             std::string_view author_key,
                                                             std::int64_t since_unix_ms,
                                                             std::size_t count_max) = 0;

  virtual StoreResult<CommentPage> comments(const PageQuery& query) = 0;
  virtual StoreResult<std::optional<Comment>> comment(std::string_view site,
                                                      std::string_view article_id,
                                                      std::string_view id) = 0;
  // Published comments of each article, in the order asked.
  virtual StoreResult<std::vector<std::int64_t>> counts(
      std::string_view site, std::span<const std::string> article_ids) = 0;
};

}  // namespace ykien
