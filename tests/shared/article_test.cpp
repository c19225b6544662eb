#include "ykien/article.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "shared/json_support.h"
#include "ykien/limits.h"

using namespace ykien;
using namespace std::string_literals;

namespace {

std::string outcome_of(std::string_view json) {
  return test::outcome(test::parse_exactly(parse_article, json));
}

// An article whose JSON has `members` after the title.
std::string with(std::string_view members) {
  return "{\"title\":\"T\"," + std::string(members) + "}";
}
std::string with_block(std::string_view block) {
  return with("\"blocks\":[" + std::string(block) + "]");
}

// What is refused, as "code detail".
std::string complaint(const std::string& json) {
  const Result<Article> article = parse_article(json);
  if (article) return "ok";
  return std::string(error_name(article.error().code)) + " " + article.error().detail;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

// `count` times `item`, with commas.
std::string listed(std::string_view item, std::size_t count) {
  std::string all = repeated(std::string(item) + ",", count);
  if (!all.empty()) all.pop_back();
  return all;
}

Article parsed(std::string_view json) {
  const Result<Article> article = parse_article(json);
  CAPTURE(json.substr(0, 200));
  REQUIRE(article);
  return *article;
}

}  // namespace

TEST_CASE("parse_article: golden cases are read, written and read again", "[article]") {
  for (const auto& folder : test::golden_cases("articles")) {
    CAPTURE(folder.filename());
    const Article article = parsed(test::read_file(folder / "input.json"));
    const std::string written = write_article(article);
    CHECK(written == test::without_last_newline(test::read_file(folder / "expected.json")));
    CHECK(parsed(written) == article);
  }
}

TEST_CASE("parse_blocks: parts of an article's blocks are those of the whole", "[article]") {
  for (const auto& folder : test::golden_cases("articles")) {
    CAPTURE(folder.filename());
    Article article = parsed(test::read_file(folder / "input.json"));
    const std::string written = write_article(article);
    const std::size_t at = written.rfind("\"blocks\":");
    const std::string array = written.substr(at + 9, written.size() - at - 10);
    const Result<std::vector<Block>> blocks = test::parse_exactly(parse_blocks, array);
    REQUIRE(blocks);
    CHECK(*blocks == article.blocks);
  }
}

TEST_CASE("parse_blocks: what is no array of blocks is refused", "[article]") {
  const std::pair<std::string, std::string> cases[] = {
      {"[]", "ok"},
      {"[{\"type\":\"separator\"},{\"type\":\"paragraph\",\"text\":\"x\"}]", "ok"},
      {"", "json-syntax@0"},
      {"[", "json-syntax@1"},
      {"null", "wrong-type@0"},
      {"{\"blocks\":[]}", "wrong-type@0"},
      {"[{}]", "missing-field@1"},
      {"[{\"type\":\"list\"}]", "missing-field@1"},
      {"[" + listed("{\"type\":\"separator\"}", limits::kBlocksMax + 1) + "]", "too-large@0"},
  };
  for (const auto& [json, expected] : cases) {
    CAPTURE(json.substr(0, 100));
    CHECK(test::outcome(test::parse_exactly(parse_blocks, json)) == expected);
  }
}

TEST_CASE("parse_article: the worked example of the docs says what it seems to say", "[article]") {
  const Article article = parsed(test::example_in_docs("article-format.md"));
  CHECK(article.id == "2603");
  CHECK(article.language_tag == "vi-VN");
  CHECK(article.language == Language::kVietnamese);
  CHECK(article.number_style == NumberStyle::kComma);
  CHECK(article.title == "Chiếc ghe chở sách cập bến trường làng");
  CHECK(article.category == Link{"Giáo dục", "/giao-duc"});
  CHECK(format_rfc3339(article.published.value()) == "2024-03-16T06:30:00+07:00");
  CHECK(article.authors.at(1) == Link{"Lê Minh Thư", "/tac-gia/le-minh-thu"});
  CHECK(article.views == 2741);
  CHECK(article.weather == Weather{"Châu Đốc", 30, 27, 33});
  REQUIRE(article.blocks.size() == 9);
  CHECK(std::get<Paragraph>(article.blocks[1]).spans.at(1) ==
        Span{"Trần Thị Lài", true, false, ""});
  CHECK(std::get<Image>(article.blocks[2]).width_px == 1200);
  CHECK(std::get<List>(article.blocks[5]).items.at(3).depth == 1);
  CHECK(std::get<Table>(article.blocks[6]).rows.at(2).at(2).spans.at(0).text == "126");
  CHECK(parsed(write_article(article)) == article);
}

TEST_CASE("parse_article: every prefix of an article is refused", "[article]") {
  test::check_every_prefix(parse_article, test::example_in_docs("article-format.md"));
}

TEST_CASE("parse_article: the title is all that must be there", "[article]") {
  const Article article = parsed("{\"title\":\"Tin\"}");
  Article expected;
  expected.title = "Tin";
  expected.language_tag = "vi";
  CHECK(article == expected);
  CHECK(expected.clock);
  CHECK(expected.utc_offset_minutes == 420);
}

TEST_CASE("parse_article: what is wrong has a code and a byte", "[article]") {
  struct Case {
    std::string_view json;
    std::string_view outcome;
  };
  const Case cases[] = {
      {"", "json-syntax@0"},
      {"{\"title\":\"T\"", "json-syntax@12"},
      {"{\"title\":\"\xFF\"}", "invalid-utf8@10"},
      {"{\"title\":\"T\",\"title\":\"T\"}", "duplicate-key@21"},
      {"[]", "wrong-type@0"},
      {"null", "wrong-type@0"},
      {"{}", "missing-field@0"},
      {"{\"title\":null}", "missing-field@0"},
      {"{\"title\":7}", "wrong-type@9"},
      {"{\"title\":\" \\u0000\"}", "invalid-value@9"},
      {"{\"version\":2}", "unsupported-version@11"},
      {"{\"version\":0,\"title\":\"T\"}", "unsupported-version@11"},
      {"{\"version\":1.0,\"title\":\"T\"}", "wrong-type@11"},
      {"{\"version\":\"1\",\"title\":\"T\"}", "wrong-type@11"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.json);
    CHECK(outcome_of(c.json) == c.outcome);
  }
  CHECK(outcome_of("{\"title\":\"T\0\"}"s) == "nul-byte@11");
  CHECK(outcome_of(with("\"x\":" + repeated("[", 32) + repeated("]", 32))) == "json-too-deep@48");
}

TEST_CASE("parse_article: every member beside the blocks is checked", "[article]") {
  struct Case {
    std::string_view members;
    std::string_view complaint;
  };
  const Case cases[] = {
      {R"("id":"a/b")", "invalid-value id: not an id"},
      {R"("id":7)", "wrong-type id: not a string"},
      {R"("id":"")", "ok"},
      {R"("language":"")", "invalid-value language: not a language"},
      {R"("language":"v")", "invalid-value language: not a language"},
      {R"("language":"vi_VN")", "invalid-value language: not a language"},
      {R"("language":"vi-")", "invalid-value language: not a language"},
      {R"("language":"vi--VN")", "invalid-value language: not a language"},
      {R"("language":"-vi")", "invalid-value language: not a language"},
      {R"("language":"12")", "invalid-value language: not a language"},
      {R"("language":"vi-ninechars")", "invalid-value language: not a language"},
      {R"("language":"zh-Hant-TW-x-private")", "ok"},
      {R"("numberStyle":"space")", "invalid-value numberStyle: not one of the names"},
      {R"("numberStyle":1)", "wrong-type numberStyle: not a string"},
      {R"("utcOffset":"+15:00")", "invalid-value utcOffset: not an offset from UTC"},
      {R"("utcOffset":420)", "wrong-type utcOffset: not a string"},
      {R"("category":["a"])", "wrong-type category: not an object"},
      {R"("category":{"url":"/x"})", "missing-field category: no name"},
      {R"("category":{"name":"x","url":1})", "wrong-type category.url: not a string"},
      {R"("published":"11/03/2014")", "invalid-value published: not a time"},
      {R"("updated":1394492460000)", "wrong-type updated: not a string"},
      {R"("authors":"T.N")", "wrong-type authors: not an array"},
      {R"("authors":["a",{"text":"b"}])", "missing-field authors[1]: no name"},
      {R"("authors":[null])", "wrong-type authors[0]: not an object"},
      {R"("keywords":[{"name":"b"}])", "missing-field keywords[0]: no text"},
      {R"("views":-1)", "invalid-value views: number out of range"},
      {R"("views":9007199254740993)", "too-large views: number out of range"},
      {R"("views":"2,741")", "wrong-type views: not an integer"},
      {R"("likes":1e3)", "wrong-type likes: not an integer"},
      {R"("lead":{"text":"x"})", "wrong-type lead: not an array"},
      {R"("lead":["x",5])", "wrong-type lead[1]: not an object"},
      {R"("lead":[{"bold":true}])", "missing-field lead[0]: no text"},
      {R"("lead":[{"text":"x","bold":1}])", "wrong-type lead[0].bold: not a boolean"},
      {R"("lead":[{"text":"x","href":false}])", "wrong-type lead[0].href: not a string"},
      {R"("sourceUrl":{})", "wrong-type sourceUrl: not a string"},
      {R"("weather":{"place":"x","now":1,"low":1})", "missing-field weather: no high"},
      {R"("weather":{"place":"x","now":1,"low":1,"high":100})", "ok"},
      {R"("weather":{"place":"x","now":1,"low":1,"high":101})",
       "too-large weather.high: number out of range"},
      {R"("weather":{"place":"x","now":1,"low":-101,"high":1})",
       "invalid-value weather.low: number out of range"},
      {R"("weather":{"place":"x","now":30.5,"low":1,"high":1})",
       "wrong-type weather.now: not an integer"},
      {R"("clock":"yes")", "wrong-type clock: not a boolean"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.members);
    CHECK(complaint(with(c.members)) == c.complaint);
  }
}

TEST_CASE("parse_article: every member of a block is checked", "[article]") {
  struct Case {
    std::string_view members;
    std::string_view complaint;
  };
  const Case cases[] = {
      {R"("blocks":{})", "wrong-type blocks: not an array"},
      {R"("blocks":["text"])", "wrong-type blocks[0]: not an object"},
      {R"("blocks":[{"text":"x"}])", "missing-field blocks[0]: no type"},
      {R"("blocks":[{"type":1}])", "wrong-type blocks[0].type: not a string"},
      {R"("blocks":[{"type":"heading","level":1,"text":"x"}])",
       "invalid-value blocks[0].level: number out of range"},
      {R"("blocks":[{"type":"heading","level":7,"text":"x"}])",
       "too-large blocks[0].level: number out of range"},
      {R"("blocks":[{"type":"separator"},{"type":"paragraph","spans":[{"text":1}]}])",
       "wrong-type blocks[1].spans[0].text: not a string"},
      {R"("blocks":[{"type":"image","alt":"x"}])", "missing-field blocks[0]: no src"},
      {R"("blocks":[{"type":"image","src":"x","width":65536}])",
       "too-large blocks[0].width: number out of range"},
      {R"("blocks":[{"type":"image","src":"x","width":65535,"height":0}])", "ok"},
      {R"("blocks":[{"type":"image","src":"x","height":-1}])",
       "invalid-value blocks[0].height: number out of range"},
      {R"("blocks":[{"type":"quote","text":"x"}])", "missing-field blocks[0]: no paragraphs"},
      {R"("blocks":[{"type":"list","items":[{"depth":8,"text":"x"}]}])",
       "too-large blocks[0].items[0].depth: number out of range"},
      {R"("blocks":[{"type":"list","items":[7]}])", "wrong-type blocks[0].items[0]: not an array"},
      {R"("blocks":[{"type":"table","rows":["x"]}])", "wrong-type blocks[0].rows[0]: not an array"},
      {R"("blocks":[{"type":"table","rows":[[{"header":"x"}]]}])",
       "wrong-type blocks[0].rows[0][0].header: not a boolean"},
      // The first complaint counts, also where an unknown block follows.
      {R"("views":-1,"blocks":[{"type":"poll","text":5}])",
       "invalid-value views: number out of range"},
      {R"("blocks":[{"type":"list"},{"type":"poll","text":5}])",
       "missing-field blocks[0]: no items"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.members);
    CHECK(complaint(with(c.members)) == c.complaint);
  }
}

TEST_CASE("parse_article: each limit, and one more", "[article]") {
  using namespace limits;
  struct Case {
    std::string_view what;
    std::size_t max;
    std::string (*json)(std::size_t);
  };
  const auto quoted = [](std::size_t bytes) { return "\"" + std::string(bytes, 'a') + "\""; };
  static const auto text = quoted;
  const Case cases[] = {
      {"title", kTitleBytesMax, [](std::size_t n) { return "{\"title\":" + text(n) + "}"; }},
      {"id", kIdBytesMax, [](std::size_t n) { return with("\"id\":" + text(n)); }},
      {"language", kLanguageTagBytesMax,
       [](std::size_t n) {
         return with("\"language\":\"" + std::string(n - 32, 'v') + repeated("-abcdefg", 4) + "\"");
       }},
      {"category", kNameBytesMax, [](std::size_t n) { return with("\"category\":" + text(n)); }},
      {"author", kNameBytesMax,
       [](std::size_t n) { return with("\"authors\":[{\"name\":" + text(n) + "}]"); }},
      {"keyword", kNameBytesMax,
       [](std::size_t n) { return with("\"keywords\":[" + text(n) + "]"); }},
      {"place", kNameBytesMax,
       [](std::size_t n) {
         return with("\"weather\":{\"place\":" + text(n) + ",\"now\":1,\"low\":1,\"high\":1}");
       }},
      {"authors", kAuthorsMax,
       [](std::size_t n) { return with("\"authors\":[" + listed("\"a\"", n) + "]"); }},
      {"keywords", kKeywordsMax,
       [](std::size_t n) { return with("\"keywords\":[" + listed("\"a\"", n) + "]"); }},
      {"blocks", kBlocksMax,
       [](std::size_t n) { return with_block(listed("{\"type\":\"separator\"}", n)); }},
      {"spans", kSpansPerBlockMax,
       [](std::size_t n) { return with("\"lead\":[" + listed("\"a\"", n) + "]"); }},
      {"list items", kItemsPerBlockMax,
       [](std::size_t n) {
         return with_block("{\"type\":\"list\",\"items\":[" + listed("\"a\"", n) + "]}");
       }},
      {"quoted paragraphs", kItemsPerBlockMax,
       [](std::size_t n) {
         return with_block("{\"type\":\"quote\",\"paragraphs\":[" + listed("\"a\"", n) + "]}");
       }},
      {"table rows", kTableCellsMax,
       [](std::size_t n) {
         return with_block("{\"type\":\"table\",\"rows\":[" + listed("[\"a\"]", n) + "]}");
       }},
      {"table columns", kTableColumnsMax,
       [](std::size_t n) {
         return with_block("{\"type\":\"table\",\"rows\":[[" + listed("\"a\"", n) + "]]}");
       }},
      {"document", kArticleJsonBytesMax,
       [](std::size_t n) { return "{\"title\":\"T\"}" + std::string(n - 13, ' '); }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(complaint(c.json(c.max)) == "ok");
    const std::string over = complaint(c.json(c.max + 1));
    const bool named = c.what == "id" || c.what == "language";  // values of a set, not amounts
    CHECK(over.starts_with(named ? "invalid-value" : "too-large"));
  }
}

TEST_CASE("parse_article: a table's cells are counted after padding", "[article]") {
  const std::string wide = "[" + listed("\"a\"", 50) + "]";
  const auto table = [&](std::size_t short_rows) {
    return with_block("{\"type\":\"table\",\"rows\":[" + wide + "," + listed("[]", short_rows) +
                      "]}");
  };
  CHECK(complaint(table(199)) == "ok");
  CHECK(complaint(table(200)) == "too-large blocks[0].rows: too many cells");
  const Article article = parsed(table(199));
  for (const auto& row : std::get<Table>(article.blocks[0]).rows) CHECK(row.size() == 50);
}

TEST_CASE("parse_article: limits are those of the text after NFC", "[article]") {
  const std::string decomposed = repeated("e\u0302\u0301", 1365);  // ế: five bytes, then three
  CHECK(parsed("{\"title\":\"" + decomposed + "\"}").title.size() == 4'095);
  const std::string growing = repeated("\u0958", 683);  // three bytes, then six
  CHECK(complaint("{\"title\":\"" + growing + "\"}") == "too-large title: too long");
}

TEST_CASE("parse_article: a URL over its limit is dropped, its text stays", "[article]") {
  const auto href_bytes = [](std::size_t bytes) {
    const std::string href = "/" + std::string(bytes - 1, 'a');
    const Article article = parsed(with("\"lead\":[{\"text\":\"x\",\"href\":\"" + href + "\"}]"));
    return article.lead.at(0).href.size();
  };
  CHECK(href_bytes(limits::kUrlBytesMax) == limits::kUrlBytesMax);
  CHECK(href_bytes(limits::kUrlBytesMax + 1) == 0);
}

TEST_CASE("write_article: text that is no UTF-8 is written as U+FFFD", "[article]") {
  Article article;
  article.title = "a\xFF";
  CHECK(parsed(write_article(article)).title == "a\uFFFD");
}

TEST_CASE("write_article and parse_article: random articles come back equal", "[article]") {
  std::mt19937 random(2603);
  const auto pick = [&](std::size_t count) { return random() % count; };
  const std::string_view pieces[] = {"a",       " ",      "Việt", "e\u0302", "\u0301",
                                     "\\u202E", "\\n",    "\\\"", "🇻🇳",      "\\u0000",
                                     "<",       "\u00A0", "\\\\", "\\u0958"};
  const auto string = [&] {
    std::string text = "\"";
    for (std::size_t i = pick(5); i > 0; --i) text += pieces[pick(std::size(pieces))];
    return text + "\"";
  };
  const auto spans = [&] {
    std::string text = "[";
    for (std::size_t i = 1 + pick(5); i > 0; --i) {
      const std::string href = pick(4) == 0 ? ",\"href\":\"/x\"" : "";
      const std::string bold = pick(2) == 0 ? ",\"bold\":true" : "";
      text += "{\"text\":" + string() + bold + href + "}" + (i == 1 ? "]" : ",");
    }
    return text;
  };
  for (int round = 0; round < 3'000; ++round) {
    const std::string json = with(
        "\"lead\":" + spans() + ",\"authors\":[" + string() + "],\"blocks\":[" +
        "{\"type\":\"paragraph\",\"spans\":" + spans() + "},{\"type\":\"quote\",\"paragraphs\":[" +
        string() + "," + spans() + "]},{\"type\":\"list\",\"items\":[" + spans() +
        ",{\"depth\":2,\"text\":" + string() + "}]},{\"type\":\"table\",\"rows\":[[" + spans() +
        "],[" + string() + ",{\"header\":true}]]}," +
        "{\"type\":\"image\",\"src\":\"x\",\"alt\":" + string() + ",\"caption\":" + spans() + "}]");
    const Article article = parsed(json);
    const Result<Article> again = parse_article(write_article(article));
    if (!again || *again != article) FAIL(json);
  }
}

TEST_CASE("article_plain_text: parts in order, a blank line between", "[article]") {
  CHECK(article_plain_text({}).empty());
  CHECK(article_plain_text(parsed("{\"title\":\"T\"}")) == "T");
  const Article article = parsed(R"({"title":"T","lead":["Lời ",{"text":"dẫn","bold":true}],
      "blocks":[{"type":"heading","text":"H"},{"type":"separator"},
      {"type":"image","src":"x","alt":"A"},{"type":"image","src":"x","caption":"C"},
      {"type":"quote","paragraphs":["Q1","Q2"],"citation":"Ai"},
      {"type":"list","items":["1",{"depth":1,"text":"2"}]},
      {"type":"table","rows":[["a","b"],["c"]],"caption":"Bảng"},
      {"type":"paragraph","text":"Hết"}]})");
  CHECK(article_plain_text(article) ==
        "T\n\nLời dẫn\n\nH\n\nC\n\nQ1\nQ2\nAi\n\n1\n2\n\na\tb\nc\t\nBảng\n\nHết");
}

TEST_CASE("estimate_reading_time: nothing is no time, one word a minute", "[article]") {
  CHECK(estimate_reading_time({}) == ReadingTime{0, 0});
  CHECK(estimate_reading_time(parsed("{\"title\":\"Tin\"}")) == ReadingTime{1, 1});
}

TEST_CASE("estimate_reading_time: syllables in Vietnamese, words in English, images", "[article]") {
  const auto estimate = [](std::string_view language, std::size_t words, std::string_view blocks) {
    return estimate_reading_time(
        parsed("{\"language\":\"" + std::string(language) + "\",\"title\":\"" +
               repeated("tiếng ", words).substr(0, limits::kTitleBytesMax) + "\",\"blocks\":[" +
               std::string(blocks) + "]}"));
  };
  CHECK(estimate("vi", 180, "") == ReadingTime{1, 1});
  CHECK(estimate("vi", 181, "") == ReadingTime{1, 2});
  CHECK(estimate("vi", 260, "") == ReadingTime{1, 2});
  CHECK(estimate("vi", 261, "") == ReadingTime{2, 2});
  CHECK(estimate("en", 200, "") == ReadingTime{1, 1});
  CHECK(estimate("en", 201, "") == ReadingTime{1, 2});
  CHECK(estimate("vi", 180, R"({"type":"image","src":"x"})") == ReadingTime{1, 2});
  CHECK(estimate("vi", 260, R"({"type":"image","src":"x"})") == ReadingTime{2, 2});
}

TEST_CASE("estimate_reading_time: the seed's 1,182 syllables take five to seven minutes",
          "[article]") {
  Article article;
  for (int i = 0; i < 1'182; ++i)
    article.blocks.push_back(Paragraph{{Span{"tiếng", false, false, ""}}});
  CHECK(estimate_reading_time(article) == ReadingTime{5, 7});
}
