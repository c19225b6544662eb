// What readers and moderators do besides writing comments, through the API.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <functional>
#include <thread>

#include "http/api.h"
#include "server/hear.h"
#include "server/solve_work.h"
#include "server/test_api.h"

using namespace ykien;
using namespace ykien::http;
using test::ApiTest;
using test::kNow;
using test::kThread;

namespace {

const std::string kArticle = "/v1/bao/articles/1775";
const std::string kBans = "/v1/bao/moderation/bans";
constexpr std::int64_t kDay = std::int64_t{24} * 60 * 60 * 1000;

std::string draft(const std::string& text) {
  return R"({"text":")" + text + R"(","authorName":"Bạn đọc"})";
}

Fields with_key(const std::string& key) { return {{"idempotency-key", key}}; }

Sites site_with(void (*change)(Site& site)) {
  Sites sites = ApiTest::sites();
  change(sites.at("bao"));
  return sites;
}

// "200 {…}"
std::string brief(const Response& response) {
  return std::to_string(response.status) + " " + response.body;
}

std::string article(ApiTest& t) { return brief(t.ask("GET", kArticle)); }

}  // namespace

TEST_CASE("a site says what it allows, and none of its words", "[discussion]") {
  ApiTest t;
  const Response site = t.ask("GET", "/v1/bao");
  CHECK(site.status == 200);
  CHECK(site.body.contains(R"("reactions":["love","haha","wow","sad","angry"])"));
  CHECK(site.body.contains(R"("editWindowSeconds":300)"));
  CHECK(site.body.contains(R"("bodyGraphemesMax":500)"));
  CHECK_FALSE(site.body.contains("Tòa soạn"));
  CHECK(t.ask("GET", "/v1/nobody").status == 404);
}

TEST_CASE("reactions: one of each reader, of those that the site has", "[discussion]") {
  ApiTest t;
  t.create();
  const std::string place = "/v1/bao/comments/id-1/reaction";
  const auto react = [&](const std::string& key, const std::string& json) {
    return t.ask("PUT", place, with_key(key), json);
  };
  const Response first = react("r1", R"({"name":"love"})");
  CHECK(first.status == 200);
  CHECK(first.body.contains(R"("reactions":[{"name":"love","count":1}])"));
  const Fields own = ApiTest::bearer(std::string(ApiTest::field(first, "ykien-token")));
  CHECK(react("r2", R"({"name":"sad"})")
            .body.contains(R"("reactions":[{"name":"love","count":1},{"name":"sad","count":1}])"));
  CHECK(t.ask("PUT", place, own, R"({"name":"sad"})")
            .body.contains(R"("reactions":[{"name":"sad","count":2}])"));
  CHECK(brief(t.ask("GET", "/v1/bao/me/articles/1775", own)) ==
        R"(200 {"likes":false,"votes":[],"reactions":[{"id":"id-1","name":"sad"}],"comments":[]})");
  CHECK(t.ask("PUT", place, own, R"({"name":null})")
            .body.contains(R"("reactions":[{"name":"sad","count":1}])"));
  CHECK(brief(react("r3", R"({"name":"fire"})")) == R"(400 {"code":"invalid-value","offset":8})");
  CHECK(t.ask("PUT", place, {}, R"({"name":"sad"})").status == 401);
  CHECK(t.ask("PUT", "/v1/bao/comments/id-9/reaction", own, R"({"name":"sad"})").status == 404);
  CHECK(t.ask("GET", "/v1/bao/me/articles/1775").status == 401);
}

TEST_CASE("who listens hears sums, once for each comment", "[discussion]") {
  ApiTest t;
  t.create();
  const auto stream = t.ask("GET", kArticle + "/events").events;
  REQUIRE(stream);
  t.ask("PUT", "/v1/bao/comments/id-1/vote", with_key("v1"), R"({"value":"like"})");
  const std::string heard = test::hear(*stream, R"("likes":1)");
  CHECK(heard.contains("event: counts"));
  CHECK(heard.contains(R"("likes":1)"));
}

