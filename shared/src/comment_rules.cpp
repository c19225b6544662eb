#include "ykien/comment_rules.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "draft_text.h"
#include "measures.h"
#include "names.h"
#include "sort_indexes.h"
#include "word_matcher.h"
#include "ykien/limits.h"
#include "ykien/text.h"

namespace ykien {
namespace {

// Moves `offset_bytes` back to where a code point begins.
std::size_t code_point_start(std::string_view text, std::size_t offset_bytes) {
  while (offset_bytes < text.size() && (text[offset_bytes] & 0xC0) == 0x80) --offset_bytes;
  return offset_bytes;
}

// Returns the bytes of the first `count` code points.
std::size_t cut_code_points(std::string_view text, std::size_t count) {
  std::size_t offset_bytes = 0;
  for (; count > 0 && offset_bytes < text.size(); --count) next_code_point(text, offset_bytes);
  return offset_bytes;
}

// Returns the bytes of the first `count` lines, with their newlines.
std::size_t cut_lines(std::string_view text, std::size_t count) {
  std::size_t offset_bytes = 0;
  for (; count > 0 && offset_bytes < text.size(); --count) {
    offset_bytes = std::min(text.find('\n', offset_bytes), text.size() - 1) + 1;
  }
  return offset_bytes;
}

// Two texts with the same key are the same comment: small letters and capitals, blanks and
// punctuation aside.
std::string duplicate_key(std::string_view clean_text) {
  std::string key;
  for (const Word& word : read_words(clean_text)) key += word.letters + word.tones + ' ';
  return key.empty() ? std::string(clean_text) : key;
}

std::string_view trimmed_email(std::string_view email) {
  constexpr std::string_view kBlanks = " \t\n\f\r";
  const std::size_t begin = std::min(email.find_first_not_of(kBlanks), email.size());
  return email.substr(begin, email.find_last_not_of(kBlanks) + 1 - begin);
}

struct RuleName {
  Rule rule;
  std::string_view name;
};
constexpr RuleName kRuleNames[] = {
    {Rule::kTextEncoding, "text-encoding"},
    {Rule::kTextEmpty, "text-empty"},
    {Rule::kTextGraphemes, "text-graphemes"},
    {Rule::kTextCodePoints, "text-code-points"},
    {Rule::kTextBytes, "text-bytes"},
    {Rule::kTextLines, "text-lines"},
    {Rule::kTextLinks, "text-links"},
    {Rule::kTextMarks, "text-marks"},
    {Rule::kTextCluster, "text-cluster"},
    {Rule::kTextRepeat, "text-repeat"},
    {Rule::kTextDuplicate, "text-duplicate"},
    {Rule::kTextBannedWord, "text-banned-word"},
    {Rule::kTextSuspectWord, "text-suspect-word"},
    {Rule::kTextLinkHeld, "text-link-held"},
    {Rule::kNameMissing, "name-missing"},
    {Rule::kNameGraphemes, "name-graphemes"},
    {Rule::kNameCharacters, "name-characters"},
    {Rule::kNameReserved, "name-reserved"},
    {Rule::kNameBannedWord, "name-banned-word"},
    {Rule::kEmailMissing, "email-missing"},
    {Rule::kEmailInvalid, "email-invalid"},
    {Rule::kReplyDepth, "reply-depth"},
    {Rule::kModeration, "moderation"},
};

struct PreparedPolicy {
  explicit PreparedPolicy(Policy given)
      : policy(std::move(given)),
        banned_words(policy.banned_words),
        suspect_words(policy.suspect_words),
        reserved_names(policy.reserved_names) {}

  Policy policy;
  WordMatcher banned_words;
  WordMatcher suspect_words;
  ReservedNames reserved_names;
};

// Checks one draft: one function for each of its parts.
class DraftCheck {
 public:
  explicit DraftCheck(const PreparedPolicy& prepared)
      : prepared_(prepared), policy_(prepared.policy) {}

  CheckedDraft run(const Draft& draft) {
    if (draft.text.size() > limits::kDraftBytesMax) {
      check_oversized_text(draft.text);
    } else {
      check_text(draft);
    }
    check_name(draft.author_name);
    check_email(trimmed_email(draft.author_email));
    check_above(Rule::kReplyDepth, draft.reply_depth,
                std::min(policy_.reply_depth_max, limits::kReplyDepthMax), {});
    if (policy_.hold_all) add(Rule::kModeration, Verdict::kHold, 0, 0, {});
    finish();
    return std::move(checked_);
  }

