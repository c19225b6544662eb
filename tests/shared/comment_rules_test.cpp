#include "ykien/comment_rules.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/unicode_data.h"
#include "ykien/limits.h"

using namespace ykien;
using namespace ykien::test;

namespace {

CheckedDraft check(const Policy& policy, const Draft& draft) {
  return RuleSet(policy).check_draft(draft);
}

CheckedDraft check_text(std::string text, Policy policy = {}) {
  Draft draft;
  draft.text = std::move(text);
  draft.author_name = "An";
  return check(policy, draft);
}

CheckedDraft check_name(std::string name, Policy policy = {}) {
  Draft draft;
  draft.text = "a";
  draft.author_name = std::move(name);
  return check(policy, draft);
}

std::vector<Rule> rules(const CheckedDraft& checked) {
  std::vector<Rule> all;
  for (const Violation& violation : checked.violations) all.push_back(violation.rule);
  return all;
}

using Rules = std::vector<Rule>;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += piece;
  return text;
}

}  // namespace

TEST_CASE("check_draft: the vectors of tests/data/rules", "[rules]") {
  std::size_t cases = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(YKIEN_SOURCE_DIR "/tests/data/rules")) {
    std::ifstream stream(file.path());
    const auto vectors = nlohmann::json::parse(stream);
    for (const auto& vector : vectors) {
      const std::string where =
          file.path().filename().string() + ": " + vector["name"].get<std::string>();
      CAPTURE(where);
      const auto policy = parse_policy(vector["policy"].dump());
      const auto draft = parse_draft(vector["draft"].dump());
      REQUIRE(policy.has_value());
      REQUIRE(draft.has_value());
      const auto checked = nlohmann::json::parse(write_checked_draft(check(*policy, *draft)));
      for (const auto& [member, expected] : vector["expected"].items())
        CHECK(checked[member] == expected);
      ++cases;
    }
  }
  CHECK(cases > 100);
}

TEST_CASE("check_draft: each size holds at its limit and not beyond", "[rules]") {
  struct Case {
    std::size_t Policy::* limit;
    Rule rule;
    std::string at_limit;
    std::string beyond;
  };
  const Case cases[] = {
      {&Policy::body_graphemes_max, Rule::kTextGraphemes, "ếếếếế", "ếếếếếa"},
      {&Policy::body_code_points_max, Rule::kTextCodePoints, "👍🏽abc", "👍🏽abcd"},
      {&Policy::body_bytes_max, Rule::kTextBytes, "ếab", "ếế"},
      {&Policy::body_lines_max, Rule::kTextLines, "a\nb\nc\nd\ne", "a\nb\nc\nd\ne\nf"},
      {&Policy::body_links_max, Rule::kTextLinks, "a.vn b.vn c.vn d.vn e.vn",
       "a.vn b.vn c.vn d.vn e.vn f.vn"},
      {&Policy::marks_per_base_max, Rule::kTextMarks, "a" + repeated("\u0301", 5),
       "a" + repeated("\u0301", 6)},
      {&Policy::cluster_code_points_max, Rule::kTextCluster, "x" + repeated("\u0301", 4),
       "x" + repeated("\u0301", 5)},
      {&Policy::repeated_graphemes_max, Rule::kTextRepeat, "!!!!!", "!!!!!!"},
  };
  for (const Case& c : cases) {
    Policy policy;
    policy.hold_links = false;
    policy.marks_per_base_max = 100;
    policy.*c.limit = 5;
    CAPTURE(rule_name(c.rule));
    CHECK(rules(check_text(c.at_limit, policy)) == Rules{});
    const CheckedDraft beyond = check_text(c.beyond, policy);
    REQUIRE(rules(beyond) == Rules{c.rule});
    CHECK(beyond.violations[0].actual == 6);
    CHECK(beyond.violations[0].limit == 5);
    CHECK(beyond.violations[0].begin_bytes < beyond.violations[0].end_bytes);
    CHECK(beyond.verdict == (c.rule == Rule::kTextRepeat ? Verdict::kHold : Verdict::kReject));
  }
}