TEST_CASE("the best come first, page by page", "[discussion]") {
  ApiTest t;
  for (int i = 1; i <= 3; ++i) t.create(draft("Ý " + std::to_string(i)), "k" + std::to_string(i));
  t.ask("PUT", "/v1/bao/comments/id-2/vote", with_key("v1"), R"({"value":"like"})");
  const Response first = t.ask("GET", kThread + "?sort=best&count=1");
  CHECK(first.body.contains(R"("id":"id-2")"));
  const std::string next(ApiTest::field(first, "ykien-next"));
  CHECK(next.starts_with("r"));
  const Response second = t.ask("GET", kThread + "?sort=best&count=2&after=" + next);
  CHECK(second.body.find("id-1") < second.body.find("id-3"));
  CHECK(ApiTest::field(second, "ykien-next").empty());
  for (const char* const query : {"?sort=best&after=17.id-1", "?sort=newest&after=r1.17.id-1",
                                  "?sort=best&after=r.17.id-1", "?sort=worst"}) {
    CAPTURE(query);
    CHECK(t.ask("GET", kThread + query).status == 400);
  }
  CHECK(t.ask("GET", "/v1/bao/me/comments?sort=best", with_key("k1")).status == 401);
}

TEST_CASE("an article is liked once by each reader", "[discussion]") {
  ApiTest t;
  CHECK(article(t) == R"(200 {"comments":0,"likes":0,"views":0,"closed":false,"pinned":[]})");
  const Response first = t.ask("PUT", kArticle + "/like", with_key("r1"), R"({"value":true})");
  CHECK(brief(first) == R"(200 {"likes":1})");
  const Fields own = ApiTest::bearer(std::string(ApiTest::field(first, "ykien-token")));
  CHECK(brief(t.ask("PUT", kArticle + "/like", own, R"({"value":true})")) == R"(200 {"likes":1})");
  CHECK(brief(t.ask("PUT", kArticle + "/like", with_key("r2"), R"({"value":true})")) ==
        R"(200 {"likes":2})");
  CHECK(t.ask("GET", "/v1/bao/me/articles/1775", own).body.contains(R"("likes":true)"));
  CHECK(brief(t.ask("PUT", kArticle + "/like", own, R"({"value":false})")) == R"(200 {"likes":1})");
  CHECK(t.ask("PUT", kArticle + "/like", own, R"({"value":1})").status == 400);
  CHECK(t.ask("PUT", "/v1/bao/articles/%20/like", own, R"({"value":true})").status == 400);
}

TEST_CASE("a visitor of an article counts once within half a day", "[discussion]") {
  ApiTest t;
  const auto view = [&](const std::string& address, const std::string& browser) {
    t.address = address;
    return t.ask("POST", kArticle + "/views", {{"user-agent", browser}}).status;
  };
  CHECK(view("203.0.113.7", "a") == 204);
  CHECK(view("203.0.113.7", "a") == 204);
  CHECK(view("203.0.113.7", "b") == 204);
  CHECK(view("203.0.113.8", "a") == 204);
  t.now += 2 * kDay;
  CHECK(view("203.0.113.9", "a") == 204);
  t.now += kDay;
  CHECK(view("203.0.113.7", "a") == 204);
  t.context.finish();
  CHECK(article(t).contains(R"("views":5)"));
}

TEST_CASE("views: a network tells of no more than so many a minute", "[discussion]") {
  ApiTest t;
  const auto view = [&] { return t.ask("POST", kArticle + "/views"); };
  for (int i = 0; i < 600; ++i) REQUIRE(view().status == 204);
  const Response refused = view();
  CHECK(brief(refused) == R"(429 {"code":"too-many"})");
  CHECK(ApiTest::field(refused, "retry-after") == "1");
  t.now += 1000;
  CHECK(view().status == 204);
  t.address = "203.0.114.7";
  CHECK(view().status == 204);
}

