// The comment rules: one pure function, the same in the browser and on the server, on create, edit,
// moderation edit and import. Steps and sources: docs/comment-rules.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/comment.h"
#include "ykien/error.h"

namespace ykien {

// What a site allows. Defaults are those of a Vietnamese newspaper. JSON form in
// docs/comment-rules.md.
struct Policy {
  std::size_t body_graphemes_max = 500;
  std::size_t body_code_points_max = 4'000;
  std::size_t body_bytes_max = 8'000;
  std::size_t body_lines_max = 40;
  std::size_t body_links_max = 2;
  std::size_t marks_per_base_max = 4;  // after NFD; more is zalgo (Vietnamese needs 2)
  std::size_t cluster_code_points_max = 16;
  std::size_t repeated_graphemes_max = 20;  // the same cluster in a row; more holds
  std::size_t name_graphemes_max = 40;
  std::size_t reply_depth_max = 20;
  bool name_required = true;
  bool email_required = false;
  bool hold_links = true;                   // a comment with a link is held
  bool hold_all = false;                    // pre-moderation
  std::vector<std::string> banned_words;    // toned match rejects, others hold
  std::vector<std::string> suspect_words;   // any match holds
  std::vector<std::string> reserved_names;  // staff names, compared by UTS #39 skeleton
  friend bool operator==(const Policy&, const Policy&) = default;
};

// Missing members take the defaults, unknown ones are ignored.
Result<Policy> parse_policy(std::string_view json);
std::string write_policy(const Policy& policy);

// Order is the order of reporting. Values are part of the ABI; names of the wire: append, never
// renumber.
enum class Rule : std::uint8_t {
  kTextEncoding = 1,      // "text-encoding"       invalid UTF-8, NUL, noncharacter, private use
  kTextEmpty = 2,         // "text-empty"          nothing visible
  kTextGraphemes = 3,     // "text-graphemes"
  kTextCodePoints = 4,    // "text-code-points"
  kTextBytes = 5,         // "text-bytes"
  kTextLines = 6,         // "text-lines"
  kTextLinks = 7,         // "text-links"
  kTextMarks = 8,         // "text-marks"
  kTextCluster = 9,       // "text-cluster"
  kTextRepeat = 10,       // "text-repeat"         one cluster repeated (holds)
  kTextDuplicate = 11,    // "text-duplicate"      the same as a recent comment of the author
  kTextBannedWord = 12,   // "text-banned-word"    toned match (rejects)
  kTextSuspectWord = 13,  // "text-suspect-word"   toneless or disguised, or a suspect word (holds)
  kTextLinkHeld = 14,     // "text-link-held"
  kNameMissing = 15,      // "name-missing"
  kNameGraphemes = 16,    // "name-graphemes"
  kNameCharacters = 17,   // "name-characters"     controls, invisible, mixed scripts (UTS #39)
  kNameReserved = 18,     // "name-reserved"       looks like a staff name (without tones: holds)
  kNameBannedWord = 19,   // "name-banned-word"    like the two of the text (rejects or holds)
  kEmailMissing = 20,     // "email-missing"
  kEmailInvalid = 21,     // "email-invalid"       not the shape of HTML's input type=email
  kReplyDepth = 22,       // "reply-depth"
  kModeration = 23,       // "moderation"          the site holds everything
};
std::string_view rule_name(Rule rule);

enum class Verdict : std::uint8_t { kPublish = 0, kHold = 1, kReject = 2 };
std::string_view verdict_name(Verdict verdict);  // "publish", "hold", "reject"

struct Violation {
  Rule rule;
  Verdict verdict;  // what this violation alone leads to: kHold or kReject
  std::size_t actual = 0;
  std::size_t limit = 0;
  // The place in CheckedDraft::text, in the raw text for kTextEncoding; 0, 0 = all of it. For sizes
  // it is what is too much.
  std::size_t begin_bytes = 0;
  std::size_t end_bytes = 0;
  friend bool operator==(const Violation&, const Violation&) = default;
};

struct Counts {
  std::size_t graphemes = 0;
  std::size_t code_points = 0;
  std::size_t bytes = 0;
  std::size_t lines = 0;
  std::size_t links = 0;
  friend bool operator==(const Counts&, const Counts&) = default;
};

struct CheckedDraft {
  std::string text;         // as it would be stored: NFC, cleaned, trimmed
  std::string author_name;  // likewise
  Counts counts;  // of `text`; of the raw text if it is over kDraftBytesMax (`text` is "")
  Verdict verdict = Verdict::kReject;  // the worst of all violations, else kPublish
  std::vector<Violation> violations;   // all of them, ordered by rule, then place
};

// A policy whose word lists and names are prepared once: O(n log n) in their bytes.
class RuleSet {
 public:
  explicit RuleSet(Policy policy);
  RuleSet(RuleSet&&) noexcept;
  RuleSet& operator=(RuleSet&&) noexcept;
  ~RuleSet();
  const Policy& policy() const;

  // Applies every rule; never fails: bad data is a violation. O(bytes + matches).
  CheckedDraft check_draft(const Draft& draft) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// JSON of a checked draft, as the ABI, the HTTP API and the test vectors have it.
std::string write_checked_draft(const CheckedDraft& checked);
// The violations in an answer that refuses a draft, {"checked": …}; those of rules that this
// version does not know are left out.
Result<std::vector<Violation>> parse_refusal(std::string_view json);

}  // namespace ykien
