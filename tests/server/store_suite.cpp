#include "server/store_suite.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <set>
#include <thread>

#include "server/store_suite_parts.h"

namespace ykien::test {

namespace {

void check_kept(Store& store) {
  NewComment whole = comment("a");
  whole.comment.text = "Dòng một\nDòng hai 👨‍👩‍👧‍👦 'nháy' \"kép\" \\ %";
  whole.comment.edited = Timestamp{2000, -210};
  whole.comment.staff = true;
  whole.why = "text-links,text-repeat";
  CHECK(add(store, whole) == kept(whole));
  CHECK(page(store).comments == std::vector{whole.comment});
  CHECK((store.find("bao", "a").value() == std::optional(kept(whole))));
  CHECK((store.find("bao", "b").value() == std::optional<Kept>()));
  CHECK((store.find("khác", "a").value() == std::optional<Kept>()));
}

void check_again(Store& store) {
  const NewComment first = comment("a");
  NewComment again = comment("b");
  again.idempotency_key = first.idempotency_key;
  NewComment elsewhere = again;
  elsewhere.site = "khác";
  CHECK(add(store, first) == kept(first));
  CHECK(add(store, again) == kept(first, true));
  CHECK(add(store, elsewhere) == kept(elsewhere));
  CHECK(ids(page(store)) == Ids{"a"});
  const std::vector<Write> both = {comment("c"), comment("c")};
  const auto answers = store.write(both);
  CHECK(answers.at(0) == kept(comment("c")));
  CHECK(answers.at(1) == kept(comment("c"), true));
  CHECK(store.counts("bao", std::vector<std::string>{"1775"}) == std::vector<std::int64_t>{2});
}

void check_refused(Store& store) {
  NewComment taken = comment("a");
  taken.idempotency_key = "another";
  NewComment other_thread = reply("r3", "a");
  other_thread.comment.article_id = "1776";
  NewComment other_site = reply("r4", "a");
  other_site.site = "khác";
  const std::vector<Write> batch = {comment("a"),          taken,        reply("r1", "a"),
                                    reply("r2", "nobody"), other_thread, other_site,
                                    comment("b")};
  const auto answers = store.write(batch);
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
  std::vector<Write> batch;
  for (int i = 0; i < 25; ++i) {
    // Five of each time: the id decides.
    batch.push_back(comment("c" + std::to_string(100 + i), 1000 + i / 5));
  }
  for (const auto& answer : store.write(batch)) CHECK(answer);
  for (const ThreadSort sort : {ThreadSort::kNewest, ThreadSort::kOldest}) {
    Ids seen;
    PageQuery query{.sort = sort, .count_max = 4};
    for (int pages = 0; pages < 10; ++pages) {
      const CommentPage found = page(store, query);
      for (const Comment& one : found.comments) seen.push_back(one.id);
      // What is written meanwhile moves nothing.
      CHECK(add(store, comment("late" + std::to_string(pages) + std::to_string(int(sort)),
                               sort == ThreadSort::kNewest ? 5000 : 1)));
      if (!found.next) break;
      query.after = found.next;
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
  const auto texts = [&](std::int64_t since, std::size_t count_max, std::string_view except = "") {
    return store.recent_texts("bao", "tác giả", since, except, count_max).value();
  };
  CHECK(texts(0, 10) == Texts{"Ý kiến elsewhere", "Ý kiến held", "Ý kiến b", "Ý kiến a"});
  CHECK(texts(3, 10) == Texts{"Ý kiến elsewhere", "Ý kiến held", "Ý kiến b"});
  CHECK(texts(0, 2) == Texts{"Ý kiến elsewhere", "Ý kiến held"});
  CHECK(texts(0, 2, "held") == Texts{"Ý kiến elsewhere", "Ý kiến b"});
  CHECK(texts(9, 2).empty());
  CHECK(store.kept("bao", "key-held").value() == kept(held));
  CHECK_FALSE(store.kept("khác", "key-held").value());
  CHECK_FALSE(store.kept("bao", "nobody's").value());
}

void check_changes(Store& store) {
  REQUIRE(add(store, comment("a")));
  Change edit = change(store, "a", "edit");
  edit.text = "Đã sửa";
  edit.author_name = "Tên khác";
  edit.edited = Timestamp{6000, 420};
  edit.why = "text-links";
  edit.state = CommentState::kHeld;
  const auto edited = write(store, edit);
  REQUIRE(edited);
  CHECK(*edited == find(store, "a"));
  CHECK(edited->version == 2);
  CHECK(edited->comment.text == "Đã sửa");
  CHECK(edited->comment.author_name == "Tên khác");
  CHECK(edited->comment.edited == Timestamp{6000, 420});
  CHECK(edited->why == "text-links");
  CHECK(published(store) == 0);
  // Of the version before.
  CHECK((write(store, edit) == std::unexpected(StoreError::kChanged)));
  Change nobody = edit;
  nobody.id = "nobody";
  CHECK((write(store, nobody) == std::unexpected(StoreError::kNotFound)));
  Change elsewhere = change(store, "a", "edit");
  elsewhere.site = "khác";
  CHECK((write(store, elsewhere) == std::unexpected(StoreError::kNotFound)));
  const auto deeds = store.deeds("bao", "a").value();
  REQUIRE(deeds.size() == 1);
  CHECK(deeds[0] == PastDeed{"a", 1, edit.deed, "Ý kiến a", "Bạn đọc", CommentState::kPublished});
  CHECK(store.deeds("khác", "a").value().empty());
}

void set_state(Store& store, const std::string& id, CommentState state) {
  Change next = change(store, id, "set");
  next.state = state;
  REQUIRE(write(store, next));
}

void check_gaps(Store& store) {
  for (const auto& one : {comment("a", 1), reply("b", "a"), reply("c", "b"), comment("d", 2)})
    REQUIRE(add(store, one));
  const PageQuery oldest{.sort = ThreadSort::kOldest};
  CHECK(find(store, "a").replies == 1);
  set_state(store, "a", CommentState::kDeleted);
  set_state(store, "d", CommentState::kDeleted);
  CHECK(ids(page(store, oldest)) == Ids{"a", "b", "c"});
  // What its author has deleted the author does not see either.
  CHECK(ids(page(store, {.sort = ThreadSort::kOldest, .reader_key = "tác giả"})) ==
        Ids{"a", "b", "c"});
  set_state(store, "b", CommentState::kRejected);
  CHECK(find(store, "a").replies == 0);
  CHECK(ids(page(store, oldest)) == Ids{"c"});
  set_state(store, "b", CommentState::kPublished);
  CHECK(ids(page(store, oldest)) == Ids{"a", "b", "c"});
  CHECK(published(store) == 2);
}

// Likes and dislikes, or reports; and whether nothing has changed.
struct Sums {
  std::int64_t first;
  std::int64_t second;
  bool again;
  friend bool operator==(const Sums&, const Sums&) = default;
};

void check_votes(Store& store) {
  REQUIRE(add(store, comment("a")));
  const auto vote = [&](const std::string& voter, int value) {
    const auto answer = write(store, Vote{"bao", "a", voter, value, 1});
    REQUIRE(answer);
    CHECK(answer->comment == find(store, "a").comment);
    return Sums{answer->comment.likes, answer->comment.dislikes, answer->again};
  };
  CHECK(vote("một", 1) == Sums{1, 0, false});
  CHECK(vote("một", 1) == Sums{1, 0, true});
  CHECK(vote("hai", -1) == Sums{1, 1, false});
  CHECK(vote("một", -1) == Sums{0, 2, false});
  CHECK(vote("hai", 0) == Sums{0, 1, false});
  CHECK(vote("ba", 0) == Sums{0, 1, true});
  CHECK((write(store, Vote{"bao", "b", "một", 1, 1}) == std::unexpected(StoreError::kNotFound)));
  CHECK((write(store, Vote{"khác", "a", "một", 1, 1}) == std::unexpected(StoreError::kNotFound)));
}

void check_reports(Store& store) {
  REQUIRE(add(store, comment("a")));
  REQUIRE(add(store, comment("b")));
  const auto report = [&](const std::string& reporter) {
    const auto answer = write(store, Report{"bao", "a", reporter, "spam", "quảng cáo", 1});
    REQUIRE(answer);
    return Sums{answer->reports, 0, answer->again};
  };
  CHECK(report("một") == Sums{1, 0, false});
  CHECK(report("một") == Sums{1, 0, true});
  CHECK(report("hai") == Sums{2, 0, false});
  const auto reported = store.list({.site = "bao", .reported = true}).value();
  REQUIRE(reported.comments.size() == 1);
  CHECK(reported.comments[0] == find(store, "a"));
  Change approve = change(store, "a", "approve");
  approve.reports = 0;
  REQUIRE(write(store, approve));
  CHECK(store.list({.site = "bao", .reported = true}).value().comments.empty());
  CHECK(report("hai") == Sums{0, 0, true});
}

void check_lists(Store& store) {
  NewComment held = comment("held", 1);
  held.comment.state = CommentState::kHeld;
  NewComment elsewhere = comment("elsewhere", 2);
  elsewhere.comment.article_id = "1776";
  NewComment other = comment("other", 3);
  other.author_key = "một người";
  NewComment site = comment("site", 4);
  site.site = "khác";
  for (const auto& one : {held, elsewhere, other, site}) REQUIRE(add(store, one));
  const auto list = [&](ListQuery query) {
    query.site = "bao";
    Ids ids;
    const auto page = store.list(query);
    REQUIRE(page);
    for (const Kept& one : page->comments) ids.push_back(one.comment.id);
    if (page->next) ids.emplace_back("…");
    return ids;
  };
  CHECK(list({}) == Ids{"other", "elsewhere", "held"});
  CHECK(list({.sort = ThreadSort::kOldest}) == Ids{"held", "elsewhere", "other"});
  CHECK(list({.author_key = "tác giả"}) == Ids{"elsewhere", "held"});
  CHECK(list({.state = CommentState::kHeld}) == Ids{"held"});
  CHECK(list({.author_key = "một người", .state = CommentState::kHeld}).empty());
  CHECK(list({.count_max = 2}) == Ids{"other", "elsewhere", "…"});
  CHECK(list({.after = Place{2, "elsewhere"}, .count_max = 2}) == Ids{"held"});
  CHECK(list({.sort = ThreadSort::kOldest, .after = Place{1, "held"}, .count_max = 1}) ==
        Ids{"elsewhere", "…"});
}

void check_events(Store& store) {
  const auto told = [&](std::int64_t after, const std::string& article = "1775") {
    std::string text;
    const Watched watched[] = {{"bao", article, after}, {"khác", article, 0}};
    const auto events = store.told(watched);
    REQUIRE(events);
    for (const Told& one : *events) {
      CHECK(one.site == "bao");
      CHECK(one.article_id == article);
      text += std::to_string(one.number) + " " + one.name + " " + one.comment.id + ";";
    }
    return text;
  };
  NewComment heard = comment("a");
  heard.event = "created";
  NewComment elsewhere = comment("b");
  elsewhere.comment.article_id = "1776";
  elsewhere.event = "created";
  CHECK(store.last_told("bao", "1775").value() == 0);
  for (const auto& one : {heard, comment("quiet"), elsewhere, heard}) CHECK(add(store, one));
  Change edit = change(store, "a", "edit");
  edit.text = "Đã sửa";
  edit.event = "edited";
  CHECK(write(store, edit));
  CHECK_FALSE(write(store, edit));
  CHECK(told(0) == "1 created a;2 edited a;");
  CHECK(told(1) == "2 edited a;");
  CHECK(told(2).empty());
  CHECK(told(0, "1776") == "1 created b;");
  CHECK(store.last_told("bao", "1775").value() == 2);
  CHECK(store.last_told("khác", "1775").value() == 0);
  const Watched one{"bao", "1775", 0};
  CHECK(store.told(std::span(&one, 1)).value().at(0).comment.text == "Đã sửa");
}

void check_restored(Store& store) {
  NewComment fresh = comment("a");
  fresh.comment.likes = 1;
  fresh.comment.state = CommentState::kHeld;
  fresh.why = "text-links";
  const PastDeed deed{"a",  1,        {5000, "ai đó", "edit", ""},
                      "Cũ", "Tên cũ", CommentState::kPublished};
  const Vote vote{"bao", "a", "một", 1, 6000};
  const Report report{"bao", "a", "hai", "spam", "quảng cáo", 7000};
  const Restored restored{"bao", fresh, 2, 1, {deed}, {vote}, {report}};
  const auto answer = write(store, restored);
  REQUIRE(answer);
  CHECK(answer->version == 2);
  CHECK(find(store, "a").version == 2);
  CHECK(find(store, "a").reports == 1);
  CHECK(find(store, "a").comment == fresh.comment);
  CHECK(store.deeds("bao", "a").value() == std::vector{deed});
  CHECK(store.votes("bao", "a").value() == std::vector{vote});
  CHECK(store.reports("bao", "a").value() == std::vector{report});
  // Once more: it stays as it is by now.
  REQUIRE(write(store, Vote{"bao", "a", "ba", 1, 8000}));
  const auto again = write(store, restored);
  REQUIRE(again);
  CHECK(again->again);
  CHECK(find(store, "a").comment.likes == 2);
  CHECK(store.votes("bao", "a").value().size() == 2);
}

void check_forgotten(Store& store) {
  REQUIRE(add(store, comment("a")));
  REQUIRE(add(store, reply("b", "a")));
  Change edit = change(store, "a", "edit");
  edit.text = "Đã sửa";
  REQUIRE(write(store, edit));
  Change forget = change(store, "a", "forget");
  forget.text = forget.author_name = "";
  forget.state = CommentState::kDeleted;
  forget.forgets = "ai đó";
  const auto answer = write(store, forget);
  REQUIRE(answer);
  CHECK(*answer == find(store, "a"));
  CHECK(find(store, "a").author_key == kForgotten);
  const auto deeds = store.deeds("bao", "a").value();
  REQUIRE(deeds.size() == 2);
  for (const PastDeed& past : deeds) {
    CHECK((past.text.empty() && past.author_name.empty()));
    CHECK(past.deed.actor == kForgotten);
  }
  CHECK(store.kept("bao", "key-a").value() == std::nullopt);
  CHECK((write(store, forget) == std::unexpected(StoreError::kChanged)));
  CHECK(ids(page(store, {.sort = ThreadSort::kOldest})) == Ids{"a", "b"});
}

// Whatever was done to it.
void check_sound(Store& store) {
  const auto findings = store.verify(false);
  REQUIRE(findings);
  for (const Finding& one : *findings) FAIL_CHECK(one.name << ": " << one.count);
}

void check_threads(Store& store) {
  constexpr std::size_t kWriters = 4;
  constexpr std::size_t kEach = 50;
  std::vector<std::jthread> writers;
  for (std::size_t writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&store, writer] {
      for (std::size_t i = 0; i < kEach; ++i) {
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
    CHECK(store->write({}).empty());
  }
  SECTION("a comment is kept whole, in its site and thread") { check_kept(*store); }
  SECTION("a key that was used before is answered with what was kept then") { check_again(*store); }
  SECTION("one that is refused leaves the others as they are") { check_refused(*store); }
  SECTION("pages show each comment once, whatever is written meanwhile") { check_pages(*store); }
  SECTION("what is held only its author sees") { check_states(*store); }
  SECTION("what an author wrote lately, and what a key stands for") { check_authors(*store); }
  SECTION("a change of the version that was read is kept, with what was before") {
    check_changes(*store);
  }
  SECTION("what was deleted leaves a gap where it has replies") { check_gaps(*store); }
  SECTION("each voter has one vote, the last one") { check_votes(*store); }
  SECTION("each reader reports once, until a moderator has looked") { check_reports(*store); }
  SECTION("what is told of is numbered within its article") { check_events(*store); }
  SECTION("what was exported is restored with all that hangs on it, once") {
    check_restored(*store);
  }
  SECTION("what is forgotten leaves no words") { check_forgotten(*store); }
  SECTION("lists for authors and moderators") { check_lists(*store); }
  check_discussion(*store);
  SECTION("many write, and one reads") { check_threads(*store); }
  check_sound(*store);
}

}  // namespace ykien::test