 private:
  void add(Rule rule, Verdict verdict, std::size_t actual, std::size_t limit, Range place) {
    checked_.violations.push_back(
        {rule, verdict, actual, limit, place.begin_bytes, place.end_bytes});
  }

  void check_above(Rule rule, std::size_t actual, std::size_t limit, Range place) {
    if (actual > limit) add(rule, Verdict::kReject, actual, limit, place);
  }

  std::size_t body_bytes_max() const {
    return std::min(policy_.body_bytes_max, limits::kDraftBytesMax);
  }

  // Only counts, so that even a megabyte costs no more than a glance; there is no text to store.
  void check_oversized_text(std::string_view text) {
    const Result<std::size_t> graphemes = count_graphemes(text);
    if (!graphemes) {
      const std::size_t bad = graphemes.error().offset_bytes;
      add(Rule::kTextEncoding, Verdict::kReject, 1, 0, {bad, bad + 1});
    }
    checked_.counts.graphemes = graphemes.value_or(0);
    checked_.counts.code_points = count_code_points(text);
    checked_.counts.bytes = text.size();
    check_above(Rule::kTextGraphemes, checked_.counts.graphemes, policy_.body_graphemes_max, {});
    check_above(Rule::kTextCodePoints, checked_.counts.code_points, policy_.body_code_points_max,
                {});
    check_above(Rule::kTextBytes, text.size(), body_bytes_max(), {});
  }

  void check_text(const Draft& draft) {
    DraftText clean = clean_body(draft.text);
    if (clean.bad_places > 0) {
      add(Rule::kTextEncoding, Verdict::kReject, clean.bad_places, 0,
          {clean.bad_begin_bytes, clean.bad_end_bytes});
    }
    checked_.text = std::move(clean.text);
    if (checked_.text.empty()) {
      if (clean.bad_places == 0) add(Rule::kTextEmpty, Verdict::kReject, 0, 1, {});
      return;
    }
    const Measures measures = measure(checked_.text);
    checked_.counts = measures.counts;
    check_sizes();
    check_shape(measures);
    check_links(measures.links);
    check_duplicate(draft.recent_texts);
    check_words();
  }

  // The place of each is what is too much.
  void check_sizes() {
    const std::string_view text = checked_.text;
    const Counts& counts = checked_.counts;
    const auto rest = [&](std::size_t begin_bytes) { return Range{begin_bytes, text.size()}; };
    if (counts.graphemes > policy_.body_graphemes_max) {
      check_above(Rule::kTextGraphemes, counts.graphemes, policy_.body_graphemes_max,
                  rest(cut_graphemes(text, policy_.body_graphemes_max).value_or(0)));
    }
    check_above(Rule::kTextCodePoints, counts.code_points, policy_.body_code_points_max,
                rest(cut_code_points(text, policy_.body_code_points_max)));
    check_above(Rule::kTextBytes, counts.bytes, body_bytes_max(),
                rest(code_point_start(text, body_bytes_max())));
    check_above(Rule::kTextLines, counts.lines, policy_.body_lines_max,
                rest(cut_lines(text, policy_.body_lines_max)));
  }

  void check_shape(const Measures& measures) {
    const auto& [marks, cluster, repeat] =
        std::tie(measures.marks, measures.cluster, measures.repeat);
    check_above(Rule::kTextMarks, marks.value, policy_.marks_per_base_max, marks.place);
    check_above(Rule::kTextCluster, cluster.value, policy_.cluster_code_points_max, cluster.place);
    if (repeat.value > policy_.repeated_graphemes_max) {
      add(Rule::kTextRepeat, Verdict::kHold, repeat.value, policy_.repeated_graphemes_max,
          repeat.place);
    }
  }

  void check_links(const std::vector<Range>& links) {
    if (links.size() > policy_.body_links_max) {
      add(Rule::kTextLinks, Verdict::kReject, links.size(), policy_.body_links_max,
          links[policy_.body_links_max]);
    }
    if (!links.empty() && policy_.hold_links) {
      add(Rule::kTextLinkHeld, Verdict::kHold, links.size(), 0, links.front());
    }
  }

  void check_duplicate(const std::vector<std::string>& recent_texts) {
    if (recent_texts.empty()) return;
    const std::string key = duplicate_key(checked_.text);
    const auto repeats = std::ranges::count_if(recent_texts, [&](const std::string& recent) {
      return recent.size() <= limits::kDraftBytesMax &&
             duplicate_key(clean_body(recent).text) == key;
    });
    check_above(Rule::kTextDuplicate, static_cast<std::size_t>(repeats), 0, {});
  }

  bool lists_are_empty() const {
    return prepared_.banned_words.empty() && prepared_.suspect_words.empty();
  }