TEST_CASE("a moderator pins, and takes it back", "[discussion]") {
  ApiTest t;
  t.create();
  const auto act = [&](const std::string& action) {
    return t
        .ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(),
             R"({"action":")" + action + R"(","ids":["id-1"]})")
        .body;
  };
  CHECK(act("pin") == R"([{"id":"id-1","state":"published"}])");
  CHECK(article(t).contains(R"("pinned":[{"id":"id-1")"));
  CHECK(t.ask("GET", kThread).body.contains(R"("pinned":true)"));
  act("undo");
  CHECK(article(t).contains(R"("pinned":[])"));
  act("pin");
  act("unpin");
  CHECK(article(t).contains(R"("pinned":[])"));
  act("pin");
  act("reject");
  CHECK(article(t).contains(R"("pinned":[])"));
  CHECK(act("pin") == R"([{"id":"id-1","code":"not-open"}])");
  act("undo");
  CHECK(article(t).contains(R"("pinned":[{"id":"id-1")"));
}

TEST_CASE("an approval that is undone: why it waited, and who reported it, are back",
          "[discussion]") {
  ApiTest t(site_with([](Site& site) { site.hold_first = true; }));
  t.create();
  const auto act = [&](const std::string& action) {
    t.ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(),
          R"({"action":")" + action + R"(","ids":["id-1"]})");
  };
  const auto queue = [&](const std::string& query) {
    return t.ask("GET", "/v1/bao/moderation/comments?" + query, ApiTest::moderator()).body;
  };
  act("approve");
  CHECK(queue("suspect=true") == "[]");
  t.ask("POST", "/v1/bao/comments/id-1/reports", with_key("r1"), R"({"reason":"spam"})");
  act("reject");
  CHECK(queue("reported=true") == "[]");
  act("undo");
  CHECK(queue("reported=true").contains(R"("reports":1)"));
}

TEST_CASE("a forgotten author cannot be kept from it by another's key", "[discussion]") {
  ApiTest t;
  const Fields own = ApiTest::bearer(t.create());
  t.create(draft("Chắn đường"), "forgotten-id-1");
  t.ask("PUT", "/v1/bao/articles/1775/like", own, R"({"value":true})");
  CHECK(brief(t.ask("DELETE", "/v1/bao/me", own)) == R"(200 {"forgotten":1})");
  CHECK(article(t).contains(R"("likes":1)"));
  CHECK(brief(t.ask("GET", "/v1/bao/me/articles/1775", own)) ==
        R"(200 {"likes":false,"votes":[],"reactions":[],"comments":[]})");
}

TEST_CASE("a closed article takes no comments but its staff's", "[discussion]") {
  ApiTest t;
  const auto stream = t.ask("GET", kArticle + "/events").events;
  const std::string place = "/v1/bao/moderation/articles/1775";
  CHECK(t.ask("PUT", place, {}, R"({"closed":true})").status == 401);
  CHECK(brief(t.ask("PUT", place, ApiTest::moderator(), R"({"closed":true,"reason":"đã cũ"})")) ==
        R"(200 {"closed":true})");
  CHECK(test::hear(*stream, "closed").contains("event: closed\ndata: {}\n"));
  CHECK(article(t).contains(R"("closed":true)"));
  CHECK(brief(t.ask("POST", kThread, with_key("k1"), draft("Hay"))) ==
        R"(403 {"code":"thread-closed"})");
  t.ask("PUT", place, ApiTest::moderator(), R"({"closed":false})");
  CHECK(t.ask("POST", kThread, with_key("k1"), draft("Hay")).status == 201);
  const Response trail = t.ask("GET", "/v1/bao/moderation/trail?count=1", ApiTest::moderator());
  CHECK(trail.body.contains(R"("number":2)"));
  CHECK(trail.body.contains(R"("action":"open","target":"article/1775")"));
  CHECK(t.ask("GET", "/v1/bao/moderation/trail?after=2", ApiTest::moderator())
            .body.contains(R"("reason":"đã cũ")"));
  for (const char* const query :
       {"?after=x", "?count=0", "?count=101", "?count=x", "?after=18446744073709551615"}) {
    CAPTURE(query);
    CHECK(t.ask("GET", std::string("/v1/bao/moderation/trail") + query, ApiTest::moderator())
              .status == 400);
  }
}

