#include "ykien/comment.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/json_support.h"
#include "ykien/limits.h"

using namespace ykien;
using namespace std::string_literals;

namespace {

// A comment with these members besides the ones that must be there.
std::string with(std::string_view members) {
  return R"({"id":"c","articleId":"1","text":"x","created":"2024-01-01",)" + std::string(members) +
         "}";
}

template <class T>
std::string complaint(const Result<T>& result) {
  if (result) return "ok";
  return std::string(error_name(result.error().code)) + " " + result.error().detail;
}

std::string quoted(std::size_t bytes) { return "\"" + std::string(bytes, 'a') + "\""; }

std::string listed(std::string_view item, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all.append(i == 0 ? "" : ",").append(item);
  return all;
}

}  // namespace

TEST_CASE("parse_comments: golden cases are read, written and read again", "[comment]") {
  for (const auto& folder : test::golden_cases("comments")) {
    CAPTURE(folder.filename());
    const auto comments = parse_comments(test::read_file(folder / "input.json"));
    REQUIRE(comments);
    const std::string written = write_comments(*comments);
    CHECK(written == test::without_last_newline(test::read_file(folder / "expected.json")));
    CHECK(parse_comments(written) == *comments);
    for (const Comment& comment : *comments)
      CHECK(parse_comment(write_comment(comment)) == comment);
  }
}

TEST_CASE("parse_comments: the worked example of the docs is a thread", "[comment]") {
  const auto comments = parse_comments(test::example_in_docs("comment-format.md"));
  REQUIRE(comments);
  CHECK(parse_comments(write_comments(*comments)) == *comments);
  const std::vector<ThreadRow> expected = {{0, 0, 1}, {1, 1, 0}};
  CHECK(order_thread(*comments, ThreadSort::kNewest) == expected);
}

TEST_CASE("parse_comments: a list may be empty, not something else", "[comment]") {
  CHECK(parse_comments("[]")->empty());
  CHECK(write_comments({}) == "[]");
  CHECK(test::outcome(parse_comments("{}")) == "wrong-type@0");
  CHECK(test::outcome(parse_comments("null")) == "wrong-type@0");
  CHECK(complaint(parse_comments("[1]")) == "wrong-type [0]: not an object");
  CHECK(complaint(parse_comments("[" + with("\"likes\":1") + ",{}]")) ==
        "missing-field [1]: no id");
}

TEST_CASE("write_comment: what is pinned and reacted to comes back", "[comment]") {
  const std::string members =
      R"("pinned":true,"reactions":[{"name":"love","count":3},{"name":"sad","count":1}])";
  const auto comment = parse_comment(with(members));
  REQUIRE(comment);
  CHECK(comment->pinned);
  CHECK(comment->reactions == std::vector<ReactionCount>{{"love", 3}, {"sad", 1}});
  CHECK(write_comment(*comment).contains(members));
  const auto many = [](std::size_t count) {
    return parse_comment(
        with("\"reactions\":[" + listed(R"({"name":"a","count":1})", count) + "]"));
  };
  CHECK(complaint(many(limits::kReactionsMax)) == "ok");
  CHECK(complaint(many(limits::kReactionsMax + 1)) == "too-large reactions: too many items");
}

TEST_CASE("parse_comment: every prefix of a comment is refused", "[comment]") {
  const std::string json = with(R"("authorName":"Hoa \u1EBF","state":"held","likes":12)");
  REQUIRE(parse_comment(json));
  test::check_every_prefix(parse_comment, json);
  test::check_every_prefix(parse_comments, "[" + json + "]");
}

TEST_CASE("parse_comment: members that must be there", "[comment]") {
  CHECK(complaint(parse_comment("{}")) == "missing-field no id");
  CHECK(complaint(parse_comment(R"({"id":"c"})")) == "missing-field no articleId");
  CHECK(complaint(parse_comment(R"({"id":"c","articleId":"1"})")) == "missing-field no text");
  CHECK(complaint(parse_comment(R"({"id":"c","articleId":"1","text":""})")) ==
        "missing-field no created");
  CHECK(complaint(parse_comment(R"({"id":"c","articleId":"1","state":"deleted"})")) ==
        "missing-field no created");
}