TEST_CASE("check_draft: a limit of nothing allows nothing", "[rules]") {
  Policy policy;
  policy.body_graphemes_max = 0;
  policy.body_code_points_max = 0;
  policy.body_bytes_max = 0;
  policy.body_lines_max = 0;
  policy.body_links_max = 0;
  policy.repeated_graphemes_max = 0;
  policy.cluster_code_points_max = 0;
  policy.name_graphemes_max = 0;
  CHECK(rules(check_text("a.vn", policy)) ==
        Rules{Rule::kTextGraphemes, Rule::kTextCodePoints, Rule::kTextBytes, Rule::kTextLines,
              Rule::kTextLinks, Rule::kTextCluster, Rule::kTextRepeat, Rule::kTextLinkHeld,
              Rule::kNameGraphemes, Rule::kNameCharacters});
}

TEST_CASE(
    "check_draft: bytes that are not UTF-8 are told with their place, and nothing else of the text",
    "[rules]") {
  for (const std::string_view bad :
       {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE1\xBA"}) {
    const CheckedDraft checked = check_text("ngu " + std::string(bad));
    CHECK(checked.text.empty());
    CHECK(checked.counts == Counts{});
    CHECK(checked.violations ==
          std::vector<Violation>{{Rule::kTextEncoding, Verdict::kReject, 1, 0, 4, 5}});
  }
}

TEST_CASE("check_draft: each truncated prefix of a draft is an answer", "[rules]") {
  const std::string text =
      "Đồ ngu 👨‍👩‍👧‍👦 http://a.vn \u2067x\u2069 \x01\uE000 é\u0301 n.g.u";
  Policy policy;
  policy.banned_words = {"ngu"};
  const RuleSet rule_set(policy);
  for (std::size_t size = 0; size <= text.size(); ++size) {
    Draft draft;
    draft.text = text.substr(0, size);
    draft.author_name = draft.text;
    const CheckedDraft checked = rule_set.check_draft(draft);
    CAPTURE(size);
    CHECK(count_graphemes(checked.text) == checked.counts.graphemes);
    for (const Violation& v : checked.violations) CHECK(v.begin_bytes <= v.end_bytes);
  }
}

TEST_CASE("check_draft: what it stores passes as it is", "[rules]") {
  for (const std::string_view text :
       {" a\u200B\u0301\r\n\r\n\r\nb\t\tc ", "\u2067a", "x\u200D\uFE0Fy", "😀\u200D"}) {
    const CheckedDraft once = check_text(std::string(text));
    const CheckedDraft twice = check_text(once.text);
    CHECK(twice.text == once.text);
    CHECK(twice.violations == once.violations);
  }
}

TEST_CASE("check_draft: a draft over the hard limit is counted but not read", "[rules]") {
  const std::string at_limit = repeated("a ", limits::kDraftBytesMax / 2);
  CHECK(check_text(at_limit).text.size() == limits::kDraftBytesMax - 1);
  const CheckedDraft beyond = check_text(at_limit + "ngu");
  CHECK(beyond.text.empty());
  CHECK(beyond.counts.graphemes == limits::kDraftBytesMax + 3);
  CHECK(beyond.counts.bytes == limits::kDraftBytesMax + 3);
  CHECK(rules(beyond) == Rules{Rule::kTextGraphemes, Rule::kTextCodePoints, Rule::kTextBytes});
  CHECK(beyond.verdict == Verdict::kReject);

  Policy generous;
  generous.body_graphemes_max = generous.body_code_points_max = generous.body_bytes_max = 10u << 20;
  const CheckedDraft huge = check_text(std::string(1u << 20, 'a'), generous);
  CHECK(huge.violations == std::vector<Violation>{{Rule::kTextBytes, Verdict::kReject, 1u << 20,
                                                   limits::kDraftBytesMax}});
  CHECK(rules(check_text(std::string(1u << 20, '\xFF'), generous)) ==
        Rules{Rule::kTextEncoding, Rule::kTextBytes});
}

TEST_CASE("check_draft: hostile text of the greatest size is answered", "[rules]") {
  Policy policy;
  policy.banned_words = {"ngu", "a a a b"};
  const RuleSet rule_set(policy);
  for (const std::string_view piece :
       {"a", "\u0301", "\u0315\u0316", "\u200D", "👍🏽\u200D", "\u2066", "ngu ", "n.g.u", "\n",
        "\xF0", "a.com ", "http://", "\uFDFA", "🇻", "\u1100", "\u0958"}) {
    Draft draft;
    draft.text = repeated(piece, limits::kDraftBytesMax / piece.size());
    draft.author_name = draft.text.substr(0, limits::kNameBytesMax);
    const CheckedDraft checked = rule_set.check_draft(draft);
    CAPTURE(piece);
    CHECK(checked.verdict != Verdict::kPublish);
  }
}

TEST_CASE("check_draft: all violations are told, ordered by rule", "[rules]") {
  Policy policy;
  policy.body_graphemes_max = 10;
  policy.body_lines_max = 1;
  policy.email_required = true;
  policy.hold_all = true;
  policy.banned_words = {"ngu"};
  Draft draft;
  draft.text = "ngu, dốt và n.g.u\nhttp://a.vn";
  draft.author_name = "A\u200B";
  draft.author_email = "x";
  draft.reply_depth = 21;
  draft.recent_texts = {"NGU dốt và n g u http a.vn"};
  const CheckedDraft checked = check(policy, draft);
  CHECK(rules(checked) == Rules{Rule::kTextGraphemes, Rule::kTextLines, Rule::kTextDuplicate,
                                Rule::kTextBannedWord, Rule::kTextSuspectWord, Rule::kTextLinkHeld,
                                Rule::kNameCharacters, Rule::kEmailInvalid, Rule::kReplyDepth,
                                Rule::kModeration});
  CHECK(checked.verdict == Verdict::kReject);
}

TEST_CASE("check_draft: the verdict is the worst of all violations", "[rules]") {
  Policy policy;
  CHECK(check_text("a", policy).verdict == Verdict::kPublish);
  policy.hold_all = true;
  CHECK(check_text("a", policy).verdict == Verdict::kHold);
  CHECK(check_text("", policy).verdict == Verdict::kReject);
}

TEST_CASE("check_draft: a repeated comment is refused however it is written", "[rules]") {
  Draft draft;
  draft.text = "Bài viết hay quá!";
  draft.author_name = "An";
  for (const std::string_view recent :
       {"Bài viết hay quá!", "BÀI VIẾT  hay quá", "Bài\u200B viết, hay... quá"}) {
    draft.recent_texts = {"khác", std::string(recent)};
    CHECK(rules(check({}, draft)) == Rules{Rule::kTextDuplicate});
  }
  for (const std::string_view recent :
       {"Bài viết hay qua!", "Bài viết hay", "", "\xFF", "Bàiviết hay quá"}) {
    draft.recent_texts = {std::string(recent)};
    CHECK(rules(check({}, draft)) == Rules{});
  }
  draft.text = "😀";
  draft.recent_texts = {"😀"};
  CHECK(rules(check({}, draft)) == Rules{Rule::kTextDuplicate});
  draft.recent_texts = {"😃"};
  CHECK(rules(check({}, draft)) == Rules{});
}

TEST_CASE("check_draft: names", "[rules]") {
  struct Case {
    std::string name;
    Rules expected;
  };
  const Case cases[] = {
      {"Nguyễn Văn A", {}},
      {"Nguyễn  Văn\nA", {}},
      {"", {Rule::kNameMissing}},
      {" \t ", {Rule::kNameMissing}},
      {"\u200B", {Rule::kNameMissing, Rule::kNameCharacters}},
      {repeated("ế", 40), {}},
      {repeated("ế", 41), {Rule::kNameGraphemes}},
      {"A\u202En", {Rule::kNameCharacters}},
      {"A\u0430", {Rule::kNameCharacters}},
      {"A\uE000", {Rule::kNameCharacters}},
      {"A\xFF", {Rule::kNameMissing, Rule::kNameCharacters}},
      {"A\u0301\u0301", {Rule::kNameCharacters}},
      {"Tòa soạn", {Rule::kNameReserved}},
      {"Toà  Soạn", {Rule::kNameReserved}},
      {"toa soan", {Rule::kNameReserved}},
      {"Đồ Ngu", {Rule::kNameBannedWord}},
      {"N.g.u", {Rule::kNameBannedWord}},
      {"Nguyễn", {}},
      {std::string(limits::kNameBytesMax, 'a'), {Rule::kNameGraphemes}},
      {std::string(limits::kNameBytesMax + 1, 'a'), {Rule::kNameGraphemes}},
      {"a" + repeated("\u0301", limits::kNameBytesMax), {Rule::kNameCharacters}},
  };
  Policy policy;
  policy.banned_words = {"ngu"};
  policy.reserved_names = {"Tòa soạn"};
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(rules(check_name(c.name, policy)) == c.expected);
  }
  CHECK(check_name(" Nguyê\u0303n  A ").author_name == "Nguyễn A");
  CHECK(check_name("toa soan", policy).verdict == Verdict::kHold);
  CHECK(check_name("tòa soạn", policy).verdict == Verdict::kReject);
  policy.name_required = false;
  CHECK(rules(check_name("", policy)) == Rules{});
  // In NFC these take twice their bytes: more than any comment that is read may have.
  policy.name_graphemes_max = limits::kNameBytesMax;
  CHECK(rules(check_name(repeated("\u0958", 300), policy)) == Rules{Rule::kNameCharacters});
  CHECK(check_name(repeated("\u0958", 300), policy).author_name.empty());
}