TEST_CASE("an article closes by itself after the site's days", "[discussion]") {
  ApiTest t(site_with([](Site& site) { site.close_after_ms = 7 * kDay; }));
  t.create();
  t.now += 7 * kDay;
  CHECK(t.ask("POST", kThread, with_key("k2"), draft("Còn mở")).status == 201);
  t.now += 1;
  CHECK(t.ask("POST", kThread, with_key("k3"), draft("Đã đóng")).status == 403);
  CHECK(article(t).contains(R"("closed":true)"));
  // What was kept before is answered again.
  CHECK(t.ask("POST", kThread, with_key("k2"), draft("Còn mở")).status == 200);
  const std::string place = "/v1/bao/moderation/articles/1775";
  t.ask("PUT", place, ApiTest::moderator(), R"({"closed":false})");
  CHECK(t.ask("POST", kThread, with_key("k3"), draft("Mở lại")).status == 201);
  // Who looks at an article long before it is there does not close it.
  t.ask("POST", "/v1/bao/articles/1776/views");
  t.now += 8 * kDay;
  CHECK(t.ask("POST", "/v1/bao/articles/1776/comments", with_key("k4"), draft("Mới")).status ==
        201);
}

TEST_CASE("an author's first comment waits where the site says so", "[discussion]") {
  ApiTest t(site_with([](Site& site) { site.hold_first = true; }));
  const Response first = t.ask("POST", kThread, with_key("k1"), draft("Lần đầu"));
  CHECK(first.status == 201);
  CHECK(first.body.contains(R"("state":"held")"));
  CHECK(first.body.contains(R"("why":["first-comment"])"));
  const Fields own = ApiTest::bearer(std::string(ApiTest::field(first, "ykien-token")));
  Fields second = own;
  second.emplace_back("idempotency-key", "k2");
  CHECK(t.ask("POST", kThread, second, draft("Lần hai")).body.contains(R"("state":"held")"));
  CHECK(t.ask("GET", "/v1/bao/moderation/comments?suspect=true", ApiTest::moderator())
            .body.contains(R"("why":["first-comment"])"));
  t.ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(),
        R"({"action":"approve","ids":["id-1"]})");
  second.back().second = "k3";
  const Response third = t.ask("POST", kThread, second, draft("Lần ba"));
  CHECK(third.body.contains(R"("state":"published")"));
  CHECK_FALSE(third.body.contains("why"));
}

TEST_CASE("bans: an author, a network, an address, until a time or for ever", "[discussion]") {
  ApiTest t;
  const Fields own = ApiTest::bearer(t.create());
  const auto ban = [&](const std::string& json) {
    return t.ask("POST", kBans, ApiTest::moderator(), json);
  };
  const auto vote = [&](const Fields& who) {
    return t.ask("PUT", "/v1/bao/comments/id-1/reaction", who, R"({"name":"sad"})");
  };
  REQUIRE(vote(own).status == 200);
  CHECK(ban(R"({"kind":"author","comment":"id-1","until":"2024-03-16T00:00:00Z"})").status == 200);
  CHECK(brief(vote(own)) == R"(403 {"code":"banned"})");
  CHECK(t.ask("PATCH", "/v1/bao/comments/id-1", own, draft("Sửa")).status == 403);
  CHECK(vote(with_key("r1")).status == 200);
  t.now += kDay;
  CHECK(vote(own).status == 200);
  CHECK(ban(R"({"kind":"network","comment":"id-1","reason":"phá"})").status == 200);
  CHECK(vote(with_key("r2")).status == 403);
  t.address = "203.0.114.7";
  CHECK(vote(with_key("r3")).status == 200);
  CHECK(ban(R"({"kind":"address","value":"203.0.112.0/20"})").status == 200);
  CHECK(vote(with_key("r4")).status == 403);
  CHECK(t.ask("GET", kBans, ApiTest::moderator()).body.contains(R"({"kind":"address")"));
  CHECK(t.ask("DELETE", kBans + "?kind=address&value=203.0.112.0%2F20", ApiTest::moderator())
            .status == 200);
  CHECK(vote(with_key("r5")).status == 200);
  CHECK(t.ask("GET", kBans).status == 401);
  CHECK(t.ask("GET", kBans, ApiTest::moderator("khac")).status == 401);
}

