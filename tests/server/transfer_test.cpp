// Comments that come from elsewhere, and go elsewhere.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "store/memory_store.h"
#include "transfer/dump.h"
#include "transfer/foreign.h"
#include "transfer/html_text.h"
#include "transfer/import.h"

using namespace ykien;

namespace {

// A file of shared/data/import; skips the test where it is not there: not to be called in a CHECK.
std::string shared(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::path(YKIEN_SHARED_DIR) / "data" / "import" / name;
  if (!std::filesystem::exists(path)) SKIP(path.string() + " is not there");
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<NewComment> adopted(const std::string& file, Policy policy = {}) {
  const auto format = format_of(file);
  REQUIRE(format);
  const Foreigners found = read_foreign(*format, file);
  if (!found) FAIL(found.error());
  return adopt("bao", RuleSet(std::move(policy)), *format, *found);
}

// "id article parent state name: text", for each.
std::string lines_of(const std::vector<NewComment>& comments) {
  std::string lines;
  for (const NewComment& one : comments) {
    const Comment& comment = one.comment;
    lines += comment.id + " " + comment.article_id + " " +
             (comment.parent_id.empty() ? "-" : comment.parent_id) + " " +
             std::string(comment_state_name(comment.state)) + " " + comment.author_name + ": " +
             comment.text + "\n";
  }
  return lines;
}

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

}  // namespace

TEST_CASE("text_of_html: the words, and where lines end", "[transfer]") {
  struct Case {
    std::string_view html, text;
  };
  for (const auto& [html, text] : {
           Case{"<p>Hello, World.</p>", "Hello, World.\n"},
           Case{"a<br>b<BR/>c<br />d", "a\nb\nc\nd"},
           Case{"<p>a</p><p>b</p>", "a\nb\n"},
           Case{"1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;x&quot; &#39;y&#x27; &#272;",
                "1 < 2 && 3 > 2 \"x\" 'y' Đ"},
           Case{"&nope; &amp &#0xZ; &#1114112; &#xD800; a&b",
                "&nope; &amp &#0xZ; &#1114112; &#xD800; a&b"},
           Case{"<a href=\"https://a.vn\">https://a.vn</a>", "https://a.vn"},
           Case{"<a href='https://a.vn/?a=1&amp;b=2' rel=x>đây</a>!",
                "đây (https://a.vn/?a=1&b=2)!"},
           Case{"1 < 2, x<3 và <3", "1 < 2, x<3 và <3"},
           Case{"<script>alert(1)</script><img src=x onerror=y>", "alert(1)"},
           Case{"<!-- a --><b>b</b>", "b"},
           Case{"<", "<"},
           Case{"<b", "<b"},
           Case{"", ""},
       }) {
    CAPTURE(html);
    CHECK(text_of_html(html) == text);
  }
}

TEST_CASE("text_of_html: brackets that nothing closes cost no more than others", "[transfer]") {
  for (const std::string_view end : {"", ">"}) {
    const std::string open = times(4'000'000, "<");
    CHECK(text_of_html(open + " " + std::string(end)) == open + " " + std::string(end));
  }
  const std::string tags = times(4'000'000, "<a");
  CHECK(text_of_html(tags) == tags);
}

TEST_CASE("as_id: what no id has is written in two digits", "[transfer]") {
  CHECK(as_id("1775") == "1775");
  CHECK(as_id("") == "~");
  CHECK(as_id("/2014/test/") == "~2F2014~2Ftest~2F");
  CHECK(as_id("bài~1") == "b~C3~A0i~7E1");
  CHECK(is_id(as_id(std::string(500, '/'))));
}

TEST_CASE("import: Disqus's export, all of it", "[transfer]") {
  const std::string file = shared("disqus.xml");
  CHECK(lines_of(adopted(file)) ==
        "disqus-4 some-id - published peter: ...\n"
        "disqus-5 some-id disqus-4 published user: Hello, World.\n"
        "disqus-6 disqus-1337 - published where am I?: ...\n"
        "disqus-8 ~2Fblog~2F2013~2F02~2F12~2Fredacted~2Findex.html - published Empty: "
        "Message from thread with empty title and id\n"
        "disqus-9 some-id - deleted : \n"
        "disqus-11 some-id disqus-9 published user: Hello, World.\n");
  const auto comments = adopted(file);
  CHECK(comments[0].comment.created.unix_ms == 1'381'432'829'000);
  CHECK(comments[1].author_key == comments[0].author_key);
  CHECK_FALSE(comments[0].author_key.contains('@'));
}

TEST_CASE("import: WordPress's export, all of it", "[transfer]") {
  const std::string file = shared("wordpress.xml");
  CHECK(lines_of(adopted(file)) ==
        "wordpress-1-2 ~2F2014~2Ftest~2F - published Ohai: Erster!1\n"
        "wordpress-1-6 ~2F2014~2Ftest~2F - published Tester: Zweiter.\n"
        "wordpress-1-7 ~2F2014~2Ftest~2F wordpress-1-6 published Tester: Drölfter!\n"
        "wordpress-1-8 ~2F2014~2Ftest~2F wordpress-1-7 published Tester: Yet another reply.\n"
        "wordpress-1-9 ~2F2014~2Ftest~2F wordpress-1-7 published Tester: ...\n"
        "wordpress-1-10 ~2F2014~2Ftest~2F - published Multiline Author: "
        "When you have a comment with multiple lines:\nWordPress exports it like this.\n"
        "wordpress-1-11 ~2F2014~2Ftest~2F - published Letzter :/: ...\n"
        "wordpress-2-11 ~2F~3Fp~3D4 - published Anonymous: ...\n");
}

TEST_CASE("import: generic JSON, all of it", "[transfer]") {
  const std::string file = shared("generic.json");
  CHECK(
      lines_of(adopted(file)) ==
      "generic-1-1 ~2Fposts~2F0001~2F - published texas holdem: "
      "Great men can't be ruled. by free online poker\n"
      "generic-2-1 ~2Fposts~2F0007~2F - published Richard Crinshaw: Ja-make-a me crazzy mon :)\n");
}

TEST_CASE("import: what the rules refuse is held, with the reason", "[transfer]") {
  Policy policy;
  policy.body_graphemes_max = 5;
  policy.banned_words = {"ngu"};
  const auto comments = adopted(
      R"([{"id":"a","comments":[{"author":"A","text":"đồ ngu","created":"2020-01-01 00:00:00"}]}])",
      policy);
  REQUIRE(comments.size() == 1);
  CHECK(comments[0].comment.state == CommentState::kHeld);
  CHECK(comments[0].comment.text == "đồ ngu");
  CHECK(comments[0].why == "text-graphemes,text-banned-word");
}

TEST_CASE("import: replies behind their parents, circles and strangers at top level",
          "[transfer]") {
  std::vector<Foreign> comments(5);
  const char* const parents[] = {"2", "3", "2", "", "nobody"};
  for (std::size_t i = 0; i < comments.size(); ++i) {
    comments[i].id = std::to_string(i + 1);
    comments[i].parent = parents[i];
    comments[i].article = i == 3 ? "b" : "a";
    comments[i].author_name = "A";
    comments[i].html = "x";
  }
  MemoryStore store;
  std::vector<Write> writes;
  for (const NewComment& one : adopt("bao", RuleSet(Policy()), Format::kGeneric, comments))
    writes.emplace_back(one);
  CHECK(writes.size() == 5);
  std::size_t kept = 0;
  for (const auto& answer : store.write(writes)) kept += answer.has_value();
  CHECK(kept == 5);
}

TEST_CASE("import: who answers nobody answers nobody without an id either", "[transfer]") {
  std::vector<Foreign> comments(2);
  comments[1].id = "2";
  const auto adopted = adopt("bao", RuleSet(Policy()), Format::kDisqus, comments);
  REQUIRE(adopted.size() == 2);
  CHECK(adopted[1].comment.id == "disqus-2");
  CHECK(adopted[1].comment.parent_id.empty());
}

TEST_CASE("import: files that are broken are refused with the place", "[transfer]") {
  CHECK_FALSE(format_of("hello"));
  CHECK(read_foreign(Format::kDisqus, "<disqus><post>").error() == "line 1: no element found");
  CHECK(read_foreign(Format::kGeneric, "[{]").error().starts_with("byte 2"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(read_foreign(Format::kDisqus, deep).error() == "line 1: too deep");
  // Entities that unfold into each other, and one that reads a file.
  std::string laughs = "<!DOCTYPE d [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'z'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += "&" + before + ";";
    laughs += "<!ENTITY " + std::string(1, c) + " \"" + ten + "\">";
  }
  CHECK_FALSE(read_foreign(Format::kDisqus, laughs + "]><disqus>&y;</disqus>"));
  const auto outside = read_foreign(
      Format::kDisqus,
      "<!DOCTYPE d [<!ENTITY x SYSTEM \"/etc/passwd\">]><disqus><post><message>a&x;b</message>"
      "</post></disqus>");
  if (outside) CHECK(outside->at(0).html == "ab");
}

TEST_CASE("import: whatever was called how, its own export takes it in", "[transfer]") {
  struct Case {
    const char* name;
    std::string id, article, author_name, html;
  };
  const Case cases[] = {
      {"as it should be", "1", "a", "Lan", "x"},
      {"an id that is none of ours", "a/b \n", "a", "Lan", "x"},
      {"no id", "", "a", "Lan", "x"},
      {"a long id", std::string(500, '7'), "a", "Lan", "x"},
      {"no article", "1", "", "Lan", "x"},
      {"a name that grows in NFC", "1", "a", times(300, "\u0958"), "x"},
      {"a long name", "1", "a", std::string(2'000, 'a'), "x"},
      {"a text that grows in NFC", "1", "a", "Lan", times(20'000, "\u0958")},
      {"a long text", "1", "a", "Lan", std::string(100'000, 'a')},
      {"a text that grows in JSON", "1", "a", "Lan", times(30'000, "\"a")},
      {"no letters", "1", "a", "&#1;&#x202E;", "&#0;"},
  };
  for (const auto& [name, id, article, author_name, html] : cases) {
    CAPTURE(name);
    Foreign foreign;
    foreign.id = id;
    foreign.article = article;
    foreign.author_name = author_name;
    foreign.html = html;
    MemoryStore store;
    std::vector<Write> writes;
    for (NewComment& one : adopt("bao", RuleSet(Policy()), Format::kDisqus, {foreign}))
      writes.emplace_back(std::move(one));
    REQUIRE(import_all(store, writes));
    std::string file;
    REQUIRE(dump(store, "bao", [&](std::string_view line) { file += line; }));
    const Writes again = read_import("bao", RuleSet(Policy()), file);
    if (!again) FAIL_CHECK(again.error());
    CHECK((!again || again->size() == 3));  // the site, its article, the comment
  }
}

TEST_CASE("dump: what one store has another is given, whole", "[transfer]") {
  MemoryStore from;
  NewComment fresh;
  fresh.site = "bao";
  fresh.comment.id = "a";
  fresh.comment.article_id = "1775";
  fresh.comment.author_name = "Bạn đọc";
  fresh.comment.text = "Dòng\n\"hai\"";
  fresh.comment.created = {1000, 420};
  fresh.author_key = "tác giả";
  fresh.idempotency_key = "k1";
  fresh.why = "text-links";
  Change change{.site = "bao",
                .id = "a",
                .version = 1,
                .text = "Khác",
                .author_name = "Tên",
                .state = CommentState::kHeld,
                .edited = Timestamp{2000, 420},
                .why = "x",
                .deed = {3000, "ai", "edit", "vì thế"}};
  const std::vector<Write> writes = {fresh,
                                     change,
                                     Vote{"bao", "a", "v", 1, 5},
                                     Report{"bao", "a", "r", "spam", "ghi chú", 6},
                                     Reaction{"bao", "a", "r", "love", 7},
                                     Views{"bao", "1775", 12},
                                     ArticleLike{"bao", "1775", "r", true, 9},
                                     ThreadChange{"bao", "1775", true, "", {10, "lan", "close"}},
                                     Ban{"bao", "author", "xấu", 11, false, {12, "lan", "ban"}}};
  for (const auto& answer : from.write(writes)) REQUIRE(answer);
  std::vector<std::string> lines;
  const auto count = dump(from, "bao", [&](std::string_view line) { lines.emplace_back(line); });
  CHECK(count == 1);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == std::string(kDumpHead) + "\n");
  MemoryStore to;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto write = read_dumped("bao", lines[i]);
    if (!write) FAIL(write.error());
    REQUIRE(to.write(std::span(&*write, 1)).at(0));
  }
  CHECK(to.find("bao", "a").value() == from.find("bao", "a").value());
  CHECK(to.deeds("bao", "a").value() == from.deeds("bao", "a").value());
  CHECK(to.votes("bao", "a").value() == from.votes("bao", "a").value());
  CHECK(to.reports("bao", "a").value() == from.reports("bao", "a").value());
  CHECK(to.reactions("bao", "a").value() == from.reactions("bao", "a").value());
  CHECK(to.thread("bao", "1775").value() == from.thread("bao", "1775").value());
  CHECK(to.article_likes("bao", "1775").value() == from.article_likes("bao", "1775").value());
  CHECK(to.bans("bao").value() == from.bans("bao").value());
  CHECK(to.site_deeds("bao", 9, 9).value() == from.site_deeds("bao", 9, 9).value());
  CHECK(read_dumped("bao", "{").error().starts_with("byte 1"));
  CHECK(read_dumped("bao", "{}").error().contains("no author"));
}

TEST_CASE("import: our own export, whatever its times say of who came first", "[transfer]") {
  MemoryStore from;
  NewComment parent;
  parent.site = "bao";
  parent.comment.id = parent.idempotency_key = "parent";
  parent.comment.article_id = "1775";
  parent.comment.created = {2000, 0};
  NewComment reply = parent;
  reply.comment.id = reply.idempotency_key = "a-reply";
  reply.comment.parent_id = "parent";
  reply.comment.created = {1000, 0};  // of a process whose clock was behind
  const std::vector<Write> both = {parent, reply};
  for (const auto& answer : from.write(both)) REQUIRE(answer);
  std::string file;
  REQUIRE(dump(from, "bao", [&](std::string_view line) { file += line; }));
  CHECK(file.find("a-reply") < file.find("\"id\":\"parent\""));
  MemoryStore to;
  const Writes writes = read_import("bao", RuleSet(Policy()), file);
  REQUIRE(writes);
  const auto imported = import_all(to, *writes);
  REQUIRE(imported);
  CHECK(imported->kept == 2);
  CHECK(to.find("bao", "parent").value()->replies == 1);
  CHECK(import_all(to, *writes)->again == 2);
  CHECK(read_import("bao", RuleSet(Policy()), file + "{").error().starts_with("line 6, byte 1"));
  CHECK(read_import("bao", RuleSet(Policy()), "hello").error() == "not an export that is known");
}
