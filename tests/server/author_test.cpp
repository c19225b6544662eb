// What authors, readers and moderators do to comments that are there.
#include <catch2/catch_test_macros.hpp>
#include <future>

#include "server/hear.h"
#include "server/test_context.h"
#include "service/author_service.h"
#include "service/kept_list.h"
#include "service/moderation.h"

using namespace ykien;
using test::hear;
using test::kNow;

namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = std::int64_t{24} * 60 * kMinute;

template <class T>
std::string code(const Answer<T>& answer) {
  return answer ? "ok" : std::to_string(answer.error().status) + " " + answer.error().code;
}

struct AuthorTest : test::TestContext {
  AuthorTest() : TestContext(sites()) {}

  CommentService comments{context};
  AuthorService authors{context};
  Moderation moderation{context};

  static Sites sites() {
    Policy policy;
    policy.banned_words = {"ngu"};
    return test::one_site(std::move(policy));
  }

  static std::string draft(const std::string& text, const std::string& parent = "") {
    return R"({"text":")" + text + R"(","authorName":"Bạn đọc","parentId":")" + parent + "\"}";
  }

  // The new comment's id.
  std::string create(const std::string& text, const std::string& parent = "",
                     std::string_view author = "hoa") {
    std::promise<Answer<Created>> promise;
    const std::string key = "k" + std::to_string(made);
    comments.create({"bao", "1775", key, author, draft(text, parent)},
                    [&](Answer<Created> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get()->kept->comment.id;
  }

  Answer<Created> edit(const std::string& id, const std::string& json,
                       std::string_view author = "hoa") {
    std::promise<Answer<Created>> promise;
    authors.edit({"bao", id, author}, json,
                 [&](Answer<Created> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }

  template <class Ask>
  Answer<Kept> ask(Ask ask) {
    std::promise<Answer<Kept>> promise;
    ask([&](Answer<Kept> kept) { promise.set_value(std::move(kept)); });
    return promise.get_future().get();
  }
  Answer<Kept> remove(const std::string& id, std::string_view author = "hoa") {
    return ask([&](Revised done) { authors.remove({"bao", id, author}, std::move(done)); });
  }
  Answer<Kept> restore(const std::string& id, std::string_view author = "hoa") {
    return ask([&](Revised done) { authors.restore({"bao", id, author}, std::move(done)); });
  }
  Answer<Kept> vote(const std::string& id, const std::string& json, std::string_view voter) {
    return ask([&](Revised done) { authors.vote({"bao", id, voter}, json, std::move(done)); });
  }
  Answer<Kept> report(const std::string& id, const std::string& json, std::string_view reporter) {
    return ask([&](Revised done) { authors.report({"bao", id, reporter}, json, std::move(done)); });
  }

  std::string act(const std::string& json) {
    std::promise<Answer<std::string>> promise;
    moderation.act("bao", "lan", json,
                   [&](Answer<std::string> answer) { promise.set_value(std::move(answer)); });
    const auto answer = promise.get_future().get();
    return answer ? *answer : code(answer);
  }
  std::string act(const std::string& action, const std::string& id) {
    return act(R"({"action":")" + action + R"(","ids":[")" + id + R"("],"reason":"vì thế"})");
  }

  Comment find(const std::string& id) { return store.find("bao", id).value()->comment; }
  std::string shown() {
    return comments.list({.site = "bao", .article_id = "1775"}, "").value()->json;
  }
};

}  // namespace

TEST_CASE("AuthorService: an edit goes through the same rules, and says so", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  t.now += kMinute;
  const auto edited = t.edit(id, R"({"text":"  Hay  lắm "})");
  REQUIRE(edited);
  REQUIRE(edited->kept);
  CHECK(t.find(id).text == "Hay lắm");
  CHECK(t.find(id).author_name == "Bạn đọc");
  CHECK(t.find(id).edited == Timestamp{kNow + kMinute, 420});
  CHECK(t.find(id).created == Timestamp{kNow, 420});

  const auto refused = t.edit(id, R"({"text":"đồ ngu"})");
  REQUIRE(refused);
  CHECK_FALSE(refused->kept);
  CHECK(refused->checked.violations[0].rule == Rule::kTextBannedWord);
  CHECK(t.find(id).text == "Hay lắm");

  const auto held = t.edit(id, R"({"text":"xem https://a.vn"})");
  REQUIRE(held);
  CHECK(held->kept->comment.state == CommentState::kHeld);
  CHECK(held->kept->why == "text-link-held");
  CHECK(t.shown() == "[]");
  CHECK(t.edit(id, R"({"text":"không có gì"})")->kept->comment.state == CommentState::kPublished);
}

TEST_CASE("AuthorService: an edit into what one has said elsewhere is a repeat", "[author]") {
  AuthorTest t;
  t.create("Rất hay");
  const std::string id = t.create("Hay lắm");
  CHECK(t.edit(id, R"({"text":"RẤT HAY!"})")->checked.verdict == Verdict::kReject);
  CHECK(t.edit(id, R"({"text":"Hay lắm."})")->kept);  // its own words are none
}

TEST_CASE("AuthorService: the same words again change nothing", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  REQUIRE(t.edit(id, R"({"text":"Rất hay"})")->kept);
  CHECK_FALSE(t.find(id).edited);
  CHECK(t.store.deeds("bao", id).value().empty());
}

TEST_CASE("AuthorService: who may edit, and until when", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  const std::string held = t.create("xem https://a.vn");
  CHECK(code(t.edit(id, R"({"text":"x"})", "nam")) == "403 not-yours");
  CHECK(code(t.edit(id, R"({"text":"x"})", "")) == "403 not-yours");
  CHECK(code(t.edit(held, R"({"text":"x"})", "nam")) == "404 not-found");
  CHECK(code(t.edit("nobody", R"({"text":"x"})")) == "404 not-found");
  CHECK(code(t.edit(id, "[]")) == "400 wrong-type");
  t.now += 5 * kMinute;
  CHECK(code(t.edit(id, R"({"text":"Hay"})")) == "ok");
  t.now += 1;
  CHECK(code(t.edit(id, R"({"text":"Hay quá"})")) == "403 too-late");
}

TEST_CASE("AuthorService: what is deleted is gone from the thread, and can come back", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  t.create("Trả lời", id, "nam");
  CHECK(code(t.remove(id, "nam")) == "403 not-yours");
  REQUIRE(t.remove(id));
  CHECK(t.remove(id));  // already so
  CHECK(t.find(id).text.empty());
  CHECK(t.find(id).author_name.empty());
  CHECK_FALSE(t.shown().contains("Rất hay"));
  CHECK(t.shown().contains(R"("state":"deleted")"));  // a gap above its reply
  CHECK(code(t.edit(id, R"({"text":"x"})")) == "409 not-open");
  t.now += 60 * kMinute;
  CHECK(code(t.restore(id, "nam")) == "404 not-found");
  REQUIRE(t.restore(id));
  CHECK(t.restore(id));
  CHECK(t.find(id).text == "Rất hay");
  CHECK(t.find(id).author_name == "Bạn đọc");
  REQUIRE(t.remove(id));
  t.now += kDay + 1;
  CHECK(code(t.restore(id)) == "403 too-late");
}

TEST_CASE("AuthorService: what a moderator took away its author cannot bring back", "[author]") {
  AuthorTest t;
  const std::string gone = t.create("Một");
  const std::string rejected = t.create("Hai");
  t.act("delete", gone);
  t.act("reject", rejected);
  CHECK(code(t.restore(gone)) == "409 not-open");
  CHECK(code(t.remove(rejected)) == "409 not-open");
  CHECK(code(t.edit(rejected, R"({"text":"x"})")) == "409 not-open");
}

TEST_CASE("AuthorService: one vote each, and none for oneself", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  const std::string held = t.create("xem https://a.vn");
  CHECK(t.vote(id, R"({"value":"like"})", "nam")->comment.likes == 1);
  CHECK(t.vote(id, R"({"value":"like"})", "nam")->comment.likes == 1);
  CHECK(t.vote(id, R"({"value":"dislike"})", "nam")->comment.dislikes == 1);
  CHECK(t.vote(id, R"({"value":null})", "nam")->comment.dislikes == 0);
  CHECK(code(t.vote(id, R"({"value":"like"})", "hoa")) == "403 own-comment");
  CHECK(code(t.vote(held, R"({"value":"like"})", "nam")) == "404 not-found");
  CHECK(code(t.vote("nobody", R"({"value":"like"})", "nam")) == "404 not-found");
  CHECK(code(t.vote(id, R"({"value":"love"})", "nam")) == "400 invalid-value");
  CHECK(code(t.vote(id, R"({"value":1})", "nam")) == "400 wrong-type");
}

TEST_CASE("AuthorService: a thousand votes of one reader at the same time are one", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  std::vector<std::jthread> voters;
  for (int i = 0; i < 4; ++i) {
    voters.emplace_back([&] {
      for (int k = 0; k < 250; ++k) t.vote(id, R"({"value":"like"})", "nam");
    });
  }
  voters.clear();
  CHECK(t.find(id).likes == 1);
}

TEST_CASE("AuthorService: a report has a reason, and is one of each reader", "[author]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  const std::string spam = R"({"reason":"spam","note":"quảng cáo"})";
  CHECK(t.report(id, spam, "nam")->reports == 1);
  CHECK(t.report(id, spam, "nam")->reports == 1);
  CHECK(code(t.report(id, R"({"reason":"dull"})", "nam")) == "400 invalid-value");
  CHECK(code(t.report(id, "{}", "nam")) == "400 missing-field");
  CHECK(code(t.report(id, R"({"reason":"spam","note":")" + std::string(2001, 'x') + "\"}",
                      "nam")) == "400 too-large");
}

TEST_CASE("list_kept: an author sees their own, with why they are held", "[author]") {
  AuthorTest t;
  t.create("Của người khác", "", "nam");
  t.create("xem https://a.vn");
  const auto mine = list_kept(t.context, {.site = "bao", .author_key = "hoa"}, "", Reader::kAuthor);
  REQUIRE(mine);
  CHECK(mine->json.contains(R"("why":["text-link-held"])"));
  CHECK_FALSE(mine->json.contains("Của người khác"));
  CHECK_FALSE(mine->json.contains("\"author\""));
}

TEST_CASE("Moderation: what is held is approved or rejected, and readers are told",
          "[moderation]") {
  AuthorTest t;
  const std::string one = t.create("xem https://a.vn");
  const std::string two = t.create("xem https://b.vn");
  const auto stream = t.comments.listen("bao", "1775", "");
  CHECK(t.act(R"({"action":"approve","ids":[")" + one + R"(","nobody"]})") ==
        R"([{"id":"id-1","state":"published"},{"id":"nobody","code":"not-found"}])");
  CHECK(t.act("reject", two) == R"([{"id":"id-2","state":"rejected"}])");
  CHECK(t.shown().contains("https://a.vn"));
  CHECK_FALSE(t.shown().contains("https://b.vn"));
  CHECK(hear(**stream, "\n\n").contains("event: created"));
  CHECK(t.act("reject", one) == R"([{"id":"id-1","state":"rejected"}])");
  CHECK(hear(**stream, "\n\n") == "id: 2\nevent: deleted\ndata: {\"id\":\"id-1\"}\n\n");
}

TEST_CASE("Moderation: every deed is kept, and can be undone", "[moderation]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  t.act("delete", id);
  const auto deeds = t.moderation.deeds("bao", id);
  REQUIRE(deeds);
  CHECK(*deeds == R"([{"at":"2024-03-15T23:30:00Z","actor":"moderator/lan","action":"delete",)"
                  R"("reason":"vì thế","before":{"text":"Rất hay","authorName":"Bạn đọc",)"
                  R"("state":"published"}}])");
  CHECK(t.act("undo", id) == R"([{"id":"id-1","state":"published"}])");
  CHECK(t.find(id).text == "Rất hay");
  CHECK(t.act("undo", id) == R"([{"id":"id-1","code":"not-open"}])");
  t.act("delete", id);
  CHECK(t.act("approve", id) == R"([{"id":"id-1","code":"not-open"}])");
}

TEST_CASE("Moderation: what its author has deleted a moderator does not bring back",
          "[moderation]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  REQUIRE(t.remove(id));
  CHECK(t.act("undo", id) == R"([{"id":"id-1","code":"not-open"}])");
  CHECK(t.act("approve", id) == R"([{"id":"id-1","code":"not-open"}])");
}

TEST_CASE("Moderation: who approves what was reported settles the reports", "[moderation]") {
  AuthorTest t;
  const std::string id = t.create("Rất hay");
  REQUIRE(t.report(id, R"({"reason":"abuse"})", "nam"));
  const ListQuery reported{.site = "bao", .reported = true};
  CHECK(list_kept(t.context, reported, "", Reader::kModerator)->json.contains(R"("reports":1)"));
  t.act("approve", id);
  CHECK(list_kept(t.context, reported, "", Reader::kModerator)->json == "[]");
}

TEST_CASE("Moderation: bad orders are refused", "[moderation]") {
  AuthorTest t;
  CHECK(t.act("{}") == "400 missing-field");
  CHECK(t.act(R"({"action":"burn","ids":[]})") == "400 invalid-value");
  CHECK(t.act(R"({"action":"approve","ids":[1]})") == "400 wrong-type");
  CHECK(t.act(R"({"action":"approve","ids":[]})") == "[]");
  std::string many;
  for (int i = 0; i < 101; ++i) many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
  CHECK(t.act(R"({"action":"approve","ids":[)" + many + "]}") == "400 too-large");
}

TEST_CASE("AuthorService: an author who is forgotten leaves nothing but gaps", "[author]") {
  AuthorTest t;
  const std::string one = t.create("Bí mật một");
  const std::string two = t.create("Bí mật hai");
  t.create("Trả lời", one, "nam");
  REQUIRE(t.edit(one, R"({"text":"Bí mật ba"})")->kept);
  REQUIRE(t.remove(two));
  std::promise<Answer<std::size_t>> promise;
  t.authors.forget("bao", "hoa",
                   [&](Answer<std::size_t> count) { promise.set_value(std::move(count)); });
  CHECK(promise.get_future().get() == 2u);
  CHECK(t.store.list({.site = "bao", .author_key = "hoa"})->comments.empty());
  for (const std::string& id : {one, two}) {
    CHECK(t.find(id).state == CommentState::kDeleted);
    CHECK(t.find(id).text.empty());
    for (const PastDeed& past : t.store.deeds("bao", id).value()) {
      CHECK(past.text.empty());
      CHECK(past.author_name.empty());
    }
  }
  CHECK(code(t.restore(two)) == "404 not-found");
  CHECK(t.act("undo", one) == R"([{"id":"id-1","code":"not-open"}])");
  CHECK(t.shown().contains("Trả lời"));
  CHECK(t.shown().contains(R"("state":"deleted")"));
}