TEST_CASE("parse_comment: every member is checked", "[comment]") {
  struct Case {
    std::string_view json;
    std::string_view complaint;
  };
  const Case cases[] = {
      {R"({"id":""})", "invalid-value id: not an id"},
      {R"({"id":"a b"})", "invalid-value id: not an id"},
      {R"({"id":"é"})", "invalid-value id: not an id"},
      {R"({"id":"a\u0000"})", "invalid-value id: not an id"},
      {R"({"id":7})", "wrong-type id: not a string"},
      {R"({"id":"c","articleId":""})", "invalid-value articleId: not an id"},
      {R"({"id":"c","articleId":"1","parentId":"/"})", "invalid-value parentId: not an id"},
      {R"({"id":"c","articleId":"1","text":1})", "wrong-type text: not a string"},
      {R"({"id":"c","articleId":"1","text":"","created":0})", "wrong-type created: not a string"},
      {R"({"id":"c","articleId":"1","text":"","created":"today"})",
       "invalid-value created: not a time"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    CHECK(complaint(parse_comment(c.json)) == c.complaint);
  }
  const Case members[] = {
      {R"("edited":"never")", "invalid-value edited: not a time"},
      {R"("authorName":["x"])", "wrong-type authorName: not a string"},
      {R"("state":"Published")", "invalid-value state: not one of the names"},
      {R"("state":0)", "wrong-type state: not a string"},
      {R"("likes":-1)", "invalid-value likes: number out of range"},
      {R"("likes":9007199254740993)", "too-large likes: number out of range"},
      {R"("dislikes":0.5)", "wrong-type dislikes: not an integer"},
      {R"("staff":1)", "wrong-type staff: not a boolean"},
      {R"("pinned":"yes")", "wrong-type pinned: not a boolean"},
      {R"("reactions":{"love":1})", "wrong-type reactions: not an array"},
      {R"("reactions":[{"name":"a b","count":1}])", "invalid-value reactions[0].name: not an id"},
      {R"("reactions":[{"name":"love"}])", "missing-field reactions[0]: no count"},
      {R"("id":"d")", "duplicate-key id: named before"},
      {R"("parentId":"","extra":{"deep":[1]})", "ok"},
  };
  for (const Case& c : members) {
    CAPTURE(c.json);
    CHECK(complaint(parse_comment(with(c.json))) == c.complaint);
  }
}

TEST_CASE("parse_comment: each limit, and one more", "[comment]") {
  using namespace limits;
  const auto id = [](std::size_t bytes) {
    return parse_comment(R"({"articleId":"1","text":"","created":"2024-01-01","id":)" +
                         quoted(bytes) + "}");
  };
  CHECK(complaint(id(kIdBytesMax)) == "ok");
  CHECK(complaint(id(kIdBytesMax + 1)) == "invalid-value id: not an id");
  const auto name = [](std::size_t bytes) {
    return parse_comment(with("\"authorName\":" + quoted(bytes)));
  };
  CHECK(complaint(name(kNameBytesMax)) == "ok");
  CHECK(complaint(name(kNameBytesMax + 1)) == "too-large authorName: too long");
  const auto text = [](std::size_t bytes) {
    return parse_comments(R"([{"id":"c","articleId":"1","created":"2024-01-01","text":)" +
                          quoted(bytes) + "}]");
  };
  CHECK(complaint(text(kDraftBytesMax)) == "ok");
  CHECK(complaint(text(kDraftBytesMax + 1)) == "too-large [0].text: too long");
  const auto document = [](std::size_t bytes) {
    std::string json = with("\"likes\":0");
    json.resize(bytes, ' ');
    return json;
  };
  CHECK(complaint(parse_comment(document(kCommentJsonBytesMax))) == "ok");
  CHECK(complaint(parse_comment(document(kCommentJsonBytesMax + 1))) == "too-large too many bytes");
}

TEST_CASE("parse_comments: a hundred thousand comments, and one more", "[comment]") {
  const std::string one = R"({"id":"c","articleId":"1","text":"x","created":"2024-01-01"})";
  const auto many = [&](std::size_t count) { return "[" + listed(one, count) + "]"; };
  const auto comments = parse_comments(many(limits::kCommentsMax));
  REQUIRE(comments);
  CHECK(comments->size() == limits::kCommentsMax);
  CHECK(test::outcome(parse_comments(many(limits::kCommentsMax + 1))) == "too-large@0");
  std::string padded = "[]";
  padded.resize(limits::kThreadJsonBytesMax, ' ');
  CHECK(parse_comments(padded));
  CHECK(test::outcome(parse_comments(padded + " ")) ==
        "too-large@" + std::to_string(limits::kThreadJsonBytesMax));
}

TEST_CASE("parse_draft: what was typed stays as it was typed", "[comment]") {
  const auto draft = parse_draft(R"({"text":" e\u0302\u0000\r\n\u202E ","authorName":" Hoa\u0007 ",
      "authorEmail":"hoa@example.vn","parentId":"c1","replyDepth":2,
      "recentTexts":["a"," b"],"x":1})");
  REQUIRE(draft);
  CHECK(draft->text == " e\u0302\0\r\n\u202E "s);
  CHECK(draft->author_name == " Hoa\a ");
  CHECK(draft->author_email == "hoa@example.vn");
  CHECK(draft->parent_id == "c1");
  CHECK(draft->reply_depth == 2);
  CHECK(draft->recent_texts == std::vector<std::string>{"a", " b"});
}