TEST_CASE("check_draft: e-mail", "[rules]") {
  const auto rules_of = [](std::string email, bool required) {
    Policy policy;
    policy.email_required = required;
    Draft draft;
    draft.text = "a";
    draft.author_name = "An";
    draft.author_email = std::move(email);
    return rules(check(policy, draft));
  };
  CHECK(rules_of("", false) == Rules{});
  CHECK(rules_of(" ", false) == Rules{});
  CHECK(rules_of("", true) == Rules{Rule::kEmailMissing});
  CHECK(rules_of(" a@b.vn\n", true) == Rules{});
  CHECK(rules_of("a", false) == Rules{Rule::kEmailInvalid});
  CHECK(rules_of("a b@c", true) == Rules{Rule::kEmailInvalid});
}

TEST_CASE("check_draft: replies go as deep as the policy, and never deeper than the core",
          "[rules]") {
  Draft draft;
  draft.text = "a";
  draft.author_name = "An";
  Policy policy;
  draft.reply_depth = 20;
  CHECK(rules(check(policy, draft)) == Rules{});
  draft.reply_depth = 21;
  CHECK(rules(check(policy, draft)) == Rules{Rule::kReplyDepth});
  policy.reply_depth_max = limits::kReplyDepthMax + 5;
  draft.reply_depth = limits::kReplyDepthMax;
  CHECK(rules(check(policy, draft)) == Rules{});
  draft.reply_depth = limits::kReplyDepthMax + 1;
  CHECK(rules(check(policy, draft)) == Rules{Rule::kReplyDepth});
}