  void check_words() {
    if (lists_are_empty()) return;
    const WordText words(checked_.text);
    for (const WordMatch& match : prepared_.banned_words.find(words)) {
      const bool exact = match.kind == MatchKind::kExact;
      add(exact ? Rule::kTextBannedWord : Rule::kTextSuspectWord,
          exact ? Verdict::kReject : Verdict::kHold, 1, 0, match.place);
    }
    for (const WordMatch& match : prepared_.suspect_words.find(words)) {
      add(Rule::kTextSuspectWord, Verdict::kHold, 1, 0, match.place);
    }
  }

  void check_name(std::string_view raw_name) {
    const bool fits = raw_name.size() <= limits::kNameBytesMax;
    const DraftText clean = fits ? clean_name(raw_name) : DraftText();
    // Its normal form may take more than it did.
    if (!fits || clean.text.size() > limits::kNameBytesMax) {
      const std::size_t graphemes = count_graphemes(raw_name).value_or(0);
      const bool too_long = graphemes > policy_.name_graphemes_max;
      add(too_long ? Rule::kNameGraphemes : Rule::kNameCharacters, Verdict::kReject, graphemes,
          policy_.name_graphemes_max, {});
      return;
    }
    checked_.author_name = clean.text;
    const Measures measures = measure(clean.text);
    const bool allowed = clean.bad_places == 0 && clean.dropped == 0 &&
                         is_highly_restrictive(clean.text) && has_sparse_marks(clean.text) &&
                         measures.cluster.value <= policy_.cluster_code_points_max;
    if (!allowed) add(Rule::kNameCharacters, Verdict::kReject, 1, 0, {});
    if (clean.text.empty() && policy_.name_required)
      add(Rule::kNameMissing, Verdict::kReject, 0, 1, {});
    check_above(Rule::kNameGraphemes, measures.counts.graphemes, policy_.name_graphemes_max, {});
    check_name_words();
  }

  void check_name_words() {
    if (const auto kind = prepared_.reserved_names.find(checked_.author_name)) {
      add(Rule::kNameReserved, *kind == MatchKind::kExact ? Verdict::kReject : Verdict::kHold, 1, 0,
          {});
    }
    if (lists_are_empty()) return;
    const WordText words(checked_.author_name);
    Verdict worst = Verdict::kPublish;
    for (const WordMatch& match : prepared_.banned_words.find(words)) {
      worst = std::max(worst, match.kind == MatchKind::kExact ? Verdict::kReject : Verdict::kHold);
    }
    if (!prepared_.suspect_words.find(words).empty()) worst = std::max(worst, Verdict::kHold);
    if (worst != Verdict::kPublish) add(Rule::kNameBannedWord, worst, 1, 0, {});
  }

  void check_email(std::string_view email) {
    if (email.empty()) {
      if (policy_.email_required) add(Rule::kEmailMissing, Verdict::kReject, 0, 1, {});
    } else if (!is_email_address(email)) {
      add(Rule::kEmailInvalid, Verdict::kReject, 1, 0, {});
    }
  }

  void finish() {
    const auto order = [](const Violation& v) {
      return std::tuple(v.rule, v.begin_bytes, v.end_bytes, v.verdict);
    };
    std::vector<Violation>& violations = checked_.violations;
    sort_values(violations,
                [&](const Violation& a, const Violation& b) { return order(a) < order(b); });
    // A word may be on both lists.
    const auto repeated = std::ranges::unique(violations);
    violations.erase(repeated.begin(), repeated.end());
    checked_.verdict = Verdict::kPublish;
    for (const Violation& v : violations) checked_.verdict = std::max(checked_.verdict, v.verdict);
  }

  const PreparedPolicy& prepared_;
  const Policy& policy_;
  CheckedDraft checked_;
};

}  // namespace

struct RuleSet::Impl {
  PreparedPolicy prepared;
};

RuleSet::RuleSet(Policy policy) : impl_(new Impl{PreparedPolicy(std::move(policy))}) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet& RuleSet::operator=(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

const Policy& RuleSet::policy() const { return impl_->prepared.policy; }

CheckedDraft RuleSet::check_draft(const Draft& draft) const {
  return DraftCheck(impl_->prepared).run(draft);
}

std::string_view rule_name(Rule rule) {
  const auto* found = std::ranges::find(kRuleNames, rule, &RuleName::rule);
  return found == std::end(kRuleNames) ? "unknown" : found->name;
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPublish:
      return "publish";
    case Verdict::kHold:
      return "hold";
    case Verdict::kReject:
      return "reject";
  }
  return "unknown";
}

}  // namespace ykien