TEST_CASE("bans: a word that moderators add is a rule at once", "[discussion]") {
  ApiTest t;
  const auto write = [&](const std::string& key) {
    return t.ask("POST", kThread, with_key(key), draft("Mua thuốc lắc ở đây")).body;
  };
  CHECK(write("k1").contains(R"("state":"published")"));
  t.ask("POST", kBans, ApiTest::moderator(), R"({"kind":"suspect-word","value":"thuốc lắc"})");
  CHECK(write("k2").contains(R"("why":["text-suspect-word"])"));
  t.ask("POST", kBans, ApiTest::moderator(), R"({"kind":"banned-word","value":"thuốc lắc"})");
  CHECK(write("k3").contains("text-banned-word"));
  t.ask("DELETE", kBans + "?kind=banned-word&value=thu%E1%BB%91c%20l%E1%BA%AFc",
        ApiTest::moderator());
  t.ask("DELETE", kBans + "?kind=suspect-word&value=thu%E1%BB%91c%20l%E1%BA%AFc",
        ApiTest::moderator());
  CHECK(write("k4").contains(R"("state":"published")"));
}

TEST_CASE("bans: what is none is refused", "[discussion]") {
  ApiTest t;
  t.create();
  const Fields who = ApiTest::moderator();
  for (const char* const json :
       {"{}", R"({"kind":"author"})", R"({"kind":"author","value":"a\u0000"})",
        R"({"kind":"nobody","value":"x"})", R"({"kind":"address","value":"0.0.0.0/0"})",
        R"({"kind":"address","value":"x"})", R"({"kind":"address","comment":"id-1"})",
        R"({"kind":"author","comment":"a b"})", R"({"kind":"author","value":"x","until":"mai"})",
        R"({"kind":"banned-word","value":"x","until":"2024-03-16"})"}) {
    CAPTURE(json);
    CHECK(t.ask("POST", kBans, who, json).status == 400);
  }
  CHECK(t.ask("POST", kBans, who, R"({"kind":"author","comment":"id-9"})").status == 404);
  for (const char* const query :
       {"", "?kind=author", "?kind=x&value=y", "?kind=author&value=%FF"}) {
    CAPTURE(query);
    CHECK(t.ask("DELETE", kBans + query, who).status == 400);
  }
}

TEST_CASE("bans: of a site there are no more than may be, of those that last", "[discussion]") {
  ApiTest t;
  std::vector<Write> bans;
  for (std::size_t i = 1; i < SiteModeration::kBansMax; ++i)
    bans.emplace_back(Ban{"bao", "author", "a-" + std::to_string(i)});
  bans.emplace_back(Ban{"bao", "author", "over", kNow - 1});
  for (const auto& kept : t.store.write(bans)) REQUIRE(kept);
  const auto ban = [&](const std::string& value) {
    return t.ask("POST", kBans, ApiTest::moderator(),
                 R"({"kind":"author","value":")" + value + "\"}");
  };
  CHECK(ban("last").status == 200);
  CHECK(brief(ban("one-more")) == R"(409 {"code":"too-many-bans"})");
  CHECK(ban("a-1").status == 200);
}

