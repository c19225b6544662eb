#include "service/article_service.h"

#include <array>
#include <utility>

#include "service/check.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"

namespace ykien {

namespace {

constexpr JsonLimits kSmall = {.bytes_max = 16u << 10};

std::string write_said(const Said& said) {
  JsonWriter writer;
  writer.begin_object().key("likes").boolean(said.likes).key("votes").begin_array();
  for (const Vote& one : said.votes) {
    writer.begin_object().key("id").string(one.id);
    writer.key("value").string(one.value > 0 ? "like" : "dislike").end_object();
  }
  writer.end_array().key("reactions").begin_array();
  for (const Reaction& one : said.reactions)
    writer.begin_object().key("id").string(one.id).key("name").string(one.name).end_object();
  writer.end_array().key("comments").begin_array();
  for (const std::string& id : said.comments) writer.string(id);
  return writer.end_array().end_object().take();
}

}  // namespace

Answer<const Site*> ArticleService::known(const ArticleRequest& request) const {
  if (!is_id(request.article_id)) return std::unexpected(invalid("article"));
  return context_.site(request.site);
}

Answer<std::string> ArticleService::site(std::string_view name) const {
  const Answer<const Site*> site = context_.site(name);
  if (!site) return std::unexpected(site.error());
  Policy policy = (*site)->rules.policy();
  policy.banned_words.clear();
  policy.suspect_words.clear();
  policy.reserved_names.clear();
  JsonWriter writer;
  writer.begin_object().key("policy").json(write_policy(policy)).key("reactions").begin_array();
  for (const std::string& one : (*site)->reactions) writer.string(one);
  writer.end_array().key("editWindowSeconds").integer((*site)->edit_window_ms / 1000);
  writer.key("restoreWindowSeconds").integer((*site)->restore_window_ms / 1000);
  return writer.member_if("holdFirst", (*site)->hold_first).end_object().take();
}

Answer<std::string> ArticleService::find(const ArticleRequest& request) const {
  const Answer<const Site*> site = known(request);
  if (!site) return std::unexpected(site.error());
  const auto thread = context_.store.thread(request.site, request.article_id);
  if (!thread) return std::unexpected(store_problem(thread.error()));
  const auto pinned = context_.store.comments({.site = request.site,
                                               .article_id = request.article_id,
                                               .pinned = true,
                                               .count_max = kPinnedMax});
  if (!pinned) return std::unexpected(store_problem(pinned.error()));
  JsonWriter writer;
  writer.begin_object().key("comments").integer(thread->published);
  writer.key("likes").integer(thread->likes).key("views").integer(thread->views);
  writer.key("closed").boolean(is_closed(**site, *thread, context_.world.now_unix_ms()));
  return writer.key("pinned").json(write_comments(pinned->comments)).end_object().take();
}

Answer<std::string> ArticleService::said(const ArticleRequest& request) const {
  const Answer<const Site*> site = known(request);
  if (!site) return std::unexpected(site.error());
  const auto said = context_.store.said(request.site, request.article_id, request.reader_key);
  if (!said) return std::unexpected(store_problem(said.error()));
  return write_said(*said);
}

void ArticleService::like(const ArticleRequest& request, std::string_view json, Done done) const {
  const Answer<const Site*> site = known(request);
  if (!site) return done(std::unexpected(site.error()));
  JsonDocument document(json, kSmall);
  const bool likes = document.root().required("value").boolean(true);
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  ArticleLike wish{std::string(request.site), std::string(request.article_id),
                   std::string(request.reader_key), likes, context_.world.now_unix_ms()};
  context_.writer.add(wish, [this, wish, done = std::move(done)](const StoreResult<Kept>& kept) {
    if (!kept) return done(std::unexpected(store_problem(kept.error())));
    const auto thread = context_.store.thread(wish.site, wish.article_id);
    if (!thread) return done(std::unexpected(store_problem(thread.error())));
    done("{\"likes\":" + std::to_string(thread->likes) + "}");
  });
}

Answer<bool> ArticleService::view(const ArticleRequest& request, std::string_view visitor) const {
  const Answer<const Site*> site = known(request);
  if (!site) return std::unexpected(site.error());
  context_.views.count(request.site, request.article_id, visitor, context_.world.now_unix_ms());
  return true;
}

}  // namespace ykien
