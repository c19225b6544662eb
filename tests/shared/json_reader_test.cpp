#include "ykien/json_reader.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "shared/json_support.h"
#include "ykien/json_writer.h"

using namespace ykien;
using namespace std::string_view_literals;

namespace {

constexpr JsonLimits kLimits = {.bytes_max = 1 << 20};

// The root's kind is enough here: values have tests of their own.
Result<bool> parse_with(std::string_view text, const JsonLimits& limits) {
  JsonDocument document(text, limits);
  return finish_reading(document, document.root().present());
}

Result<bool> parse(std::string_view text) { return parse_with(text, kLimits); }

std::string outcome_of(std::string_view text) {
  return test::outcome(test::parse_exactly(parse, text));
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

// The lines of tests/data/json/cases.txt: outcome, tab, text with %XX for bytes that would not
// show.
std::vector<std::pair<std::string, std::string>> json_cases() {
  std::istringstream file(
      test::read_file(std::filesystem::path(YKIEN_SOURCE_DIR) / "tests/data/json/cases.txt"));
  std::vector<std::pair<std::string, std::string>> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#') || line.empty()) continue;
    const std::size_t tab = line.find('\t');
    REQUIRE(tab != line.npos);
    std::string text;
    for (std::size_t at = tab + 1; at < line.size(); ++at) {
      const bool coded = line[at] == '%';
      text += coded ? static_cast<char>(std::stoi(line.substr(at + 1, 2), nullptr, 16)) : line[at];
      if (coded) at += 2;
    }
    cases.emplace_back(line.substr(0, tab), text);
  }
  REQUIRE(cases.size() > 150);
  return cases;
}

// Everything in the value, as JSON again.
void rewrite(JsonValue value, JsonWriter& writer) {
  switch (value.kind()) {
    case JsonKind::kString:
      writer.string(value.string());
      break;
    case JsonKind::kNumber:
      writer.integer(value.integer(0, {INT64_MIN, INT64_MAX}));
      break;
    case JsonKind::kArray:
      writer.begin_array();
      for (const JsonValue item : value.items(100)) rewrite(item, writer);
      writer.end_array();
      break;
    default:
      writer.boolean(value.boolean(false));
  }
}

}  // namespace

TEST_CASE("JSON: RFC 8259's grammar, and the byte where a text leaves it", "[json]") {
  for (const auto& [expected, text] : json_cases()) {
    CAPTURE(text);
    CHECK(outcome_of(text) == expected);
  }
}

TEST_CASE("JSON: every prefix of a document is refused, and read within its bounds", "[json]") {
  test::check_every_prefix(
      parse, R"({"a":[1,-2.5e+3,null,true,false],"đ":"\u1EBF\ud83d\ude00\n","b":{"":{}},"c":"ế"})");
}

