#include "server/store_suite.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>
#include <thread>

namespace ykien::test {

namespace {

NewComment comment(const std::string& id, std::int64_t created_ms = 1000) {
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

NewComment reply(const std::string& id, const std::string& parent) {
  NewComment fresh = comment(id);
  fresh.comment.parent_id = parent;
  return fresh;
}

StoreResult<Kept> add(Store& store, const NewComment& fresh) {
  return store.add_comments(std::span(&fresh, 1)).at(0);
}

CommentPage page(Store& store, PageQuery query = {}) {
  query.site = query.site.empty() ? "bao" : query.site;
  query.article_id = "1775";
  const StoreResult<CommentPage> found = store.comments(query);
  REQUIRE(found);
  return *found;
}

std::vector<std::string> ids(const CommentPage& page) {
  std::vector<std::string> ids;
  for (const Comment& one : page.comments) ids.push_back(one.id);
  return ids;
}

using Ids = std::vector<std::string>;

void check_kept(Store& store) {
  NewComment whole = comment("a");
  whole.comment.text = "Dòng một\nDòng hai 👨‍👩‍👧‍👦 'nháy' \"kép\" \\ %";
  whole.comment.edited = Timestamp{2000, -210};
  whole.comment.likes = 7;
  whole.comment.dislikes = 2;
  whole.comment.staff = true;
  CHECK(add(store, whole) == Kept{whole.comment, whole.author_key, false});
  CHECK(page(store).comments == std::vector{whole.comment});
  CHECK((store.comment("bao", "1775", "a").value() == std::optional(whole.comment)));
  CHECK((store.comment("bao", "1776", "a").value() == std::optional<Comment>()));
  CHECK((store.comment("khác", "1775", "a").value() == std::optional<Comment>()));
}

void check_again(Store& store) {
  const NewComment first = comment("a");
  NewComment again = comment("b");
  again.idempotency_key = first.idempotency_key;
  NewComment elsewhere = again;
  elsewhere.site = "khác";
  CHECK(add(store, first) == Kept{first.comment, first.author_key, false});
  CHECK(add(store, again) == Kept{first.comment, first.author_key, true});
  CHECK(add(store, elsewhere) == Kept{elsewhere.comment, elsewhere.author_key, false});
  CHECK(ids(page(store)) == Ids{"a"});
  const std::vector both = {comment("c"), comment("c")};
  const auto answers = store.add_comments(both);
  CHECK(answers.at(0) == Kept{both[0].comment, both[0].author_key, false});
  CHECK(answers.at(1) == Kept{both[0].comment, both[0].author_key, true});
  CHECK(store.counts("bao", std::vector<std::string>{"1775"}) == std::vector<std::int64_t>{2});
}

void check_refused(Store& store) {
  NewComment taken = comment("a");
  taken.idempotency_key = "another";
  NewComment other_thread = reply("r3", "a");
  other_thread.comment.article_id = "1776";
  NewComment other_site = reply("r4", "a");
  other_site.site = "khác";
  const std::vector batch = {comment("a"), taken,      reply("r1", "a"), reply("r2", "nobody"),
                             other_thread, other_site, comment("b")};
  const auto answers = store.add_comments(batch);
  REQUIRE(answers.size() == batch.size());
  CHECK(answers[0]);
  CHECK((answers[1] == std::unexpected(StoreError::kTaken)));
  CHECK(answers[2]);
  CHECK((answers[3] == std::unexpected(StoreError::kNotFound)));
  CHECK((answers[4] == std::unexpected(StoreError::kNotFound)));
  CHECK((answers[5] == std::unexpected(StoreError::kNotFound)));
  CHECK(answers[6]);
  CHECK(page(store).comments.size() == 3);
}

void check_pages(Store& store) {
  std::vector<NewComment> batch;
  for (int i = 0; i < 25; ++i) {
    // Five of each time: the id decides.
    batch.push_back(comment("c" + std::to_string(100 + i), 1000 + i / 5));
  }
  for (const auto& answer : store.add_comments(batch)) CHECK(answer);
  for (const ThreadSort sort : {ThreadSort::kNewest, ThreadSort::kOldest}) {
    Ids seen;
    PageQuery query{.sort = sort, .count_max = 4};
    for (int pages = 0; pages < 10; ++pages) {
      const CommentPage found = page(store, query);
      for (const Comment& one : found.comments) seen.push_back(one.id);
      // What is written meanwhile moves nothing.
      CHECK(add(store, comment("late" + std::to_string(pages) + std::to_string(int(sort)),
                               sort == ThreadSort::kNewest ? 5000 : 1)));
      if (!found.more) break;
      query.after = Place{found.comments.back().created.unix_ms, found.comments.back().id};
    }
    std::erase_if(seen, [](const std::string& id) { return id.starts_with("late"); });
    CHECK(seen.size() == 25);
    CHECK(std::set(seen.begin(), seen.end()).size() == 25);
    CHECK((sort == ThreadSort::kNewest ? std::ranges::is_sorted(seen, std::greater())
                                       : std::ranges::is_sorted(seen)));
  }
}

void check_states(Store& store) {
  NewComment held = comment("held", 2);
  held.comment.state = CommentState::kHeld;
  held.author_key = "một người";
  CHECK(add(store, held));
  CHECK(add(store, comment("shown", 3)));
  CHECK(add(store, reply("reply", "shown")));
  CHECK(ids(page(store, {.parent_id = "", .sort = ThreadSort::kOldest})) == Ids{"shown"});
  CHECK(
      ids(page(store, {.parent_id = "", .sort = ThreadSort::kOldest, .reader_key = "một người"})) ==
      Ids{"held", "shown"});
  CHECK(ids(page(store, {.parent_id = "shown"})) == Ids{"reply"});
  CHECK(page(store, {.parent_id = "held"}).comments.empty());
  CHECK(store.counts("bao", std::vector<std::string>{"1775", "1776"}) ==
        std::vector<std::int64_t>{2, 0});
}

void check_authors(Store& store) {
  using Texts = std::vector<std::string>;
  NewComment deleted = comment("deleted", 5);
  deleted.comment.state = CommentState::kDeleted;
  NewComment held = comment("held", 4);
  held.comment.state = CommentState::kHeld;
  NewComment elsewhere = comment("elsewhere", 6);
  elsewhere.comment.article_id = "1776";
  NewComment other = comment("other", 7);
  other.author_key = "một người";
  NewComment site = comment("site", 8);
  site.site = "khác";
  for (const auto& one : {comment("a", 2), comment("b", 3), held, deleted, elsewhere, other, site})
    REQUIRE(add(store, one));
  const auto texts = [&](std::int64_t since, std::size_t count_max) {
    return store.recent_texts("bao", "tác giả", since, count_max).value();
  };
  CHECK(texts(0, 10) == Texts{"Ý kiến elsewhere", "Ý kiến held", "Ý kiến b", "Ý kiến a"});
  CHECK(texts(3, 10) == Texts{"Ý kiến elsewhere", "Ý kiến held", "Ý kiến b"});
  CHECK(texts(0, 2) == Texts{"Ý kiến elsewhere", "Ý kiến held"});
  CHECK(texts(9, 2).empty());
  CHECK(store.kept("bao", "key-held").value() == Kept{held.comment, "tác giả", true});
  CHECK_FALSE(store.kept("khác", "key-held").value());
  CHECK_FALSE(store.kept("bao", "nobody's").value());
}

void check_threads(Store& store) {
  constexpr int kWriters = 4;
  constexpr int kEach = 50;
  std::vector<std::jthread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&store, writer] {
      for (int i = 0; i < kEach; ++i) {
        add(store, comment("w" + std::to_string(writer) + "-" + std::to_string(i)));
      }
    });
  }
  std::size_t before = 0;
  for (int i = 0; i < 50; ++i) {
    const std::size_t now = page(store, {.count_max = 1000}).comments.size();
    CHECK(now >= before);
    before = now;
  }
  writers.clear();
  CHECK(page(store, {.count_max = 1000}).comments.size() == kWriters * kEach);
}

}  // namespace

void check_store(MakeStore make) {
  const std::unique_ptr<Store> store = make();
  SECTION("an article without comments has none") {
    CHECK(page(*store) == CommentPage());
    CHECK(store->counts("bao", {}) == std::vector<std::int64_t>());
    CHECK(store->add_comments({}).empty());
  }
  SECTION("a comment is kept whole, in its site and thread") { check_kept(*store); }
  SECTION("a key that was used before is answered with what was kept then") { check_again(*store); }
  SECTION("one that is refused leaves the others as they are") { check_refused(*store); }
  SECTION("pages show each comment once, whatever is written meanwhile") { check_pages(*store); }
  SECTION("what is held only its author sees") { check_states(*store); }
  SECTION("what an author wrote lately, and what a key stands for") { check_authors(*store); }
  SECTION("many write, and one reads") { check_threads(*store); }
}

}  // namespace ykien::test
