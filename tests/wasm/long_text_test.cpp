#include "layout/long_text.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>

#include "layout/flow.h"
#include "wasm/fixed_host.h"
#include "ykien/text.h"

namespace ykien {
namespace {

std::string repeat(std::string_view text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

bool is_utf8(std::string_view text) { return count_graphemes(text).has_value(); }

// Lays pieces of text out, part by part, and reads the lines.
struct Laid {
  explicit Laid(const std::vector<std::string>& texts, int width = 400) {
    TextStyle style;
    style.size_px = 20;  // 10 px a code point
    std::vector<Piece> pieces;
    for (const std::string& text : texts)
      pieces.push_back({text, runs.intern_style(style), pieces.empty() ? 0 : piece::kBold, ""});
    Flow flow(runs, 0, width);
    LongText rest(std::move(pieces));
    while (!rest.done() && parts < 10'000) {
      TextBox box;
      box.id = ++parts;
      box.line_height = 30;
      flow.add_part(std::move(box), rest);
    }
    section = flow.finish(SectionRole::kNone);
    for (const Box& box : section.boxes) {
      for (const Line& line : box.text.lines) add(box, line);
    }
  }

  void add(const Box& box, const Line& line) {
    std::string text;
    for (const LinePiece& part : line.pieces)
      text +=
          box.pieces[part.piece].text.substr(part.begin_bytes, part.end_bytes - part.begin_bytes);
    lines.push_back(std::move(text));
  }

  test::FixedHost host;
  RunTable runs{host};
  Section section;
  std::vector<std::string> lines;
  std::uint32_t parts = 0;
};

TEST_CASE("LongText: a short text is one part, whole", "[long_text]") {
  const Laid laid({"một hai ", "ba"});
  CHECK(laid.parts == 1);
  CHECK(laid.lines == std::vector<std::string>{"một hai ba"});
  CHECK(Laid({""}).parts == 0);
}

TEST_CASE("LongText: lines are those of one paragraph, whatever parts it comes in", "[long_text]") {
  const std::string sentence = "Mỗi chiều, con thuyền nhỏ lại ghé bến. ";
  const std::string text = repeat(sentence, 5 * LongText::kPartBytesMax);
  const Laid laid({text});
  CHECK(laid.parts > 5);
  const std::size_t code_points = count_code_points(sentence);  // 39: one sentence a line
  for (const std::string& line : laid.lines) {
    CHECK(count_code_points(line) == code_points - 1);
    if (count_code_points(line) != code_points - 1) break;
  }
  CHECK(laid.lines.size() == text.size() / sentence.size());
  for (std::size_t i = 1; i < laid.section.boxes.size(); ++i)
    CHECK(laid.section.boxes[i].y ==
          laid.section.boxes[i - 1].y + laid.section.boxes[i - 1].h);  // no gap is seen
}

TEST_CASE("LongText: no word is lost or split, at any size about a part's", "[long_text]") {
  for (std::size_t bytes = LongText::kPartBytesMax - 8; bytes < LongText::kPartBytesMax + 8;
       ++bytes) {
    CAPTURE(bytes);
    std::string text = repeat("ngữ ", bytes);
    text.resize(bytes);
    while (!is_utf8(text)) text.pop_back();
    const Laid laid({text.substr(0, 40), text.substr(40)}, 95);
    std::string all;
    for (const std::string& line : laid.lines) all += line;
    std::string expected = text;
    std::erase(all, ' ');
    std::erase(expected, ' ');
    CHECK(all == expected);
  }
}

TEST_CASE("LongText: thousands of pieces come in parts, in the lines of one text", "[long_text]") {
  const std::size_t count = 4 * LongText::kPartPiecesMax + 7;
  const std::string text = "liên kết ";
  const Laid pieces(std::vector<std::string>(count, text));
  CHECK(pieces.parts > 4);
  CHECK(pieces.lines == Laid({repeat(text, count * text.size())}).lines);
}

TEST_CASE("LongText: a word without end is cut between graphemes", "[long_text]") {
  const Laid laid({repeat("ă", 3 * LongText::kPartBytesMax)});
  CHECK(laid.lines.size() == 3 * LongText::kPartBytesMax / 2 / 40 + 1);
  for (const std::string& line : laid.lines) CHECK(is_utf8(line));
}

TEST_CASE("LongText: forced breaks and empty lines end", "[long_text]") {
  const Laid breaks({repeat("\n", 2 * LongText::kPartBytesMax)});
  CHECK(breaks.parts < 4);
  const std::string text = repeat("a\n\n", 2 * LongText::kPartBytesMax);
  Laid mixed({text});
  CHECK(mixed.lines.size() == lay_out_text({{text, 0, 0, ""}}, 400, mixed.runs).lines.size());
}

}  // namespace
}  // namespace ykien
