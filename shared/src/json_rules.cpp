// The JSON forms of a policy and of a checked draft; docs/comment-rules.md has the tables.
#include "json_values.h"
#include "ykien/comment_rules.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"
#include "ykien/limits.h"

namespace ykien {

namespace {

struct SizeMember {
  std::string_view name;
  std::size_t Policy::* member;
  std::size_t max;
};
constexpr SizeMember kSizes[] = {
    {"bodyGraphemesMax", &Policy::body_graphemes_max, limits::kDraftBytesMax},
    {"bodyCodePointsMax", &Policy::body_code_points_max, limits::kDraftBytesMax},
    {"bodyBytesMax", &Policy::body_bytes_max, limits::kDraftBytesMax},
    {"bodyLinesMax", &Policy::body_lines_max, limits::kDraftBytesMax},
    {"bodyLinksMax", &Policy::body_links_max, limits::kDraftBytesMax},
    {"marksPerBaseMax", &Policy::marks_per_base_max, limits::kDraftBytesMax},
    {"clusterCodePointsMax", &Policy::cluster_code_points_max, limits::kDraftBytesMax},
    {"repeatedGraphemesMax", &Policy::repeated_graphemes_max, limits::kDraftBytesMax},
    {"nameGraphemesMax", &Policy::name_graphemes_max, limits::kNameBytesMax},
    {"replyDepthMax", &Policy::reply_depth_max, limits::kReplyDepthMax},
};

struct SwitchMember {
  std::string_view name;
  bool Policy::* member;
};
constexpr SwitchMember kSwitches[] = {
    {"nameRequired", &Policy::name_required},
    {"emailRequired", &Policy::email_required},
    {"holdLinks", &Policy::hold_links},
    {"holdAll", &Policy::hold_all},
};

struct ListMember {
  std::string_view name;
  std::vector<std::string> Policy::* member;
};
constexpr ListMember kLists[] = {
    {"bannedWords", &Policy::banned_words},
    {"suspectWords", &Policy::suspect_words},
    {"reservedNames", &Policy::reserved_names},
};

// An empty entry would match everything or nothing: it is left out.
std::vector<std::string> read_list(JsonValue value) {
  std::vector<std::string> list;
  for (const JsonValue item : value.items(limits::kWordListEntriesMax)) {
    std::string entry = read_line(item, limits::kNameBytesMax);
    if (!entry.empty()) list.push_back(std::move(entry));
  }
  return list;
}

Policy read_policy(JsonValue root) {
  Policy policy;
  for (const SizeMember& size : kSizes) {
    const auto fallback = static_cast<std::int64_t>(policy.*size.member);
    const auto max = static_cast<std::int64_t>(size.max);
    policy.*size.member =
        static_cast<std::size_t>(root.member(size.name).integer(fallback, {0, max}));
  }
  for (const SwitchMember& choice : kSwitches) {
    policy.*choice.member = root.member(choice.name).boolean(policy.*choice.member);
  }
  for (const ListMember& list : kLists) policy.*list.member = read_list(root.member(list.name));
  return policy;
}

void write_size(JsonWriter& writer, std::string_view name, std::size_t value) {
  writer.key(name).integer(static_cast<std::int64_t>(value));
}

void write_counts(JsonWriter& writer, const Counts& counts) {
  writer.key("counts").begin_object();
  write_size(writer, "graphemes", counts.graphemes);
  write_size(writer, "codePoints", counts.code_points);
  write_size(writer, "bytes", counts.bytes);
  write_size(writer, "lines", counts.lines);
  write_size(writer, "links", counts.links);
  writer.end_object();
}

void write_violation(JsonWriter& writer, const Violation& violation) {
  writer.begin_object().key("rule").string(rule_name(violation.rule));
  writer.key("verdict").string(verdict_name(violation.verdict));
  write_size(writer, "actual", violation.actual);
  write_size(writer, "limit", violation.limit);
  write_size(writer, "beginBytes", violation.begin_bytes);
  write_size(writer, "endBytes", violation.end_bytes);
  writer.end_object();
}

std::optional<Rule> rule_of(std::string_view name) {
  for (auto number = static_cast<int>(Rule::kTextEncoding);
       number <= static_cast<int>(Rule::kModeration); ++number) {
    if (rule_name(static_cast<Rule>(number)) == name) return static_cast<Rule>(number);
  }
  return std::nullopt;
}

std::size_t read_size(JsonValue value) { return static_cast<std::size_t>(value.integer(0)); }

std::vector<Violation> read_violations(JsonValue checked) {
  constexpr std::string_view kVerdicts[] = {"publish", "hold", "reject"};
  std::vector<Violation> violations;
  for (const JsonValue item : checked.required("violations").items(limits::kViolationsMax)) {
    const auto verdict = static_cast<Verdict>(item.required("verdict").choice(kVerdicts, 2));
    const std::optional<Rule> rule = rule_of(item.required("rule").string());
    if (!rule) continue;
    violations.push_back({*rule, verdict, read_size(item.member("actual")),
                          read_size(item.member("limit")), read_size(item.member("beginBytes")),
                          read_size(item.member("endBytes"))});
  }
  return violations;
}

}  // namespace

Result<std::vector<Violation>> parse_refusal(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kRefusalJsonBytesMax});
  return finish_reading(document, read_violations(document.root().required("checked")));
}

Result<Policy> parse_policy(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kPolicyJsonBytesMax});
  return finish_reading(document, read_policy(document.root()));
}

std::string write_policy(const Policy& policy) {
  JsonWriter writer;
  writer.begin_object();
  for (const SizeMember& size : kSizes) write_size(writer, size.name, policy.*size.member);
  for (const SwitchMember& choice : kSwitches) {
    writer.key(choice.name).boolean(policy.*choice.member);
  }
  for (const ListMember& list : kLists) {
    writer.key(list.name).begin_array();
    for (const std::string& entry : policy.*list.member) writer.string(entry);
    writer.end_array();
  }
  return writer.end_object().take();
}

std::string write_checked_draft(const CheckedDraft& checked) {
  JsonWriter writer;
  writer.begin_object().key("text").string(checked.text);
  writer.key("authorName").string(checked.author_name);
  write_counts(writer, checked.counts);
  writer.key("verdict").string(verdict_name(checked.verdict));
  writer.key("violations").begin_array();
  for (const Violation& violation : checked.violations) write_violation(writer, violation);
  return writer.end_array().end_object().take();
}

}  // namespace ykien
