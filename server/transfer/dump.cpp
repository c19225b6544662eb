#include "transfer/dump.h"

#include <array>
#include <utility>

#include "transfer/dump_site.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"

namespace ykien {

const std::string_view kDumpHead = R"({"format":"ykien-export","version":1})";

namespace {

constexpr std::size_t kLineBytesMax = std::size_t{256} << 20;
constexpr std::size_t kPage = 500;

void write_deed(JsonWriter& writer, const PastDeed& past) {
  writer.begin_object()
      .key("version")
      .integer(past.version)
      .key("at")
      .integer(past.deed.at_unix_ms);
  writer.key("actor").string(past.deed.actor).key("action").string(past.deed.action);
  writer.member("reason", past.deed.reason).key("text").string(past.text);
  writer.member("authorName", past.author_name);
  writer.key("state").string(comment_state_name(past.state)).member_if("pinned", past.pinned);
  writer.member("why", past.why).key("reports").integer(past.reports).end_object();
}

// What hangs on a comment.
struct Hanging {
  std::vector<PastDeed> deeds;
  std::vector<Vote> votes;
  std::vector<Report> reports;
  std::vector<Reaction> reactions;
};

std::string write_line(const Kept& kept, const Hanging& hanging) {
  JsonWriter writer;
  writer.begin_object().key("comment").json(write_comment(kept.comment));
  writer.key("author").string(kept.author_key).key("key").string(kept.idempotency_key);
  writer.member("why", kept.why)
      .member("network", kept.network)
      .key("version")
      .integer(kept.version);
  writer.key("reports").integer(kept.reports).key("deeds").begin_array();
  for (const PastDeed& one : hanging.deeds) write_deed(writer, one);
  writer.end_array().key("votes").begin_array();
  for (const Vote& one : hanging.votes) {
    writer.begin_object().key("voter").string(one.voter).key("value").integer(one.value);
    writer.key("at").integer(one.at_unix_ms).end_object();
  }
  writer.end_array().key("allReports").begin_array();
  for (const Report& one : hanging.reports) {
    writer.begin_object().key("reporter").string(one.reporter).key("reason").string(one.reason);
    writer.key("note").string(one.note).key("at").integer(one.at_unix_ms).end_object();
  }
  writer.end_array().key("reactions").begin_array();
  for (const Reaction& one : hanging.reactions) {
    writer.begin_object().key("reader").string(one.reader).key("name").string(one.name);
    writer.key("at").integer(one.at_unix_ms).end_object();
  }
  return writer.end_array().end_object().take() + "\n";
}

// Of one comment.
StoreResult<std::string> line_of(Store& store, std::string_view site, const Kept& kept) {
  auto deeds = store.deeds(site, kept.comment.id);
  if (!deeds) return std::unexpected(deeds.error());
  auto votes = store.votes(site, kept.comment.id);
  if (!votes) return std::unexpected(votes.error());
  auto reports = store.reports(site, kept.comment.id);
  if (!reports) return std::unexpected(reports.error());
  auto reactions = store.reactions(site, kept.comment.id);
  if (!reactions) return std::unexpected(reactions.error());
  return write_line(
      kept, {std::move(*deeds), std::move(*votes), std::move(*reports), std::move(*reactions)});
}

CommentState read_state(JsonValue value) {
  const auto state = comment_state_of(value.string());
  if (!state) value.fail(ErrorCode::kInvalidValue, "no state");
  return state.value_or(CommentState::kHeld);
}

void read_rest(JsonValue root, Restored& restored) {
  const std::string& id = restored.fresh.comment.id;
  for (const JsonValue one : root.member("deeds").items(kItemsMax)) {
    restored.deeds.push_back(
        {id,
         one.required("version").integer(1),
         {one.required("at").integer(0), std::string(one.required("actor").string()),
          std::string(one.required("action").string()), std::string(one.member("reason").string())},
         std::string(one.required("text").string()),
         std::string(one.member("authorName").string()),
         read_state(one.required("state")),
         one.member("pinned").boolean(false),
         std::string(one.member("why").string()),
         one.member("reports").integer(0)});
  }
  for (const JsonValue one : root.member("votes").items(kItemsMax)) {
    restored.votes.push_back({restored.site, id, std::string(one.required("voter").string()),
                              static_cast<int>(one.required("value").integer(0, {-1, 1})),
                              one.required("at").integer(0)});
  }
  for (const JsonValue one : root.member("allReports").items(kItemsMax)) {
    restored.all_reports.push_back(
        {restored.site, id, std::string(one.required("reporter").string()),
         std::string(one.required("reason").string()), std::string(one.member("note").string()),
         one.required("at").integer(0)});
  }
  for (const JsonValue one : root.member("reactions").items(kItemsMax)) {
    restored.reactions.push_back({restored.site, id, std::string(one.required("reader").string()),
                                  std::string(one.member("name").string()),
                                  one.required("at").integer(0)});
  }
}

// The text between a member's braces, which write_line() puts first.
std::string_view comment_in(std::string_view line) {
  constexpr std::string_view kBegin = R"({"comment":)";
  const std::size_t end = line.find(R"(,"author":)");
  if (!line.starts_with(kBegin) || end == line.npos) return {};
  return line.substr(kBegin.size(), end - kBegin.size());
}

// Of the site's articles and of the site itself.
std::optional<StoreError> dump_site(Store& store, std::string_view site,
                                    const std::function<void(std::string_view line)>& write) {
  const auto line = write_site(store, site);
  if (!line) return line.error();
  write(*line);
  std::string after;
  while (true) {
    const auto articles = store.articles(site, after, kPage);
    if (!articles) return articles.error();
    for (const std::string& article : *articles) {
      const auto thread = write_thread(store, site, article);
      if (!thread) return thread.error();
      write(*thread);
    }
    if (articles->size() < kPage) return std::nullopt;
    after = articles->back();
  }
}

Restored read_restored(std::string_view site, std::string_view line, JsonValue root) {
  Restored restored{
      .site = std::string(site), .fresh = {}, .deeds = {}, .votes = {}, .all_reports = {}};
  // As a list of one: written down, a long comment takes more than a request may.
  auto comments = parse_comments("[" + std::string(comment_in(line)) + "]");
  const bool one = comments && comments->size() == 1;
  if (one) restored.fresh.comment = std::move(comments->front());
  restored.fresh.comment.reactions.clear();  // counted again
  restored.fresh.site = site;
  restored.fresh.author_key = root.required("author").string();
  restored.fresh.idempotency_key = root.required("key").string();
  restored.fresh.why = root.member("why").string();
  restored.fresh.network = root.member("network").string();
  restored.version = root.required("version").integer(1, {1, limits::kCountMax});
  restored.reports = root.required("reports").integer(0);
  read_rest(root, restored);
  if (!comments) root.fail(comments.error().code, "comment: " + comments.error().detail);
  if (comments && !one) root.fail(ErrorCode::kInvalidValue, "comment: not one");
  return restored;
}

Write read_write(std::string_view site, std::string_view line, JsonValue root) {
  if (root.member("article").present()) return read_thread(site, root);
  if (root.member("bans").present()) return read_site(site, root);
  return read_restored(site, line, root);
}

}  // namespace

StoreResult<std::size_t> dump(Store& store, std::string_view site,
                              const std::function<void(std::string_view line)>& write) {
  write(std::string(kDumpHead) + "\n");
  if (const auto error = dump_site(store, site, write)) return std::unexpected(*error);
  std::size_t count = 0;
  ListQuery query{.site = site, .sort = ThreadSort::kOldest, .count_max = kPage};
  while (true) {
    const StoreResult<KeptPage> page = store.list(query);
    if (!page) return std::unexpected(page.error());
    for (const Kept& kept : page->comments) {
      const StoreResult<std::string> line = line_of(store, site, kept);
      if (!line) return std::unexpected(line.error());
      write(*line);
      ++count;
    }
    if (!page->next) return count;
    query.after = page->next;
  }
}

std::expected<Write, std::string> read_dumped(std::string_view site, std::string_view line) {
  JsonDocument document(line, {.bytes_max = kLineBytesMax, .values_max = kItemsMax});
  Write write = read_write(site, line, document.root());
  if (!document.error()) return write;
  return std::unexpected("byte " + std::to_string(document.error()->offset_bytes) + ": " +
                         document.error()->detail);
}

}  // namespace ykien