TEST_CASE("a moderator reads who reported what, and why", "[discussion]") {
  ApiTest t;
  t.create();
  t.ask("POST", "/v1/bao/comments/id-1/reports", with_key("r1"),
        R"({"reason":"spam","note":"quảng cáo"})");
  const std::string place = "/v1/bao/moderation/id-1/reports";
  CHECK(t.ask("GET", place, ApiTest::moderator())
            .body.contains(R"("reason":"spam","note":"quảng cáo")"));
  CHECK(t.ask("GET", place).status == 401);
}

TEST_CASE("work is asked of who is new and looks suspicious", "[discussion]") {
  ApiTest t(site_with([](Site& site) { site.work = Work::kSuspicious; }));
  const std::string with_link = draft("Xem https://bao.example nhé");
  const auto write = [&](const std::string& key, const std::string& body, Fields more = {}) {
    more.emplace_back("idempotency-key", key);
    return t.ask("POST", kThread, more, body);
  };
  CHECK(write("k1", draft("Không có gì lạ")).status == 201);
  const Response asked = write("k2", with_link);
  CHECK(asked.status == 428);
  REQUIRE(asked.body.starts_with(R"({"code":"work-needed","challenge":{)"));
  const std::size_t begin = asked.body.find("{\"algorithm\"");
  const std::string work = test::solve(asked.body.substr(begin, asked.body.size() - 1 - begin));
  CHECK(write("k2", with_link, {{"ykien-work", "x"}}).status == 428);
  const Response done = write("k2", with_link, {{"ykien-work", work}});
  CHECK(done.status == 201);
  CHECK(write("k3", with_link, {{"ykien-work", work}}).status == 428);
  // Somebody of whom something was published.
  t.ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(),
        R"({"action":"approve","ids":["id-2"]})");
  const Fields known = ApiTest::bearer(std::string(ApiTest::field(done, "ykien-token")));
  CHECK(write("k4", draft("Thêm https://bao.example/2"), known).status == 201);
}

TEST_CASE("work is asked of a network that has used up half of what it may", "[discussion]") {
  ApiTest t(site_with([](Site& site) {
    site.work = Work::kSuspicious;
    site.rates.address = {1, 4};
  }));
  const auto write = [&](const std::string& key) {
    return t.ask("POST", kThread, with_key(key), draft("Số " + key)).status;
  };
  CHECK(write("k1") == 201);
  CHECK(write("k2") == 201);
  CHECK(write("k3") == 428);
  t.address = "203.0.114.7";
  CHECK(write("k4") == 201);
}

TEST_CASE("work: of everybody, of nobody", "[discussion]") {
  ApiTest all(site_with([](Site& site) { site.work = Work::kAlways; }));
  CHECK(all.ask("POST", kThread, with_key("k1"), draft("Hay")).status == 428);
  ApiTest none;
  CHECK(none.ask("POST", kThread, with_key("k1"), draft("https://bao.example")).status == 201);
}