TEST_CASE("JSON: each limit, and one more", "[json]") {
  CHECK(test::outcome(parse_with("[1,2]", {.bytes_max = 5})) == "ok");
  CHECK(test::outcome(parse_with("[1,2]", {.bytes_max = 4})) == "too-large@4");
  CHECK(test::outcome(parse_with("[1,\xFF", {.bytes_max = 3})) == "too-large@3");
  CHECK(outcome_of(nested(limits::kJsonDepthMax)) == "ok");
  CHECK(outcome_of(nested(limits::kJsonDepthMax + 1)) == "json-too-deep@32");
  CHECK(outcome_of(std::string(100'000, '[')) == "json-too-deep@32");
  std::string objects;
  for (int i = 0; i < 33; ++i) objects += "{\"a\":";
  CHECK(outcome_of(objects) == "json-too-deep@160");
  CHECK(test::outcome(parse_with("[1,[2]]", {.bytes_max = 9, .values_max = 4})) == "ok");
  CHECK(test::outcome(parse_with("[1,[2]]", {.bytes_max = 9, .values_max = 3})) == "too-large@4");
}

TEST_CASE("JSON: two million values are read, one more is not", "[json]") {
  std::string text = "[";
  for (std::size_t i = 2; i < limits::kJsonValuesMax; ++i) text += "0,";
  const JsonLimits limits = {.bytes_max = text.size() + 4};
  CHECK(test::outcome(parse_with(text + "0]", limits)) == "ok");
  CHECK(test::outcome(parse_with(text + "0,0]", limits)) ==
        "too-large@" + std::to_string(text.size() + 2));
}

TEST_CASE("JSON: an object with many members is not quadratic, and still checked", "[json]") {
  std::string text = "{";
  for (int i = 0; i < 200'000; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  const JsonLimits limits = {.bytes_max = text.size() + 10};
  CHECK(test::outcome(parse_with(text + "\"k\":0}", limits)) == "ok");
  CHECK(test::outcome(parse_with(text + "\"k9\":0}", limits)) ==
        "duplicate-key@" + std::to_string(text.size() + 5));
}

TEST_CASE("JSON: values are what was written", "[json]") {
  const std::string text =
      R"(["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u1EBF\ud83d\ude00", "a\u0000b", -0, 9223372036854775807,
          -9223372036854775808, [], [true, false, [7]], "ế"])";
  JsonDocument document(text, kLimits);
  JsonWriter writer;
  rewrite(document.root(), writer);
  REQUIRE_FALSE(document.error());
  CHECK(writer.take() ==
        "[\"\\\"\\\\/\\u0008\\u000c\\n\\u000d\\u0009\",\"Aéế😀\",\"a\\u0000b\",0,"
        "9223372036854775807,-9223372036854775808,[],[true,false,[7]],\"ế\"]");
}

TEST_CASE("JSON: members are found by name; missing and null are absent", "[json]") {
  JsonDocument document(R"({"a": 1, "\u0062": "x", "n": null, "o": {"i": {}}})", kLimits);
  const JsonValue root = document.root();
  CHECK(root.member("a").integer(0) == 1);
  CHECK(root.member("b").string() == "x");
  CHECK_FALSE(root.member("n").present());
  CHECK_FALSE(root.member("A").present());
  CHECK(root.member("n").integer(5) == 5);
  CHECK(root.member("z").boolean(true));
  CHECK(root.member("z").string().empty());
  CHECK_FALSE(root.member("z").member("y").present());
  CHECK(root.member("z").items(0).count() == 0);
  CHECK(root.required("o").required("i").present());
  CHECK_FALSE(root.failed());
}

TEST_CASE("JSON: complaints name the value, and the first one stays", "[json]") {
  struct Case {
    std::string_view name;
    void (*read)(JsonValue);
    std::string_view outcome;
    std::string_view detail;
  };
  const std::string_view text =
      R"({"a":[{"s":"x"},{"s":[5]}],"f":1.5,"e":1e3,"h":9223372036854775808,"n":-1,"t":"7"})";
  const Case cases[] = {
      {"string",
       [](JsonValue v) {
         for (auto i : v.member("a").items(2)) i.member("s").string();
       },
       "wrong-type@21", "a[1].s: not a string"},
      {"array", [](JsonValue v) { v.member("f").items(9); }, "wrong-type@31", "f: not an array"},
      {"object", [](JsonValue v) { v.member("f").member("x"); }, "wrong-type@31",
       "f: not an object"},
      {"boolean", [](JsonValue v) { v.member("t").boolean(false); }, "wrong-type@78",
       "t: not a boolean"},
      {"fraction", [](JsonValue v) { v.member("f").integer(0); }, "wrong-type@31",
       "f: not an integer"},
      {"exponent", [](JsonValue v) { v.member("e").integer(0); }, "wrong-type@39",
       "e: not an integer"},
      {"digits in a string", [](JsonValue v) { v.member("t").integer(0); }, "wrong-type@78",
       "t: not an integer"},
      {"beyond 64 bits", [](JsonValue v) { v.member("h").integer(0, {INT64_MIN, INT64_MAX}); },
       "too-large@47", "h: number out of range"},
      {"below", [](JsonValue v) { v.member("n").integer(0); }, "invalid-value@71",
       "n: number out of range"},
      {"missing", [](JsonValue v) { v.required("a").items(2).begin().operator*().required("q"); },
       "missing-field@6", "a[0]: no q"},
      {"too many", [](JsonValue v) { v.member("a").items(1); }, "too-large@5", "a: too many items"},
      {"choice", [](JsonValue v) { v.member("t").choice(std::vector<std::string_view>{"6"}, 0); },
       "invalid-value@78", "t: not one of the names"},
      {"first of two",
       [](JsonValue v) {
         v.required("q");
         v.member("t").integer(0);
       },
       "missing-field@0", "no q"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    JsonDocument document(text, kLimits);
    c.read(document.root());
    CHECK(test::outcome(finish_reading(document, true)) == c.outcome);
    REQUIRE(document.error());
    CHECK(document.error()->detail == c.detail);
  }
}

TEST_CASE("JSON: complaints of the parser name the place too", "[json]") {
  const auto detail_of = [](std::string_view text) {
    const Result<bool> result = parse(text);
    return result ? std::string("ok") : result.error().detail;
  };
  CHECK(detail_of(R"({"a":[0,{"b":[1,x]}]})") == "a[1].b: unexpected byte");
  CHECK(detail_of(R"({"a":[0,{"b":1,"b":2}]})") == "a[1].b: named before");
  CHECK(detail_of(R"([[],[1)") == "[1]: cut short");
  CHECK(detail_of("") == "cut short");
  CHECK(detail_of("{\"" + std::string(65, 'k') + "\":[x]}") == "(long name): unexpected byte");
}

TEST_CASE("JSON: integers at the edges of their range", "[json]") {
  const auto read = [](std::string_view text, JsonIntegerRange range) {
    JsonDocument document(text, kLimits);
    const std::int64_t value = document.root().integer(-7, range);
    return document.error() ? test::outcome(finish_reading(document, 0)) : std::to_string(value);
  };
  CHECK(read("9007199254740992", {}) == "9007199254740992");
  CHECK(read("9007199254740993", {}) == "too-large@0");
  CHECK(read("0", {}) == "0");
  CHECK(read("-1", {}) == "invalid-value@0");
  CHECK(read("-5", {-5, 5}) == "-5");
  CHECK(read("-6", {-5, 5}) == "invalid-value@0");
  CHECK(read("5", {-5, 5}) == "5");
  CHECK(read("6", {-5, 5}) == "too-large@0");
  CHECK(read("9223372036854775807", {0, INT64_MAX}) == "9223372036854775807");
  CHECK(read("-9223372036854775809", {INT64_MIN, 0}) == "too-large@0");
  CHECK(read(std::string(5'000, '9'), {0, INT64_MAX}) == "too-large@0");
}

TEST_CASE("JSON: every value stands where it says", "[json]") {
  const std::string_view text =
      "\xEF\xBB\xBF {\t\"a\" : [ 10,-0 ,1.50e+3, \"x\\\"y\\\\\" , \"\\u0022\",\n{\"}\":true},null "
      ",[ ],{} , "
      "-7,0] ,\"b,\\\"\":\"]:{\", \"c\":12345678901234567890123, \"d\":-9223372036854775808 }";
  JsonDocument document(text, kLimits);
  const auto stands_at = [&](JsonValue value, std::string_view expected) {
    value.fail(ErrorCode::kInvalidValue, "asked");
    REQUIRE(document.error());
    CHECK(text.substr(document.error()->offset_bytes).starts_with(expected));
    value.forgive();
  };
  const std::string_view items[] = {"10,",  "-0 ", "1.5", "\"x\\", "\"\\u", "{\"}",
                                    "null", "[ ]", "{}",  "-7",    "0]"};
  stands_at(document.root(), "{\t");
  stands_at(document.root().member("a"), "[ 10");
  std::size_t count = 0;
  for (const JsonValue item : document.root().member("a").items(20)) {
    stands_at(item, items[count]);
    if (count++ == 5) stands_at(item.member("}"), "true");
  }
  CHECK(count == std::size(items));
  stands_at(document.root().member("b,\""), "\"]:{");
  stands_at(document.root().member("c"), "12345678901234567890123,");
  stands_at(document.root().member("d"), "-9223372036854775808 ");
}

TEST_CASE("JsonWriter: strings are valid JSON whatever they hold", "[json]") {
  const auto written = [](std::string_view text) { return JsonWriter().string(text).take(); };
  CHECK(written("") == "\"\"");
  CHECK(written("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(written("\n\r\t\x01\x1F\x7F"sv) == "\"\\n\\u000d\\u0009\\u0001\\u001f\x7F\"");
  CHECK(written("\0"sv) == R"("\u0000")");
  CHECK(written("</script><!--") == R"("\u003c/script>\u003c!--")");
  CHECK(written("Việt 🇻🇳 \u2028") == "\"Việt 🇻🇳 \u2028\"");
  CHECK(written("a\xFFz\xE1\xBB") == "\"a\uFFFDz\uFFFD\uFFFD\"");
  CHECK(written("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");
}

TEST_CASE("JsonWriter: commas stand between members and items, nowhere else", "[json]") {
  JsonWriter writer;
  writer.begin_object().key("a").begin_array().end_array().key("b").begin_array().integer(1);
  writer.boolean(false).begin_object().end_object().string("").end_array();
  writer.member("gone", "")
      .member("c", "x")
      .member_if("no", false)
      .member_if("d", true)
      .end_object();
  CHECK(writer.take() == R"({"a":[],"b":[1,false,{},""],"c":"x","d":true})");
}
