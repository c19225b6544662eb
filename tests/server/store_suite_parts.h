// What the parts of the suite share: comments of one author in one thread.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <span>
#include <string>
#include <vector>

#include "store/store.h"

namespace ykien::test {

inline NewComment comment(const std::string& id, std::int64_t created_ms = 1000) {
  NewComment fresh;
  fresh.site = "bao";
  fresh.comment.id = id;
  fresh.comment.article_id = "1775";
  fresh.comment.author_name = "Bạn đọc";
  fresh.comment.text = "Ý kiến " + id;
  fresh.comment.created = {created_ms, 420};
  fresh.author_key = "tác giả";
  fresh.idempotency_key = "key-" + id;
  return fresh;
}

inline NewComment reply(const std::string& id, const std::string& parent) {
  NewComment fresh = comment(id);
  fresh.comment.parent_id = parent;
  return fresh;
}

inline StoreResult<Kept> write(Store& store, const Write& write) {
  return store.write(std::span(&write, 1)).at(0);
}

inline StoreResult<Kept> add(Store& store, const NewComment& fresh) { return write(store, fresh); }

inline Kept kept(const NewComment& fresh, bool again = false) {
  return {.comment = fresh.comment,
          .author_key = fresh.author_key,
          .idempotency_key = fresh.idempotency_key,
          .why = fresh.why,
          .again = again};
}

inline Kept find(Store& store, const std::string& id) {
  const auto found = store.find("bao", id);
  REQUIRE(found);
  REQUIRE(*found);
  return **found;
}

inline std::int64_t published(Store& store) {
  return store.counts("bao", std::vector<std::string>{"1775"}).value().at(0);
}

// As it is, but for what the test then says.
inline Change change(Store& store, const std::string& id, const std::string& action) {
  const Kept now = find(store, id);
  return {.site = "bao",
          .id = id,
          .version = now.version,
          .text = now.comment.text,
          .author_name = now.comment.author_name,
          .state = now.comment.state,
          .edited = now.comment.edited,
          .why = now.why,
          .deed = {5000, "ai đó", action, "vì thế"}};
}

inline CommentPage page(Store& store, PageQuery query = {}) {
  query.site = query.site.empty() ? "bao" : query.site;
  query.article_id = "1775";
  const StoreResult<CommentPage> found = store.comments(query);
  REQUIRE(found);
  return *found;
}

inline std::vector<std::string> ids(const CommentPage& page) {
  std::vector<std::string> ids;
  for (const Comment& one : page.comments) ids.push_back(one.id);
  return ids;
}

using Ids = std::vector<std::string>;

// Sections of the calling test case.
void check_discussion(Store& store);

}  // namespace ykien::test
