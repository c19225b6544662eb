#include <catch2/catch_test_macros.hpp>

#include "shared/json_support.h"
#include "ykien/comment_rules.h"
#include "ykien/limits.h"

using namespace ykien;

namespace {

std::string complaint(std::string_view json) {
  const Result<Policy> policy = test::parse_exactly(parse_policy, json);
  if (policy) return "ok";
  return std::string(error_name(policy.error().code)) + " " + policy.error().detail;
}

Policy other_policy() {
  Policy policy;
  policy.body_graphemes_max = 1'000;
  policy.body_code_points_max = 9'000;
  policy.body_bytes_max = 20'000;
  policy.body_lines_max = 41;
  policy.body_links_max = 0;
  policy.marks_per_base_max = 3;
  policy.cluster_code_points_max = 12;
  policy.repeated_graphemes_max = 8;
  policy.name_graphemes_max = 30;
  policy.reply_depth_max = 2;
  policy.name_required = false;
  policy.email_required = true;
  policy.hold_links = false;
  policy.hold_all = true;
  policy.banned_words = {"một", "hai ba"};
  policy.suspect_words = {"bốn"};
  policy.reserved_names = {"Tòa soạn"};
  return policy;
}

}  // namespace

TEST_CASE("parse_policy: missing members take the defaults", "[policy]") {
  CHECK(parse_policy("{}") == Policy());
  CHECK(parse_policy(R"({"bodyGraphemesMax":null,"bannedWords":null,"x":[1]})") == Policy());
}

TEST_CASE("write_policy: the wire names, in order", "[policy]") {
  CHECK(
      write_policy(Policy()) ==
      R"({"bodyGraphemesMax":500,"bodyCodePointsMax":4000,"bodyBytesMax":8000,"bodyLinesMax":40,)"
      R"("bodyLinksMax":2,"marksPerBaseMax":4,"clusterCodePointsMax":16,"repeatedGraphemesMax":20,)"
      R"("nameGraphemesMax":40,"replyDepthMax":20,"nameRequired":true,"emailRequired":false,)"
      R"("holdLinks":true,"holdAll":false,"bannedWords":[],"suspectWords":[],"reservedNames":[]})");
}

TEST_CASE("write_policy and parse_policy undo each other", "[policy]") {
  CHECK(parse_policy(write_policy(Policy())) == Policy());
  CHECK(parse_policy(write_policy(other_policy())) == other_policy());
}

TEST_CASE("parse_policy: entries are cleaned, empty ones left out", "[policy]") {
  const Result<Policy> policy =
      parse_policy(R"({"bannedWords":[" ngu\u0000 ", "", " \u202E", "vie\u0323\u0302t  nam"]})");
  REQUIRE(policy);
  CHECK(policy->banned_words == std::vector<std::string>{"ngu", "việt nam"});
}

TEST_CASE("parse_policy: every prefix of a policy is refused", "[policy]") {
  test::check_every_prefix(parse_policy, write_policy(other_policy()));
}

