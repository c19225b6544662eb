#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <future>

#include "server/test_context.h"
#include "service/check.h"
#include "service/comment_service.h"
#include "service/ids.h"

using namespace ykien;
using test::kNow;

namespace {

struct ServiceTest : test::TestContext {
  ServiceTest() : TestContext(sites()) {}

  CommentService service{context};

  static Sites sites() {
    Policy policy;
    policy.banned_words = {"ngu"};
    policy.reply_depth_max = 2;
    return test::one_site(std::move(policy));
  }

  Answer<Created> create(std::string_view json, std::string_view key = "k1",
                         std::string_view site = "bao", std::string_view article = "1775") {
    std::promise<Answer<Created>> promise;
    service.create({site, article, key, "tác-giả", json},
                   [&](Answer<Created> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }

  std::string code(std::string_view json, std::string_view key = "k1",
                   std::string_view site = "bao", std::string_view article = "1775") {
    const auto answer = create(json, key, site, article);
    return answer ? "ok" : std::to_string(answer.error().status) + " " + answer.error().code;
  }
};

constexpr std::string_view kDraft = R"({"text":"Rất hay","authorName":"Bạn đọc"})";

}  // namespace

TEST_CASE("CommentService: a draft becomes a comment as the rules leave it", "[service]") {
  ServiceTest t;
  const auto answer = t.create(R"({"text":"  Tiếng  Việt\u200b ","authorName":" Bạn  đọc "})");
  REQUIRE(answer);
  const Comment& comment = answer->kept->comment;
  CHECK(comment.id == "id-1");
  CHECK(comment.article_id == "1775");
  CHECK(comment.author_name == "Bạn đọc");
  CHECK(comment.text == "Tiếng Việt");
  CHECK(comment.created == Timestamp{kNow, 420});
  CHECK(comment.state == CommentState::kPublished);
  CHECK_FALSE(comment.staff);
  CHECK(comment.likes == 0);
}

TEST_CASE("CommentService: what a client may not say counts for nothing", "[service]") {
  ServiceTest t;
  const auto answer = t.create(
      R"({"text":"Rất hay","authorName":"Bạn đọc","id":"x","staff":true,"likes":9,"state":0,)"
      R"("created":"1999-01-01T00:00:00Z","replyDepth":0,"recentTexts":["Rất hay"]})");
  REQUIRE(answer);
  CHECK(answer->checked.verdict == Verdict::kPublish);
  CHECK(answer->kept->comment.id == "id-1");
  CHECK_FALSE(answer->kept->comment.staff);
  CHECK(answer->kept->comment.likes == 0);
  CHECK(answer->kept->comment.created.unix_ms == kNow);
}

TEST_CASE("CommentService: rejected is not kept, held is kept and not shown", "[service]") {
  ServiceTest t;
  const auto rejected = t.create(R"({"text":"đồ ngu","authorName":"Bạn đọc"})", "k1");
  REQUIRE(rejected);
  CHECK(rejected->checked.verdict == Verdict::kReject);
  CHECK_FALSE(rejected->kept);
  const auto held = t.create(R"({"text":"xem https://a.vn","authorName":"Bạn đọc"})", "k2");
  REQUIRE(held);
  CHECK(held->kept->comment.state == CommentState::kHeld);
  const auto page = t.service.list({.site = "bao", .article_id = "1775"}, "");
  REQUIRE(page);
  CHECK((*page)->json == "[]");
}

TEST_CASE("CommentService: the same key again is answered with the same comment", "[service]") {
  ServiceTest t;
  const auto first = t.create(kDraft);
  const auto again = t.create(kDraft);
  REQUIRE(first);
  REQUIRE(again);
  Kept expected = *first->kept;
  expected.again = true;
  CHECK(again->kept == expected);
  CHECK(t.code(R"({"text":"Khác hẳn","authorName":"Bạn đọc"})") == "409 key-used");
  CHECK(t.code(kDraft, "k1", "bao", "1776") == "409 key-used");
}

TEST_CASE("CommentService: what an author wrote within a day is not written again", "[service]") {
  ServiceTest t;
  REQUIRE(t.create(kDraft, "k1")->kept);
  const auto repeated = t.create(R"({"text":"Rất  HAY!","authorName":"Tên khác"})", "k2");
  REQUIRE(repeated);
  CHECK_FALSE(repeated->kept);
  REQUIRE(repeated->checked.violations.size() == 1);
  CHECK(repeated->checked.violations[0].rule == Rule::kTextDuplicate);
  CHECK(t.create(kDraft, "k1")->kept->again);
  t.now += kRecentMs + 1;
  CHECK(t.create(kDraft, "k3")->kept);
}

TEST_CASE("CommentService: sent twice at the same time, it is no repeat of itself", "[service]") {
  // As where the first one is kept between the second one's two questions.
  class Late : public MemoryStore {
   public:
    StoreResult<std::optional<Kept>> kept(std::string_view site, std::string_view key) override {
      if (hides-- > 0) return std::nullopt;
      return MemoryStore::kept(site, key);
    }
    std::atomic<int> hides = 0;
  };
  Late store;
  Context context(store, ServiceTest::sites(), {[] { return kNow; }, [] { return "id-1"; }});
  const CommentService service(context);
  const auto create = [&] {
    std::promise<Answer<Created>> promise;
    service.create({"bao", "1775", "k1", "tác-giả", kDraft},
                   [&](Answer<Created> answer) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  };
  REQUIRE(create()->kept);
  store.hides = 1;
  const auto again = create();
  REQUIRE(again);
  REQUIRE(again->kept);
  CHECK(again->kept->again);
}

TEST_CASE("CommentService: a page that everybody sees is the one of now", "[service]") {
  class Counted : public MemoryStore {
   public:
    std::optional<std::uint64_t> generation(std::string_view, std::string_view) const override {
      return written;
    }
    StoreResult<CommentPage> comments(const PageQuery& query) override {
      ++asked;
      return MemoryStore::comments(query);
    }
    std::atomic<std::uint64_t> written = 0;
    int asked = 0;
  };
  Counted store;
  int made = 0;
  Context context(store, ServiceTest::sites(),
                  {[] { return kNow; }, [&] { return "id-" + std::to_string(++made); }});
  const CommentService service(context);
  const auto list = [&](PageQuery query) {
    query.site = "bao";
    query.article_id = "1775";
    return (*service.list(query, ""))->json;
  };
  const auto create = [&](std::string_view key, std::string_view json) {
    std::promise<void> kept;
    service.create({"bao", "1775", key, key, json},
                   [&](const Answer<Created>&) { kept.set_value(); });
    kept.get_future().wait();
    ++store.written;
  };
  create("k1", kDraft);
  const std::string page = list({});
  CHECK(page.contains("Rất hay"));
  CHECK(list({}) == page);
  CHECK(store.asked == 1);
  list({.sort = ThreadSort::kOldest});
  list({.count_max = 7});
  list({.parent_id = ""});
  CHECK(store.asked == 4);
  create("k2", R"({"text":"Hay lắm","authorName":"Bạn đọc"})");
  CHECK(list({}).contains("Hay lắm"));
  list({.reader_key = "ai"});  // who may see more than others
  list({.reader_key = "ai"});
  CHECK(store.asked == 7);
}

TEST_CASE("CommentService: what was kept is answered again under rules that refuse it now",
          "[service]") {
  ServiceTest t;
  const auto first = t.create(kDraft);
  Policy strict;
  strict.banned_words = {"hay"};
  Context strictly(t.store, test::one_site(std::move(strict)),
                   {[] { return kNow; }, [] { return "id-x"; }});
  CommentService later(strictly);
  std::promise<Answer<Created>> promise;
  later.create({"bao", "1775", "k1", "tác-giả", kDraft},
               [&](Answer<Created> answer) { promise.set_value(std::move(answer)); });
  const auto again = promise.get_future().get();
  REQUIRE(again);
  Kept expected = *first->kept;
  expected.again = true;
  CHECK(again->kept == expected);
}

TEST_CASE("CommentService: each fault has its status and code", "[service]") {
  ServiceTest t;
  CHECK(t.code(kDraft, "k1", "khác") == "404 unknown-site");
  CHECK(t.code(kDraft, "k1", "") == "404 unknown-site");
  CHECK(t.code(kDraft, "k1", "bao", "") == "400 invalid-article");
  CHECK(t.code(kDraft, "k1", "bao", "a/b") == "400 invalid-article");
  CHECK(t.code(kDraft, "") == "400 invalid-idempotency-key");
  CHECK(t.code(kDraft, std::string(129, 'k')) == "400 invalid-idempotency-key");
  CHECK(t.code("{") == "400 json-syntax");
  CHECK(t.code("[]") == "400 wrong-type");
  CHECK(t.code(R"({"text":"Trả lời","authorName":"A","parentId":"nobody"})") == "404 not-found");
  CHECK(t.service.list({.site = "khác", .article_id = "1"}, "").error().code == "unknown-site");
  const PageQuery none{.site = "bao", .article_id = "1", .count_max = 0};
  const PageQuery many{.site = "bao", .article_id = "1", .count_max = 101};
  CHECK(t.service.list(none, "").error().code == "invalid-count");
  CHECK(t.service.list(many, "").error().code == "invalid-count");
  for (const std::string_view after : {"x", "1", "1.", ".a", "1.a/b", "99999999999999999999.a"}) {
    CAPTURE(after);
    const auto page = t.service.list({.site = "bao", .article_id = "1"}, after);
    REQUIRE_FALSE(page);
    CHECK(page.error().code == "invalid-after");
  }
}

TEST_CASE("CommentService: a reply too deep is rejected, whatever the client says", "[service]") {
  ServiceTest t;
  std::string parent;
  for (int depth = 0; depth < 4; ++depth) {
    const auto answer =
        t.create(R"({"text":"Trả lời )" + std::to_string(depth) +
                     R"(","authorName":"A","parentId":")" + parent + R"(","replyDepth":0})",
                 "k" + std::to_string(depth));
    REQUIRE(answer);
    CHECK((answer->checked.verdict == Verdict::kReject) == (depth == 3));
    if (answer->kept) parent = answer->kept->comment.id;
  }
}

TEST_CASE("CommentService: pages follow each other to the end", "[service]") {
  ServiceTest t;
  for (int i = 0; i < 7; ++i) {
    t.now = kNow + i;
    const std::string text = "Ý kiến " + std::to_string(i);
    REQUIRE(
        t.create(R"({"authorName":"A","text":")" + text + R"("})", "k" + std::to_string(i))->kept);
  }
  std::string next;
  std::size_t pages = 0;
  std::size_t comments = 0;
  do {
    const auto page = t.service.list({.site = "bao", .article_id = "1775", .count_max = 3}, next);
    REQUIRE(page);
    comments += parse_comments((*page)->json)->size();
    next = (*page)->next;
    ++pages;
  } while (!next.empty());
  CHECK(pages == 3);
  CHECK(comments == 7);
  CHECK(t.service.counts("bao", std::vector<std::string>{"1775"}) == std::vector<std::int64_t>{7});
}

TEST_CASE("make_uuid_v7: as RFC 9562 has it", "[service]") {
  // Its example, appendix A.6.
  const std::array<std::uint8_t, 10> random = {0x0C, 0xC3, 0x18, 0xC4, 0xDC,
                                               0x0C, 0x0C, 0x07, 0x39, 0x8F};
  CHECK(make_uuid_v7(0x017F22E279B0, random) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}
