// What may be written, each in one piece. What comes in has passed the rules: a store decides
// nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ykien/comment.h"

namespace ykien {

struct NewComment {
  std::string site;
  Comment comment;
  std::string author_key;       // whose it is: never shown
  std::string idempotency_key;  // the client's own; unique within the site
  std::string why = {};         // names of the rules that hold it, "text-links,text-repeat"
  std::string event = {};       // that who listens to the article is told; "": nobody is
  std::string network = {};     // a mark of where it came from: the same for the same network
};

// Who did what to a comment, and why: a line of the audit trail.
struct Deed {
  std::int64_t at_unix_ms = 0;
  std::string actor;   // an author's key, or a moderator's name
  std::string action;  // "edit", "delete", "restore", "approve", "reject", …
  std::string reason = {};
  friend bool operator==(const Deed&, const Deed&) = default;
};

// Another state of a comment, whole.
struct Change {
  std::string site;
  std::string id;
  std::int64_t version = 0;  // that was read: where it is another by now, nothing is changed
  std::string text;
  std::string author_name;
  CommentState state = CommentState::kPublished;
  std::optional<Timestamp> edited;
  std::string why;
  bool pinned = false;
  // That no moderator has looked at; nothing: as many as there are.
  std::optional<std::int64_t> reports = {};
  std::string forgets = {};  // this author, for ever, with what it said before; "": nobody
  std::string event = {};    // see NewComment
  Deed deed;
};

// A voter has one vote on a comment: the last one counts.
struct Vote {
  std::string site;
  std::string id;
  std::string voter;
  int value = 0;  // 1 for, -1 against, 0: taken back
  std::int64_t at_unix_ms = 0;
  std::string event = {};  // see NewComment; it takes the place of the comment's last one so named
  friend bool operator==(const Vote&, const Vote&) = default;
};

// A reader has one reaction to a comment: the last one counts.
struct Reaction {
  std::string site;
  std::string id;
  std::string reader;
  std::string name;  // an id; "": taken back
  std::int64_t at_unix_ms = 0;
  std::string event = {};  // see Vote
  friend bool operator==(const Reaction&, const Reaction&) = default;
};

// A reader reports a comment once.
struct Report {
  std::string site;
  std::string id;
  std::string reporter;
  std::string reason;  // "spam", …: docs/http-api.md
  std::string note;
  std::int64_t at_unix_ms = 0;
  friend bool operator==(const Report&, const Report&) = default;
};

// What a comment was before a deed.
struct PastDeed {
  std::string id;            // the comment's
  std::int64_t version = 0;  // that the deed ended
  Deed deed;
  std::string text;
  std::string author_name;
  CommentState state = CommentState::kPublished;
  bool pinned = false;
  std::string why = {};
  std::int64_t reports = 0;
  friend bool operator==(const PastDeed&, const PastDeed&) = default;
};

// A comment from an export, with all that hangs on it; where its key is known already, nothing.
struct Restored {
  std::string site;
  NewComment fresh;  // of the same site
  std::int64_t version = 1;
  std::int64_t reports = 0;  // that no moderator has looked at
  std::vector<PastDeed> deeds;
  std::vector<Vote> votes;
  std::vector<Report> all_reports;
  std::vector<Reaction> reactions = {};
};

// A reader likes an article, or does not any more.
struct ArticleLike {
  std::string site;
  std::string article_id;
  std::string reader;
  bool likes = true;
  std::int64_t at_unix_ms = 0;
  friend bool operator==(const ArticleLike&, const ArticleLike&) = default;
};

// So many more have seen an article.
struct Views {
  std::string site;
  std::string article_id;
  std::int64_t count = 0;
};

// An article takes comments, or does not any more: a line of the site's trail.
struct ThreadChange {
  std::string site;
  std::string article_id;
  bool closed = false;
  std::string event = {};  // see NewComment
  Deed deed;
};

// Who, from where, and which words a site does not want: a line of its trail, too.
struct Ban {
  std::string site;
  std::string kind;                // "author", "network", "address", "banned-word", "suspect-word"
  std::string value;               // unique within the kind
  std::int64_t until_unix_ms = 0;  // 0: for ever
  bool lifted = false;
  Deed deed = {};
  friend bool operator==(const Ban&, const Ban&) = default;
};

// What was decided of a site as a whole.
struct SiteDeed {
  std::int64_t number = 0;  // one more than the one before
  std::string target;       // "article/1775", "word/…"
  Deed deed;
  friend bool operator==(const SiteDeed&, const SiteDeed&) = default;
};

// What a reader has voted, reacted, liked and reported is another one's from now on.
struct Rename {
  std::string site;
  std::string reader;
  std::string as;  // whom nobody is called yet
};

// What is known of an article besides its comments.
struct Thread {
  std::int64_t published = 0;
  std::int64_t likes = 0;
  std::int64_t views = 0;
  bool closed = false;
  std::int64_t since_unix_ms = 0;  // of its first comment, or when it was opened; 0: of neither
  friend bool operator==(const Thread&, const Thread&) = default;
};

// What a reader has said of an article and its comments.
struct Said {
  std::vector<Vote> votes;                 // by comment; without those that were taken back
  std::vector<Reaction> reactions;         // likewise
  bool likes = false;                      // the article
  std::vector<std::string> comments = {};  // the reader's own that are not deleted, by id
  friend bool operator==(const Said&, const Said&) = default;
};

// An article from an export: its likes and views where it has none yet.
struct RestoredThread {
  std::string site;
  std::string article_id;
  Thread thread;
  std::vector<ArticleLike> likes;
};

// A site's bans and trail from an export, where it has none yet.
struct RestoredSite {
  std::string site;
  std::vector<Ban> bans;
  std::vector<SiteDeed> deeds;
};

using Write = std::variant<NewComment, Change, Vote, Report, Restored, Reaction, ArticleLike, Views,
                           ThreadChange, Ban, Rename, RestoredThread, RestoredSite>;

inline const std::string& site_of(const Write& write) {
  return std::visit([](const auto& one) -> const std::string& { return one.site; }, write);
}

}  // namespace ykien
