#include "transfer/foreign.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "service/paging.h"
#include "transfer/foreign_xml.h"
#include "transfer/html_text.h"
#include "transfer/parents_first.h"
#include "ykien/json_reader.h"
#include "ykien/limits.h"
#include "ykien/text.h"
#include "ykien/time_format.h"

namespace ykien {

namespace {

constexpr std::size_t kFileBytesMax = std::size_t{1} << 30;
constexpr std::size_t kCommentsMax = 10'000'000;
constexpr std::array<std::string_view, 3> kPrefixes = {"disqus", "wordpress", "generic"};

Foreigners read_generic(std::string_view file) {
  JsonDocument document(file, {.bytes_max = kFileBytesMax, .values_max = kCommentsMax});
  std::vector<Foreign> comments;
  std::size_t thread_number = 0;
  for (const JsonValue thread : document.root().items(kCommentsMax)) {
    ++thread_number;
    std::size_t number = 0;
    for (const JsonValue comment : thread.member("comments").items(kCommentsMax)) {
      Foreign one;
      // Its own ids are not unique.
      one.id = std::to_string(thread_number) + "-" + std::to_string(++number);
      one.article = thread.required("id").string();
      one.author_name = comment.member("author").string();
      one.author = comment.member("email").string();
      one.html = comment.required("text").string();
      one.created = comment.required("created").string();
      comments.push_back(std::move(one));
    }
  }
  if (!document.error()) return comments;
  return std::unexpected("byte " + std::to_string(document.error()->offset_bytes) + ": " +
                         document.error()->detail);
}

std::int64_t unix_ms_of(std::string text) {
  if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
  const Result<Timestamp> time = parse_timestamp(text, 0);
  return time ? time->unix_ms : 0;
}

std::string why_of(const CheckedDraft& checked) {
  std::string why;
  for (const Violation& one : checked.violations)
    why += (why.empty() ? "" : ",") + std::string(rule_name(one.rule));
  return why;
}

}  // namespace

std::optional<Format> format_of(std::string_view file) {
  const std::string_view head = file.substr(0, 4096);
  if (head.contains("<disqus")) return Format::kDisqus;
  if (head.contains("<rss")) return Format::kWordPress;
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first != head.npos && head[first] == '[') return Format::kGeneric;
  return std::nullopt;
}

Foreigners read_foreign(Format format, std::string_view file) {
  if (format == Format::kGeneric) return read_generic(file);
  return read_foreign_xml(format, file);
}

std::string as_id(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  if (text.empty()) return "~";
  std::string id;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = c != '~' && is_id(std::string_view(&c, 1));
    const std::string part =
        plain ? std::string(1, c) : std::string{'~', kHex[byte >> 4], kHex[byte & 15]};
    if (id.size() + part.size() > limits::kIdBytesMax) break;
    id += part;
  }
  return id;
}

std::vector<NewComment> adopt(std::string_view site, const RuleSet& rules, Format format,
                              const std::vector<Foreign>& comments) {
  const std::string prefix(kPrefixes[static_cast<std::size_t>(format)]);
  std::map<std::string, std::string> articles;  // by comment that was adopted; ids of ours
  std::vector<NewComment> adopted;
  const auto order = parents_first(
      comments, [](const Foreign& comment) -> std::string_view { return comment.id; },
      [](const Foreign& comment) -> std::string_view { return comment.parent; });
  for (const std::size_t index : order) {
    const Foreign* const one = &comments[index];
    // One that is not there by now is nowhere, or answers this one itself.
    const auto parent = articles.find(as_id(prefix + "-" + one->parent));
    const std::string article_id = as_id(one->article);
    const bool answers =
        !one->parent.empty() && parent != articles.end() && parent->second == article_id;
    // What is longer than any comment may be is cut, and held for it.
    std::string text = to_nfc(text_of_html(one->html)).value_or("");
    text.resize(std::min(text.size(), limits::kDraftBytesMax));
    text.resize(valid_utf8_prefix_bytes(text));
    const CheckedDraft checked = rules.check_draft({.text = std::move(text),
                                                    .author_name = one->author_name,
                                                    .author_email = {},
                                                    .parent_id = {},
                                                    .reply_depth = 0,
                                                    .recent_texts = {}});
    NewComment fresh;
    fresh.site = site;
    // The address itself is nobody's business here.
    fresh.author_key = "import/" + prefix + "/" + tag_of(one->author);
    fresh.idempotency_key = fresh.comment.id = as_id(prefix + "-" + one->id);
    fresh.comment.article_id = article_id;
    if (answers) fresh.comment.parent_id = parent->first;
    fresh.comment.created = {unix_ms_of(one->created), 0};
    fresh.comment.state = one->state;
    if (one->state != CommentState::kDeleted) {
      fresh.comment.text = checked.text;
      fresh.comment.author_name = checked.author_name;
      const bool good = checked.verdict == Verdict::kPublish;
      if (!good && one->state == CommentState::kPublished)
        fresh.comment.state = CommentState::kHeld;
      if (!good) fresh.why = why_of(checked);
    }
    articles.emplace(fresh.comment.id, article_id);
    adopted.push_back(std::move(fresh));
  }
  return adopted;
}

}  // namespace ykien
