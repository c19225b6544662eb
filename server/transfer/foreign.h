// Comments of other systems, as they exported them: Disqus's XML, WordPress's (WXR), and the
// generic JSON that Isso reads. Nothing is lost: what the rules here refuse is kept for a moderator
// to see.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/write.h"
#include "ykien/comment_rules.h"

namespace ykien {

enum class Format { kDisqus, kWordPress, kGeneric };

// Nothing where it looks like none of them.
std::optional<Format> format_of(std::string_view file);

// One comment as it was found.
struct Foreign {
  std::string id;  // within its file
  std::string article;
  std::string parent;  // an id
  std::string author_name;
  std::string author;  // who is the same is the same author: an e-mail, a user's name
  std::string html;
  std::string created;  // "2013-10-10T19:20:29Z", "2014-01-14 17:32:12", in UTC
  CommentState state = CommentState::kPublished;
};
// In the file's order. Fails with what is wrong, and the line or byte.
using Foreigners = std::expected<std::vector<Foreign>, std::string>;
Foreigners read_foreign(Format format, std::string_view file);

// As ours, in an order in which parents come first: words are plain text that went through the
// rules; what they refuse is held, and says why. The same file makes the same ids and keys.
std::vector<NewComment> adopt(std::string_view site, const RuleSet& rules, Format format,
                              const std::vector<Foreign>& comments);

// An id of ours: "~" and two hex digits stand for each byte that none has; "~" for "".
std::string as_id(std::string_view text);

}  // namespace ykien
