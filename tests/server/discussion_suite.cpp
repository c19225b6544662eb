// What every store does with votes, reactions, articles and sites.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "server/store_suite.h"
#include "server/store_suite_parts.h"

namespace ykien::test {

namespace {

using Numbers = std::vector<std::int64_t>;
using Counts = std::vector<ReactionCount>;

// Best first: 90 of 100 above 2 of 2; without votes last, the oldest first.
void check_best(Store& store) {
  struct Row {
    const char* id;
    std::int64_t likes;
    std::int64_t dislikes;
    std::int64_t created_ms;
  };
  const Row rows[] = {{"d-new", 0, 0, 9}, {"c-bad", 1, 50, 1},
                      {"b-two", 2, 0, 2}, {"a-all", 90, 10, 3},
                      {"d-old", 0, 0, 4}, {"e-bad", 0, 9, 5},
                      {"b-tie", 2, 0, 1}, {"f-huge", 3'000'000'000, 1'000, 6}};
  for (const Row& row : rows) {
    NewComment fresh = comment(row.id, row.created_ms);
    fresh.comment.likes = row.likes;
    fresh.comment.dislikes = row.dislikes;
    REQUIRE(write(store, fresh));
  }
  Ids seen;
  PageQuery query{.sort = ThreadSort::kBest, .count_max = 3};
  do {
    const CommentPage found = page(store, query);
    for (const Comment& one : found.comments) seen.push_back(one.id);
    query.after = found.next;
  } while (query.after);
  CHECK(seen == Ids{"f-huge", "a-all", "b-tie", "b-two", "c-bad", "d-old", "e-bad", "d-new"});
  REQUIRE(write(store, Vote{"bao", "d-new", "một", 1, 1}));
  CHECK(ids(page(store, {.sort = ThreadSort::kBest, .count_max = 5})).back() == "d-new");
  // Their sums were made up.
  REQUIRE(store.verify(true));
}

void check_reactions(Store& store) {
  REQUIRE(write(store, comment("a")));
  const auto react = [&](const std::string& reader, const std::string& name) {
    const auto answer = write(store, Reaction{"bao", "a", reader, name, 7, "counts"});
    REQUIRE(answer);
    CHECK(answer->comment == find(store, "a").comment);
    return std::pair(answer->comment.reactions, answer->again);
  };
  CHECK(react("một", "love") == std::pair(Counts{{"love", 1}}, false));
  CHECK(react("một", "love") == std::pair(Counts{{"love", 1}}, true));
  CHECK(react("hai", "angry") == std::pair(Counts{{"angry", 1}, {"love", 1}}, false));
  CHECK(react("một", "angry") == std::pair(Counts{{"angry", 2}}, false));
  CHECK(react("hai", "") == std::pair(Counts{{"angry", 1}}, false));
  CHECK(react("ba", "") == std::pair(Counts{{"angry", 1}}, true));
  CHECK(page(store).comments.at(0).reactions == Counts{{"angry", 1}});
  CHECK((write(store, Reaction{"khác", "a", "một", "love", 1}) ==
         std::unexpected(StoreError::kNotFound)));
  const auto ledger = store.reactions("bao", "a").value();
  REQUIRE(ledger.size() >= 2);
  CHECK(std::ranges::count(ledger, "angry", &Reaction::name) == 1);
  // The last of each name is told, and no more.
  REQUIRE(write(store, Vote{"bao", "a", "một", 1, 8, "counts"}));
  const Watched watched{"bao", "1775", 0};
  const auto told = store.told(std::span(&watched, 1)).value();
  REQUIRE(told.size() == 1);
  CHECK(told[0].number == 5);
  CHECK(told[0].name == "counts");
  CHECK(told[0].comment.likes == 1);
}

void check_said(Store& store) {
  REQUIRE(write(store, comment("a")));
  NewComment elsewhere = comment("b");
  elsewhere.comment.article_id = "1776";
  REQUIRE(write(store, elsewhere));
  CHECK(store.said("bao", "1775", "một").value() == Said());
  CHECK(store.said("bao", "1775", "tác giả").value().comments == Ids{"a"});
  const Vote vote{"bao", "a", "một", -1, 5};
  const Reaction reaction{"bao", "a", "một", "love", 6};
  for (const Write& one :
       {Write(vote), Write(Vote{"bao", "b", "một", 1, 5}), Write(Vote{"bao", "a", "hai", 1, 5}),
        Write(reaction), Write(ArticleLike{"bao", "1775", "một", true, 7})})
    REQUIRE(write(store, one));
  CHECK(store.said("bao", "1775", "một").value() == Said{{vote}, {reaction}, true});
  REQUIRE(write(store, Vote{"bao", "a", "một", 0, 8}));
  REQUIRE(write(store, Reaction{"bao", "a", "một", "", 8}));
  CHECK(store.said("bao", "1775", "một").value() == Said{{}, {}, true});
}

void check_renamed(Store& store) {
  REQUIRE(write(store, comment("a")));
  for (const Write& one :
       {Write(Vote{"bao", "a", "một", 1, 5}), Write(Vote{"bao", "a", "hai", 1, 5}),
        Write(Report{"bao", "a", "một", "spam", "", 6}),
        Write(Reaction{"bao", "a", "một", "love", 7}),
        Write(ArticleLike{"bao", "1775", "một", true, 8})})
    REQUIRE(write(store, one));
  REQUIRE(write(store, Rename{"khác", "một", "x"}));
  REQUIRE(write(store, Rename{"bao", "một", "không ai"}));
  CHECK(store.said("bao", "1775", "một").value() == Said());
  CHECK(store.said("bao", "1775", "không ai").value() ==
        Said{{Vote{"bao", "a", "không ai", 1, 5}},
             {Reaction{"bao", "a", "không ai", "love", 7}},
             true});
  CHECK(store.reports("bao", "a").value().at(0).reporter == "không ai");
  CHECK(find(store, "a").comment.likes == 2);
  CHECK(store.thread("bao", "1775").value().likes == 1);
}

void check_articles(Store& store) {
  CHECK(store.thread("bao", "1775").value() == Thread());
  REQUIRE(write(store, Views{"bao", "1775", 3}));
  REQUIRE(write(store, comment("a")));
  const auto like = [&](const std::string& reader, bool likes) {
    const auto answer = write(store, ArticleLike{"bao", "1775", reader, likes, 600});
    REQUIRE(answer);
    CHECK(answer->comment.article_id == "1775");
    return std::pair(store.thread("bao", "1775").value().likes, answer->again);
  };
  CHECK(like("một", true) == std::pair(std::int64_t{1}, false));
  CHECK(like("một", true) == std::pair(std::int64_t{1}, true));
  CHECK(like("hai", true) == std::pair(std::int64_t{2}, false));
  CHECK(like("một", false) == std::pair(std::int64_t{1}, false));
  CHECK(like("một", false) == std::pair(std::int64_t{1}, true));
  REQUIRE(write(store, Views{"bao", "1775", 4}));
  const Deed deed{800, "moderator/lan", "close", "đã lâu"};
  const ThreadChange close{"bao", "1775", true, "closed", deed};
  CHECK(write(store, close).value().again == false);
  CHECK(write(store, close).value().again == true);
  CHECK(store.thread("bao", "1775").value() == Thread{1, 1, 7, true, 1000});
  CHECK(store.article_likes("bao", "1775").value() ==
        std::vector{ArticleLike{"bao", "1775", "hai", true, 600}});
  CHECK(store.site_deeds("bao", 100, 10).value() == std::vector{SiteDeed{1, "article/1775", deed}});
  CHECK_FALSE(
      write(store, {ThreadChange{"bao", "1776", false, "", {900, "lan", "open"}}}).value().again);
  CHECK(store.thread("bao", "1776").value().since_unix_ms == 900);
  CHECK(store.articles("bao", "", 10).value() == Ids{"1775", "1776"});
  CHECK(store.articles("bao", "1776", 10).value().empty());
  CHECK(store.articles("khác", "", 10).value().empty());
  const Watched watched{"bao", "1775", 0};
  const auto told = store.told(std::span(&watched, 1)).value();
  REQUIRE(told.size() == 1);
  CHECK(told[0].name == "closed");
  CHECK(told[0].comment.id.empty());
}

void check_bans(Store& store) {
  const auto ban = [&](const std::string& kind, const std::string& value, std::int64_t until,
                       bool lifted = false) {
    const Deed deed{until, "moderator/lan", lifted ? "lift" : "ban", ""};
    return write(store, Ban{"bao", kind, value, until, lifted, deed}).value().again;
  };
  CHECK(store.last_decided("bao").value() == 0);
  CHECK_FALSE(ban("word", "xấu 'xa'", 0));
  CHECK(ban("word", "xấu 'xa'", 0));
  CHECK_FALSE(ban("author", "tác giả", 5));
  CHECK_FALSE(ban("author", "tác giả", 9));
  CHECK_FALSE(ban("author", "một người", 0));
  CHECK_FALSE(ban("author", "một người", 0, true));
  CHECK(ban("author", "một người", 0, true));
  const auto bans = store.bans("bao").value();
  REQUIRE(bans.size() == 2);
  CHECK(bans[0] == Ban{"bao", "author", "tác giả", 9});
  CHECK(bans[1] == Ban{"bao", "word", "xấu 'xa'", 0});
  CHECK(store.bans("khác").value().empty());
  CHECK(store.last_decided("bao").value() == 5);
  const auto last = store.site_deeds("bao", 6, 2).value();
  REQUIRE(last.size() == 2);
  CHECK(last[0] == SiteDeed{5, "author/một người", {0, "moderator/lan", "lift", ""}});
  CHECK(last[1].number == 4);
  CHECK(store.site_deeds("bao", last[1].number, 10).value().size() == 3);
}

void check_pinned(Store& store) {
  for (const char* const id : {"a", "b", "c"}) REQUIRE(write(store, comment(id)));
  Change pin = change(store, "b", "pin");
  pin.pinned = true;
  REQUIRE(write(store, pin));
  CHECK(find(store, "b").comment.pinned);
  CHECK(ids(page(store, {.pinned = true})) == Ids{"b"});
  REQUIRE(write(store, change(store, "b", "unpin")));
  CHECK(page(store, {.pinned = true}).comments.empty());
  const auto deeds = store.deeds("bao", "b").value();
  REQUIRE(deeds.size() == 2);
  CHECK_FALSE(deeds[0].pinned);
  CHECK(deeds[1].pinned);
}

void check_decided(Store& store) {
  struct Case {
    const char* id;
    const char* action;
    CommentState state;
  };
  const Case cases[] = {{"a", "approve", CommentState::kPublished},
                        {"b", "reject", CommentState::kRejected},
                        {"c", "delete", CommentState::kDeleted},
                        {"d", "edit", CommentState::kPublished}};
  std::int64_t at = 100;
  for (const Case& c : cases) {
    REQUIRE(write(store, comment(c.id)));
    Change next = change(store, c.id, c.action);
    next.state = c.state;
    next.deed.at_unix_ms = ++at;
    REQUIRE(write(store, next));
  }
  CHECK(store.decided("bao", 10).value() ==
        std::vector{Decided{"Ý kiến b", true}, Decided{"Ý kiến a", false}});
  CHECK(store.decided("bao", 1).value().size() == 1);
  CHECK(store.decided("khác", 10).value().empty());
}

void check_suspects(Store& store) {
  const std::pair<const char*, const char*> rows[] = {
      {"a", ""}, {"b", "moderation"}, {"c", "text-links"}, {"d", "text-links,moderation"}};
  for (const auto& [id, why] : rows) {
    NewComment fresh = comment(id);
    fresh.why = why;
    fresh.network = "mạng";
    REQUIRE(write(store, fresh));
  }
  CHECK(find(store, "a").network == "mạng");
  Ids found;
  for (const Kept& one : store.list({.site = "bao", .suspect = true}).value().comments)
    found.push_back(one.comment.id);
  CHECK(found == Ids{"d", "c"});
}

void check_restored_site(Store& store) {
  const Thread thread{0, 1, 12, true, 300};
  const ArticleLike like{"bao", "1775", "một", true, 400};
  const RestoredThread article{"bao", "1775", thread, {like}};
  const Ban ban{"bao", "word", "xấu", 0};
  const SiteDeed deeds[] = {{1, "article/1775", {1, "moderator/lan", "close", ""}},
                            {2, "word/xấu", {2, "moderator/lan", "ban", "vì thế"}}};
  const RestoredSite site{"bao", {ban}, {deeds[0], deeds[1]}};
  NewComment fresh = comment("a");
  const Reaction reaction{"bao", "a", "một", "love", 6};
  Restored restored{"bao", fresh, 1, 0, {}, {}, {}};
  restored.reactions = {reaction};
  for (const bool again : {false, true}) {
    CHECK(write(store, site).value().again == again);
    CHECK(write(store, article).value().again == again);
    CHECK(write(store, restored).value().again == again);
    CHECK(store.thread("bao", "1775").value() == Thread{1, 1, 12, true, 300});
    CHECK(store.article_likes("bao", "1775").value() == std::vector{like});
    CHECK(store.bans("bao").value() == std::vector{ban});
    CHECK(store.site_deeds("bao", 9, 9).value() == std::vector{deeds[1], deeds[0]});
    CHECK(store.last_decided("bao").value() == 2);
    CHECK(store.reactions("bao", "a").value() == std::vector{reaction});
    CHECK(find(store, "a").comment.reactions == Counts{{"love", 1}});
  }
}

}  // namespace

void check_discussion(Store& store) {
  SECTION("the best come first, page by page") { check_best(store); }
  SECTION("each reader has one reaction, the last one") { check_reactions(store); }
  SECTION("what a reader has said of an article") { check_said(store); }
  SECTION("what a reader has said is somebody else's from now on") { check_renamed(store); }
  SECTION("an article is liked, viewed, closed") { check_articles(store); }
  SECTION("bans are kept and lifted, each with its line in the trail") { check_bans(store); }
  SECTION("what is pinned is found, and was so before") { check_pinned(store); }
  SECTION("what moderators decided lately") { check_decided(store); }
  SECTION("suspects are what a rule holds") { check_suspects(store); }
  SECTION("articles and a site are restored once") { check_restored_site(store); }
}

}  // namespace ykien::test
