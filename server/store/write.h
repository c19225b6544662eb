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
};

// Who did what to a comment, and why: a line of the audit trail.
struct Deed {
  std::int64_t at_unix_ms = 0;
  std::string actor;   // an author's key, or a moderator's name
  std::string action;  // "edit", "delete", "restore", "approve", "reject"
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
  bool settles_reports = false;  // a moderator has looked
  std::string forgets = {};      // this author, for ever, with what it said before; "": nobody
  std::string event = {};        // see NewComment
  Deed deed;
};

// A voter has one vote on a comment: the last one counts.
struct Vote {
  std::string site;
  std::string id;
  std::string voter;
  int value = 0;  // 1 for, -1 against, 0: taken back
  std::int64_t at_unix_ms = 0;
  friend bool operator==(const Vote&, const Vote&) = default;
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
};

using Write = std::variant<NewComment, Change, Vote, Report, Restored>;

inline const std::string& site_of(const Write& write) {
  return std::visit([](const auto& one) -> const std::string& { return one.site; }, write);
}

}  // namespace ykien
