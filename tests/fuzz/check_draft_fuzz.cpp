// Feeds bytes to the rules and checks what they promise of any text.
#include <algorithm>
#include <string>
#include <string_view>

#include "fuzz.h"
#include "ykien/comment_rules.h"
#include "ykien/text.h"

namespace {

using namespace ykien;

RuleSet make_rules() {
  Policy policy;
  policy.body_graphemes_max = 50;
  policy.body_lines_max = 3;
  policy.banned_words = {"ngu", "địt mẹ", "lồn", "a b c"};
  policy.suspect_words = {"hòa"};
  policy.reserved_names = {"Tòa soạn"};
  return RuleSet(std::move(policy));
}

void check_places(const CheckedDraft& checked, const Draft& draft) {
  Verdict worst = Verdict::kPublish;
  for (const Violation& violation : checked.violations) {
    const bool raw = violation.rule == Rule::kTextEncoding;
    require(violation.begin_bytes <= violation.end_bytes);
    require(violation.end_bytes <= (raw ? draft.text.size() : checked.text.size()));
    worst = std::max(worst, violation.verdict);
  }
  require(worst == checked.verdict);
}

void check_text(std::string_view text, const Counts& counts) {
  require(valid_utf8_prefix_bytes(text) == text.size());
  require(to_nfc(text) == text);
  require(count_graphemes(text) == counts.graphemes);
  require(count_code_points(text) == counts.code_points);
  require(text.size() == counts.bytes);
  require(cut_graphemes(text, counts.graphemes) == text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const RuleSet rules = make_rules();
  Draft draft;
  draft.text = text_of(data, size);
  draft.author_name = draft.text.substr(0, size / 2);
  draft.author_email = draft.author_name;
  const CheckedDraft checked = rules.check_draft(draft);
  check_places(checked, draft);
  check_text(checked.text, checked.counts);
  require(to_nfc(checked.author_name) == checked.author_name);

  // What is stored passes as it is.
  draft.text = checked.text;
  draft.author_name = checked.author_name;
  const CheckedDraft again = rules.check_draft(draft);
  require(again.text == checked.text);
  require(again.counts == checked.counts);
  require(again.author_name == checked.author_name);
  return 0;
}