TEST_CASE("parse_policy: every member is checked, each limit and one more", "[policy]") {
  struct Case {
    std::string_view json;
    std::string_view complaint;
  };
  const Case cases[] = {
      {"[]", "wrong-type not an object"},
      {"null", "wrong-type not an object"},
      {"", "json-syntax cut short"},
      {R"({"bodyGraphemesMax":0})", "ok"},
      {R"({"bodyGraphemesMax":-1})", "invalid-value bodyGraphemesMax: number out of range"},
      {R"({"bodyGraphemesMax":"500"})", "wrong-type bodyGraphemesMax: not an integer"},
      {R"({"bodyGraphemesMax":500.0})", "wrong-type bodyGraphemesMax: not an integer"},
      {R"({"bodyBytesMax":65536})", "ok"},
      {R"({"bodyBytesMax":65537})", "too-large bodyBytesMax: number out of range"},
      {R"({"nameGraphemesMax":1024})", "ok"},
      {R"({"nameGraphemesMax":1025})", "too-large nameGraphemesMax: number out of range"},
      {R"({"replyDepthMax":1000})", "ok"},
      {R"({"replyDepthMax":1001})", "too-large replyDepthMax: number out of range"},
      {R"({"holdAll":0})", "wrong-type holdAll: not a boolean"},
      {R"({"bannedWords":"a"})", "wrong-type bannedWords: not an array"},
      {R"({"suspectWords":["a",1]})", "wrong-type suspectWords[1]: not a string"},
      {R"({"holdAll":true,"holdAll":true})", "duplicate-key holdAll: named before"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    CHECK(complaint(c.json) == c.complaint);
  }
}

TEST_CASE("parse_policy: lists at their limits", "[policy]") {
  using namespace limits;
  const auto list = [](std::size_t count, std::string_view entry) {
    std::string json = "{\"reservedNames\":[";
    for (std::size_t i = 0; i < count; ++i) {
      json.append(i == 0 ? "\"" : ",\"").append(entry).append("\"");
    }
    return json + "]}";
  };
  CHECK(complaint(list(kWordListEntriesMax, "a")) == "ok");
  CHECK(complaint(list(kWordListEntriesMax + 1, "a")) == "too-large reservedNames: too many items");
  CHECK(complaint(list(1, std::string(kNameBytesMax, 'a'))) == "ok");
  CHECK(complaint(list(1, std::string(kNameBytesMax + 1, 'a'))) ==
        "too-large reservedNames[0]: too long");
  std::string padded = "{}";
  padded.resize(kPolicyJsonBytesMax, ' ');
  CHECK(complaint(padded) == "ok");
  CHECK(complaint(padded + " ") == "too-large too many bytes");
}

TEST_CASE("parse_refusal: what is wrong with it is told, and an unknown rule left out",
          "[policy]") {
  const auto complaint = [](std::string_view json) {
    const auto violations = parse_refusal(json);
    return violations ? "ok" : std::string(error_name(violations.error().code));
  };
  const auto of = [](std::string_view item) {
    return R"({"checked":{"violations":[)" + std::string(item) + "]}}";
  };
  const auto known = parse_refusal(
      of(R"({"rule":"text-news","verdict":"reject"},{"rule":"text-lines","verdict":"reject"})"));
  REQUIRE(known);
  CHECK(*known == std::vector{Violation{Rule::kTextLines, Verdict::kReject, 0, 0, 0, 0}});
  CHECK(complaint(of("")) == "ok");
  CHECK(complaint("{}") == "missing-field");
  CHECK(complaint(R"({"checked":{}})") == "missing-field");
  CHECK(complaint(R"({"checked":{"violations":{}}})") == "wrong-type");
  CHECK(complaint(of(R"({"verdict":"reject"})")) == "missing-field");
  CHECK(complaint(of(R"({"rule":"text-lines","verdict":"maybe"})")) == "invalid-value");
  CHECK(complaint(of(R"({"rule":"text-lines","verdict":"reject","actual":-1})")) ==
        "invalid-value");
  CHECK(complaint("<html>") == "json-syntax");
}

TEST_CASE("write_checked_draft: all that was found, with wire names", "[policy]") {
  CheckedDraft checked;
  checked.text = "Xin \"chào\"\n";
  checked.author_name = "Hoa";
  checked.counts = {11, 12, 13, 2, 1};
  checked.verdict = Verdict::kHold;
  checked.violations = {{Rule::kTextLinks, Verdict::kReject, 3, 2, 4, 9},
                        {Rule::kModeration, Verdict::kHold, 0, 0, 0, 0}};
  CHECK(write_checked_draft(checked) ==
        R"({"text":"Xin \"chào\"\n","authorName":"Hoa","counts":{"graphemes":11,"codePoints":12,)"
        R"("bytes":13,"lines":2,"links":1},"verdict":"hold","violations":[{"rule":"text-links",)"
        R"("verdict":"reject","actual":3,"limit":2,"beginBytes":4,"endBytes":9},)"
        R"({"rule":"moderation","verdict":"hold","actual":0,"limit":0,)"
        R"("beginBytes":0,"endBytes":0}]})");
  CHECK(parse_refusal("{\"checked\":" + write_checked_draft(checked) + "}") == checked.violations);
  checked = {};
  CHECK(write_checked_draft(checked) ==
        R"({"text":"","authorName":"","counts":{"graphemes":0,"codePoints":0,"bytes":0,"lines":0,)"
        R"("links":0},"verdict":"reject","violations":[]})");
}
