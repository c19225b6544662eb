#include "http/api.h"

#include <catch2/catch_test_macros.hpp>

#include "http/token.h"
#include "server/test_api.h"

using namespace ykien;
using namespace ykien::http;
using test::ApiTest;
using test::kDraft;
using test::kNow;
using test::kSecret;
using test::kThread;

TEST_CASE("Api: an author edits, deletes and restores", "[api]") {
  ApiTest t;
  const Fields own = ApiTest::bearer(t.create());
  const Response edited = t.ask("PATCH", "/v1/bao/comments/id-1", own, R"({"text":"Hay lắm"})");
  CHECK(edited.status == 200);
  CHECK(edited.body.contains(R"("text":"Hay lắm")"));
  CHECK(t.ask("PATCH", "/v1/bao/comments/id-1", own, R"({"text":" "})").status == 422);
  const Response deleted = t.ask("DELETE", "/v1/bao/comments/id-1", own);
  CHECK(deleted.status == 200);
  CHECK(deleted.body.contains(R"("state":"deleted")"));
  CHECK(t.ask("GET", kThread).body == "[]");
  CHECK(t.ask("POST", "/v1/bao/comments/id-1/restore", own).body.contains("Hay lắm"));
}

TEST_CASE("Api: a comment with those above it", "[api]") {
  ApiTest t;
  t.create();
  t.create(R"({"text":"Trả lời","authorName":"A","parentId":"id-1"})", "k2");
  const Response found = t.ask("GET", "/v1/bao/comments/id-2");
  CHECK(found.status == 200);
  CHECK(found.body.starts_with(R"({"comment":{"id":"id-2",)"));
  CHECK(found.body.contains(R"("parents":[{"id":"id-1",)"));
  CHECK(t.ask("GET", "/v1/bao/comments/id-1").body.ends_with(R"("parents":[]})"));
  CHECK(t.ask("GET", "/v1/bao/comments/nobody").status == 404);
  CHECK(t.ask("GET", "/v1/khac/comments/id-1").status == 404);
  const Response replies = t.ask("GET", kThread + "?parent=id-1");
  CHECK(replies.body.contains("id-2"));
  CHECK_FALSE(replies.body.starts_with(R"([{"id":"id-1")"));
  CHECK_FALSE(t.ask("GET", kThread + "?parent=").body.contains("id-2"));
}