TEST_CASE("what looks like what moderators rejected waits for them", "[discussion]") {
  ApiTest t(site_with([](Site& site) {
    Policy policy;
    policy.hold_all = true;
    site.rules = RuleSet(std::move(policy));
    site.rates = {{0, 1}, {0, 1}, {0, 1}};
  }));
  const auto spam_of = [&](const std::string& id) {
    return t.ask("GET", "/v1/bao/moderation/" + id + "/spam", ApiTest::moderator()).body;
  };
  std::string good;
  std::string bad;
  for (int i = 0; i < 120; ++i) {
    const std::string number = std::to_string(i);
    t.create(draft(i % 2 == 0 ? "Bài viết cảm động quá " + number
                              : "Vay tiền nhanh lãi thấp gọi số " + number),
             "k" + number);
    (i % 2 == 0 ? good : bad) += ",\"id-" + std::to_string(i + 1) + "\"";
  }
  const auto act = [&](const std::string& action, const std::string& ids) {
    t.ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(),
          R"({"action":")" + action + R"(","ids":[)" + ids.substr(1) + "]}");
  };
  CHECK(spam_of("id-2").contains(R"("ready":false,"percent":50)"));
  act("approve", good);
  act("reject", bad);
  for (int i = 0; i < 500 && !spam_of("id-2").contains(R"("ready":true)"); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(spam_of("id-2").contains(R"({"words":"Vay tiền")"));
  const auto write = [&](const std::string& key, const std::string& text) {
    return t.ask("POST", kThread, with_key(key), draft(text)).body;
  };
  CHECK(write("x1", "Cần vay tiền nhanh, lãi thấp nhất")
            .contains(R"("why":["moderation","spam-likely"])"));
  CHECK(write("x2", "Cảm động quá, bài viết hay").contains(R"("why":["moderation"])"));
  CHECK(t.ask("GET", "/v1/bao/moderation/id-1/spam").status == 401);
  CHECK(t.ask("GET", "/v1/bao/moderation/id-999/spam", ApiTest::moderator()).status == 404);
}

TEST_CASE("a publisher's own filter holds, and never more", "[discussion]") {
  Verdict verdict = Verdict::kHold;
  int asked = 0;
  Sites sites = ApiTest::sites();
  sites.at("bao").ask_outside = [&](const NewComment& fresh, std::size_t links,
                                    const std::function<void(Verdict)>& done) {
    ++asked;
    CHECK(fresh.comment.text.starts_with("Ý "));
    CHECK(links == 0);
    done(verdict);
  };
  ApiTest t(std::move(sites));
  CHECK(t.ask("POST", kThread, with_key("k1"), draft("Ý một"))
            .body.contains(R"("why":["outside-filter"])"));
  CHECK(t.ask("GET", kThread).body == "[]");
  verdict = Verdict::kPublish;
  CHECK(t.ask("POST", kThread, with_key("k2"), draft("Ý hai"))
            .body.contains(R"("state":"published")"));
  // Not of what is refused, and not twice.
  CHECK(t.ask("POST", kThread, with_key("k3"), draft(" ")).status == 422);
  CHECK(t.ask("POST", kThread, with_key("k2"), draft("Ý hai")).status == 200);
  CHECK(asked == 2);
  const Fields own =
      ApiTest::bearer(make_token(test::kSecret, "bao", author_for(test::kSecret, "bao", "k2")));
  verdict = Verdict::kHold;
  CHECK(t.ask("PATCH", "/v1/bao/comments/id-2", own, draft("Ý ba"))
            .body.contains(R"("why":["outside-filter"])"));
  CHECK(t.ask("GET", kThread).body == "[]");
  CHECK(t.ask("PATCH", "/v1/bao/comments/id-2", own, draft(" ")).status == 422);
  CHECK(asked == 3);
}

TEST_CASE("a site whose readers are signed in, or have a number", "[discussion]") {
  const auto status = [](Needs needs, const Fields& who) {
    ApiOptions options = ApiTest::options();
    options.needs["bao"] = needs;
    ApiTest t;
    const Api api(t.context, std::move(options));
    Fields fields = who;
    fields.emplace_back("idempotency-key", "k1");
    fields.emplace_back("content-type", "application/json");
    std::promise<Response> promise;
    api.handle({"POST", kThread, fields, draft("Hay"), t.address},
               [&](Response response) { promise.set_value(std::move(response)); });
    return promise.get_future().get().status;
  };
  const Fields reader = ApiTest::signed_in(R"("sub":"u1")");
  const Fields phone = ApiTest::signed_in(R"("sub":"u1","phone_number_verified":true)");
  CHECK(status(Needs::kNothing, {}) == 201);
  CHECK(status(Needs::kSignIn, {}) == 403);
  CHECK(status(Needs::kSignIn, reader) == 201);
  CHECK(status(Needs::kPhone, reader) == 403);
  CHECK(status(Needs::kPhone, phone) == 201);
}
