// Comments and drafts, and the thread made of them.
//
// The text of a parsed Comment is valid UTF-8 in NFC without controls or bidi overrides, lines end
// in "\n"; that of a parsed Draft is as it was typed. The JSON forms are in docs/comment-format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/error.h"
#include "ykien/time_format.h"

namespace ykien {

enum class CommentState : std::uint8_t { kPublished = 0, kHeld = 1, kRejected = 2, kDeleted = 3 };
std::string_view comment_state_name(CommentState state);  // "published", …
std::optional<CommentState> comment_state_of(std::string_view name);

// Whether a comment, an article or a client's key may be called so: 1 to 128 bytes of
// A-Z a-z 0-9 . _ ~ -
bool is_id(std::string_view id);

// How many readers gave a comment this reaction.
struct ReactionCount {
  std::string name;  // see is_id(); which ones there are is the site's to say
  std::int64_t count = 0;
  friend bool operator==(const ReactionCount&, const ReactionCount&) = default;
};

struct Comment {
  std::string id;  // see is_id()
  std::string article_id;
  std::string parent_id;  // "" = top level
  std::string author_name;
  std::string text;
  Timestamp created;
  std::optional<Timestamp> edited;
  CommentState state = CommentState::kPublished;
  std::int64_t likes = 0;
  std::int64_t dislikes = 0;
  bool staff = false;
  bool pinned = false;                   // by the newspaper, above the others
  std::vector<ReactionCount> reactions;  // by name, those that somebody gave
  friend bool operator==(const Comment&, const Comment&) = default;
};

// What a reader typed, before the rules.
struct Draft {
  std::string text;  // may be invalid UTF-8: check_draft() says so
  std::string author_name;
  std::string author_email;
  std::string parent_id;
  std::size_t reply_depth = 0;            // 0 = top level
  std::vector<std::string> recent_texts;  // the author's latest comments, newest first, for repeats
};

// Each fails with every code of error.h but kUnsupportedVersion; offsets are bytes in `json`.
Result<Comment> parse_comment(std::string_view json);
Result<std::vector<Comment>> parse_comments(std::string_view json);  // a JSON array
Result<Draft> parse_draft(std::string_view json);
std::string write_comment(const Comment& comment);
std::string write_comments(const std::vector<Comment>& comments);

// A reader's own vote.
struct OwnVote {
  std::string id;  // of the comment
  int value = 0;   // 1 for, -1 against
};
// What a reader has said of an article.
struct Own {
  std::vector<OwnVote> votes;
  std::vector<std::string> comments;  // ids
};
struct VoteSums {
  std::int64_t likes = 0;
  std::int64_t dislikes = 0;
};
// What a server says of a reader, and of a vote (docs/http-api.md). Fail as the above.
Result<Own> parse_own(std::string_view json);
Result<VoteSums> parse_vote_sums(std::string_view json);

enum class ThreadSort : std::uint8_t { kNewest = 0, kOldest = 1, kBest = 2 };

// One row of a thread, in reading order.
struct ThreadRow {
  std::size_t comment_index;  // into the vector given
  std::size_t depth;          // 0 = top level
  std::size_t replies;        // all descendants that are shown
  friend bool operator==(const ThreadRow&, const ThreadRow&) = default;
};

// Orders a flat list as a tree: replies under their parents, oldest first; top level by `sort`.
// A comment whose parent is missing, or that is its own ancestor, is shown at top level. The first
// of two equal ids counts. Rejected comments are left out, with their replies lifted to the nearest
// shown ancestor; a deleted one stays while it has replies. O(n log n), no recursion. Ties keep the
// order of (created, id). Requires: at most limits::kCommentsMax comments.
std::vector<ThreadRow> order_thread(const std::vector<Comment>& comments, ThreadSort sort);

// Lower bound of the Wilson score interval (z = 1.96) of likes among all votes, 0 to 1; 0 without
// votes. Counts below zero are taken as zero.
double wilson_score(std::int64_t likes, std::int64_t dislikes);

}  // namespace ykien
