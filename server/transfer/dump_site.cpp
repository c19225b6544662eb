#include "transfer/dump_site.h"

#include <algorithm>
#include <limits>

#include "ykien/json_writer.h"

namespace ykien {

StoreResult<std::string> write_thread(Store& store, std::string_view site,
                                      std::string_view article_id) {
  const auto thread = store.thread(site, article_id);
  if (!thread) return std::unexpected(thread.error());
  const auto likes = store.article_likes(site, article_id);
  if (!likes) return std::unexpected(likes.error());
  JsonWriter writer;
  writer.begin_object().key("article").string(article_id).key("views").integer(thread->views);
  writer.member_if("closed", thread->closed).key("since").integer(thread->since_unix_ms);
  writer.key("likes").begin_array();
  for (const ArticleLike& one : *likes) {
    writer.begin_object().key("reader").string(one.reader).key("at").integer(one.at_unix_ms);
    writer.end_object();
  }
  return writer.end_array().end_object().take() + "\n";
}

namespace {

// Comments that were imported may be older than 1970.
constexpr JsonIntegerRange kTimes = {.min = -limits::kCountMax};

}  // namespace

RestoredThread read_thread(std::string_view site, JsonValue root) {
  RestoredThread restored{
      std::string(site), std::string(root.required("article").string()), {}, {}};
  if (!is_id(restored.article_id)) root.required("article").fail(ErrorCode::kInvalidValue, "no id");
  for (const JsonValue one : root.member("likes").items(kItemsMax)) {
    restored.likes.push_back({restored.site, restored.article_id,
                              std::string(one.required("reader").string()), true,
                              one.required("at").integer(0)});
    const auto& likes = restored.likes;
    if (likes.size() > 1 && likes[likes.size() - 2].reader >= likes.back().reader)
      one.fail(ErrorCode::kInvalidValue, "not by reader, each once");
  }
  restored.thread = {.likes = static_cast<std::int64_t>(restored.likes.size()),
                     .views = root.required("views").integer(0),
                     .closed = root.member("closed").boolean(false),
                     .since_unix_ms = root.required("since").integer(0, kTimes)};
  return restored;
}

StoreResult<std::string> write_site(Store& store, std::string_view site) {
  const auto bans = store.bans(site);
  if (!bans) return std::unexpected(bans.error());
  auto deeds = store.site_deeds(site, std::numeric_limits<std::int64_t>::max(), kItemsMax);
  if (!deeds) return std::unexpected(deeds.error());
  std::ranges::reverse(*deeds);
  JsonWriter writer;
  writer.begin_object().key("bans").begin_array();
  for (const Ban& one : *bans) {
    writer.begin_object().key("kind").string(one.kind).key("value").string(one.value);
    writer.key("until").integer(one.until_unix_ms).end_object();
  }
  writer.end_array().key("deeds").begin_array();
  for (const SiteDeed& one : *deeds) {
    writer.begin_object().key("number").integer(one.number).key("target").string(one.target);
    writer.key("at").integer(one.deed.at_unix_ms).key("actor").string(one.deed.actor);
    writer.key("action").string(one.deed.action).member("reason", one.deed.reason).end_object();
  }
  return writer.end_array().end_object().take() + "\n";
}

RestoredSite read_site(std::string_view site, JsonValue root) {
  RestoredSite restored{std::string(site), {}, {}};
  for (const JsonValue one : root.required("bans").items(kItemsMax)) {
    restored.bans.push_back({restored.site, std::string(one.required("kind").string()),
                             std::string(one.required("value").string()),
                             one.required("until").integer(0)});
  }
  for (const JsonValue one : root.member("deeds").items(kItemsMax)) {
    restored.deeds.push_back(
        {one.required("number").integer(1),
         std::string(one.required("target").string()),
         {one.required("at").integer(0), std::string(one.required("actor").string()),
          std::string(one.required("action").string()),
          std::string(one.member("reason").string())}});
    const auto& deeds = restored.deeds;
    if (deeds.size() > 1 && deeds[deeds.size() - 2].number >= deeds.back().number)
      one.fail(ErrorCode::kInvalidValue, "not by number, each once");
  }
  return restored;
}

}  // namespace ykien