TEST_CASE("RuleSet: can be moved, and keeps its policy", "[rules]") {
  Policy policy;
  policy.banned_words = {"ngu"};
  RuleSet first(policy);
  RuleSet second(std::move(first));
  RuleSet third((Policy()));
  third = std::move(second);
  CHECK(third.policy() == policy);
  Draft draft;
  draft.text = "ngu";
  draft.author_name = "An";
  CHECK(rules(third.check_draft(draft)) == Rules{Rule::kTextBannedWord});
}

TEST_CASE("rule_name, verdict_name: each has its own", "[rules]") {
  std::vector<std::string_view> names;
  for (int value = 1; value <= static_cast<int>(Rule::kModeration); ++value) {
    names.push_back(rule_name(static_cast<Rule>(value)));
  }
  CHECK(names.front() == "text-encoding");
  CHECK(names.back() == "moderation");
  CHECK(rule_name(Rule::kNameMissing) == "name-missing");
  CHECK(rule_name(Rule::kEmailInvalid) == "email-invalid");
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
  CHECK(verdict_name(Verdict::kPublish) == "publish");
  CHECK(verdict_name(Verdict::kHold) == "hold");
  CHECK(verdict_name(Verdict::kReject) == "reject");
}

TEST_CASE("error_name: each code has its own", "[rules]") {
  std::vector<std::string_view> names;
  for (int value = 1; value <= static_cast<int>(ErrorCode::kDuplicateKey); ++value) {
    names.push_back(error_name(static_cast<ErrorCode>(value)));
  }
  CHECK(names.front() == "invalid-utf8");
  std::ranges::sort(names);
  CHECK(std::ranges::adjacent_find(names) == names.end());
  CHECK(std::ranges::find(names, "unknown") == names.end());
}