TEST_CASE("parse_draft: the text is all that must be there", "[comment]") {
  const auto draft = parse_draft(R"({"text":"","parentId":null,"authorName":null})");
  REQUIRE(draft);
  CHECK(draft->text.empty());
  CHECK(draft->author_name.empty());
  CHECK(draft->parent_id.empty());
  CHECK(draft->reply_depth == 0);
  CHECK(draft->recent_texts.empty());
}

TEST_CASE("parse_draft: every member is checked, each limit and one more", "[comment]") {
  using namespace limits;
  const auto with_text = [](std::string_view members) {
    return complaint(parse_draft("{\"text\":\"x\"," + std::string(members) + "}"));
  };
  CHECK(complaint(parse_draft("{}")) == "missing-field no text");
  CHECK(complaint(parse_draft("7")) == "wrong-type not an object");
  CHECK(complaint(parse_draft(R"({"text":"\ud800"})")) == "invalid-utf8 half of a surrogate pair");
  CHECK(with_text(R"("authorEmail":1)") == "wrong-type authorEmail: not a string");
  CHECK(with_text(R"("parentId":"a b")") == "invalid-value parentId: not an id");
  CHECK(with_text(R"("replyDepth":1000)") == "ok");
  CHECK(with_text(R"("replyDepth":1001)") == "too-large replyDepth: number out of range");
  CHECK(with_text(R"("replyDepth":-1)") == "invalid-value replyDepth: number out of range");
  CHECK(with_text(R"("recentTexts":"x")") == "wrong-type recentTexts: not an array");
  CHECK(with_text(R"("recentTexts":[1])") == "wrong-type recentTexts[0]: not a string");
  CHECK(with_text("\"recentTexts\":[" + listed("\"\"", kRecentTextsMax) + "]") == "ok");
  CHECK(with_text("\"recentTexts\":[" + listed("\"\"", kRecentTextsMax + 1) + "]") ==
        "too-large recentTexts: too many items");
  CHECK(with_text("\"authorName\":" + quoted(kNameBytesMax)) == "ok");
  CHECK(with_text("\"authorName\":" + quoted(kNameBytesMax + 1)) ==
        "too-large authorName: too long");
  CHECK(with_text("\"authorEmail\":" + quoted(kNameBytesMax + 1)) ==
        "too-large authorEmail: too long");
  const std::size_t text_bytes = kCommentJsonBytesMax - 11;
  CHECK(complaint(parse_draft("{\"text\":" + quoted(text_bytes) + "}")) == "ok");
  CHECK(complaint(parse_draft("{\"text\":" + quoted(text_bytes + 1) + "}")) ==
        "too-large too many bytes");
}

TEST_CASE("parse_draft: every prefix of a draft is refused", "[comment]") {
  test::check_every_prefix(parse_draft,
                           R"({"text":"Đẹp \u1EBF","recentTexts":["ừ"],"replyDepth":1})");
}