TEST_CASE("Api: what is held only its author finds", "[api]") {
  ApiTest t;
  const Fields own = ApiTest::bearer(t.create(R"({"text":"xem https://a.vn","authorName":"A"})"));
  CHECK(t.ask("GET", "/v1/bao/comments/id-1").status == 404);
  CHECK(t.ask("GET", "/v1/bao/comments/id-1", own).status == 200);
  CHECK(t.ask("GET", "/v1/bao/me/comments", own).body.contains(R"("why":["text-link-held"])"));
}

TEST_CASE("Api: who votes without a token is given one, and has one vote", "[api]") {
  ApiTest t;
  t.create();
  const std::string target = "/v1/bao/comments/id-1/vote";
  const Response first = t.ask("PUT", target, {{"idempotency-key", "v1"}}, R"({"value":"like"})");
  CHECK(first.body == R"({"likes":1,"dislikes":0})");
  const std::string token(ApiTest::field(first, "ykien-token"));
  CHECK_FALSE(token.empty());
  CHECK(t.ask("PUT", target, ApiTest::bearer(token), R"({"value":"dislike"})").body ==
        R"({"likes":0,"dislikes":1})");
  CHECK(t.ask("PUT", target, {}, R"({"value":"like"})").status == 401);
  CHECK(
      t.ask("POST", "/v1/bao/comments/id-1/reports", ApiTest::bearer(token), R"({"reason":"spam"})")
          .body == "{}");
}

TEST_CASE("Api: moderators alone see queues, and their token is their site's", "[api]") {
  ApiTest t;
  const std::string author = t.create(R"({"text":"xem https://a.vn","authorName":"A"})");
  const std::string queue = "/v1/bao/moderation/comments?state=held";
  CHECK(t.ask("GET", queue, ApiTest::moderator()).body.contains("https://a.vn"));
  const Response none = t.ask("GET", queue);
  CHECK(none.status == 401);
  CHECK(ApiTest::field(none, "www-authenticate") == "Bearer");
  CHECK(t.ask("GET", queue, ApiTest::bearer(author)).status == 401);
  CHECK(t.ask("GET", queue, ApiTest::moderator("khac")).status == 401);
  CHECK(t.ask("GET", "/v1/bao/moderation/comments?state=x", ApiTest::moderator()).status == 400);
  const std::string order = R"({"action":"approve","ids":["id-1"]})";
  CHECK(t.ask("POST", "/v1/bao/moderation/actions", ApiTest::bearer(author), order).status == 401);
  CHECK(t.ask("POST", "/v1/bao/moderation/actions", ApiTest::moderator(), order).body ==
        R"([{"id":"id-1","state":"published"}])");
  CHECK(t.ask("GET", "/v1/bao/moderation/id-1/deeds", ApiTest::moderator()).body.contains("lan"));
  CHECK(t.ask("GET", "/v1/bao/moderation/id-1/deeds").status == 401);
}

TEST_CASE("Api: another site's token is no token", "[api]") {
  ApiTest t;
  t.create();
  const std::string author = author_for(kSecret, "bao", "k1");
  const Fields elsewhere = ApiTest::bearer(make_token(kSecret, "khac", author));
  CHECK(t.ask("DELETE", "/v1/bao/comments/id-1", elsewhere).status == 401);
  CHECK(t.ask("GET", "/v1/bao/me/comments", elsewhere).status == 401);
  CHECK(t.ask("DELETE", "/v1/khac/comments/id-1",
              ApiTest::bearer(make_token(kSecret, "khac", author)))
            .status == 404);
}

TEST_CASE("Api: who has a page already is told so", "[api]") {
  ApiTest t;
  t.create();
  const Response first = t.ask("GET", kThread);
  const std::string tag(ApiTest::field(first, "etag"));
  const Response again = t.ask("GET", kThread, {{"if-none-match", tag}});
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  t.create(R"({"text":"Hay lắm","authorName":"A"})", "k2");
  CHECK(t.ask("GET", kThread, {{"if-none-match", tag}}).status == 200);
}

TEST_CASE("Api: too much of one author, or of one network, is put off", "[api]") {
  ApiTest t;
  const auto create = [&](const Fields& fields, int number) {
    return t.ask("POST", kThread, fields,
                 R"({"text":"Số )" + std::to_string(number) + R"(","authorName":"A"})");
  };
  const auto key = [](int number) {
    return Fields{{"idempotency-key", "key-" + std::to_string(number)}};
  };
  Fields own = ApiTest::bearer(t.create());
  int kept = 0;
  Response last;
  for (int i = 0; i < 20; ++i) {
    Fields fields = own;
    fields.push_back(key(i)[0]);
    last = create(fields, i);
    kept += last.status == 201;
  }
  CHECK(kept == 6);
  CHECK(last.status == 429);
  CHECK(last.body == R"({"code":"too-many"})");
  CHECK(ApiTest::field(last, "retry-after") == "5");
  kept = 0;
  for (int i = 100; i < 200; ++i) {
    t.address = "203.0.113." + std::to_string(i);  // of one network
    kept += create(key(i), i).status == 201;
  }
  CHECK(kept == 60 - 7);
  t.address = "198.51.100.1";
  CHECK(create(key(300), 300).status == 201);
}

TEST_CASE("Api: streams of one network are so many", "[api]") {
  ApiTest t;
  const std::string target = "/v1/bao/articles/1775/events";
  std::vector<Response> streams;
  for (int i = 0; i < 500; ++i) streams.push_back(t.ask("GET", target));
  CHECK(streams.back().status == 200);
  CHECK(t.ask("GET", target).status == 429);
  streams.pop_back();
  CHECK(t.ask("GET", target).status == 200);
  t.address = "198.51.100.1";
  CHECK(t.ask("GET", target).status == 200);
}

TEST_CASE("Api: ready while the store answers", "[api]") {
  ApiTest t;
  CHECK(t.ask("GET", "/readyz").status == 200);
}

TEST_CASE("Api: what was answered is counted by kind and status", "[api]") {
  ApiTest t;
  t.create();
  t.ask("GET", kThread);
  t.ask("GET", kThread + "?count=0");
  t.ask("POST", kThread, {{"idempotency-key", "k2"}}, R"({"text":" ","authorName":"A"})");
  const std::string text = t.api.metrics();
  const std::string list = R"({request="GET /v1/*/articles/*/comments",)";
  CHECK(text.contains("ykien_answers_total" + list + R"(status="200"} 1)" + "\n"));
  CHECK(text.contains("ykien_answers_total" + list + R"(status="400"} 1)" + "\n"));
  CHECK(text.contains(
      R"(ykien_answers_total{request="POST /v1/*/articles/*/comments",status="422"} 1)"));
  CHECK(text.contains("ykien_answer_seconds_bucket" + list + R"(le="+Inf"} 2)" + "\n"));
  CHECK(text.ends_with("ykien_listeners 0\n"));
  const Response stream = t.ask("GET", "/v1/bao/articles/1775/events");
  CHECK(t.api.metrics().ends_with("ykien_listeners 1\n"));
}

TEST_CASE("Api: a publisher's own sign-in: its name, its staff, its moderators", "[api]") {
  ApiTest t;
  // Signed with kSecret, kid k1, for bao, until long after: u-7 "Tòa soạn" moderator; u-8 reader.
  const Fields lan = ApiTest::bearer(
      "eyJhbGciOiAiSFMyNTYiLCAia2lkIjogImsxIn0.eyJzdWIiOi"
      "AidS03IiwgIm5hbWUiOiAiVMOyYSBzb-G6oW4iLCAicm9sZSI6"
      "ICJtb2RlcmF0b3IiLCAiYXVkIjogImJhbyIsICJleHAiOiAxNz"
      "EwNTQ5MDAwfQ.Rg5exCpZNwp8VI6xBnf7_h2h7fFMZeMUN1E8m"
      "7p8Mek");
  const Fields nam = ApiTest::bearer(
      "eyJhbGciOiAiSFMyNTYiLCAia2lkIjogImsxIn0.eyJzdWIiOi"
      "AidS04IiwgIm5hbWUiOiAiTmFtIiwgImF1ZCI6ICJiYW8iLCAi"
      "ZXhwIjogMTcxMDU0OTAwMH0.G3GdJX5AsOgtc6JSylp0BP-WEr"
      "vfnil2TYD4sftg2NA");
  const auto create = [&](Fields fields, const std::string& key, const std::string& target) {
    fields.emplace_back("idempotency-key", key);
    return t.ask("POST", target, fields, R"({"text":"Cảm ơn anh","authorName":"Tên khác"})");
  };
  const Response staff = create(lan, "k1", kThread);
  CHECK(staff.status == 201);
  CHECK(staff.body.contains(R"("authorName":"Tòa soạn")"));
  CHECK(staff.body.contains(R"("staff":true)"));
  CHECK(ApiTest::field(staff, "ykien-token").empty());
  const Response reader = create(nam, "k2", kThread);
  CHECK(reader.body.contains(R"("authorName":"Nam")"));
  CHECK_FALSE(reader.body.contains("staff"));
  const std::string posing = R"({"text":"Xin chào","authorName":"Tòa soạn"})";
  CHECK(t.ask("POST", kThread, {{"idempotency-key", "k3"}}, posing).status == 422);
  CHECK(t.ask("GET", "/v1/bao/moderation/comments", lan).status == 200);
  CHECK(t.ask("GET", "/v1/bao/moderation/comments", nam).status == 401);
  CHECK(t.ask("GET", "/v1/bao/me/comments", nam).body.contains("Cảm ơn anh"));
  const Response edited = t.ask("PATCH", "/v1/bao/comments/id-1", lan,
                                R"({"text":"Cảm ơn bạn","authorName":"Tên khác"})");
  CHECK(edited.body.contains(R"("authorName":"Tòa soạn")"));
  CHECK(t.ask("DELETE", "/v1/bao/comments/id-1", nam).status == 403);
  CHECK(t.ask("DELETE", "/v1/bao/comments/id-2", nam).status == 200);
  // Over, it makes nobody new.
  t.now += 8'000'000;
  CHECK(create(nam, "k4", kThread).status == 401);
  CHECK(t.ask("PUT", "/v1/bao/comments/id-1/vote", nam, R"({"value":"like"})").status == 401);
  // Of another site it says nothing.
  CHECK(t.ask("GET", "/v1/khac/me/comments", nam).status == 401);
}
