#include "layout/text_layout.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "wasm/fixed_host.h"

namespace ykien {
namespace {

// A paragraph in a font whose every code point is 10 px wide.
class Paragraph {
 public:
  Paragraph& add(std::string_view text, std::uint32_t flags = 0) {
    TextStyle style;
    style.size_px = 20;
    style.weight = (flags & piece::kBold) != 0 ? 700 : 400;
    pieces_.push_back({std::string(text), table_.intern_style(style), flags, ""});
    return *this;
  }

  TextLayout lay_out(float width_px, Fill fill = Fill::kRagged) {
    return lay_out_text(pieces_, width_px, table_, fill);
  }

  // Lines as their twins will read, parted by "|"; "+" before a line that continues a word, "!"
  // before a forced one.
  std::string lines(float width_px) {
    std::string text;
    const TextLayout layout = lay_out(width_px);
    for (std::size_t i = 0; i < layout.lines.size(); ++i) {
      if (i > 0) text += '|';
      for (const LinePiece& part : layout.lines[i].pieces) {
        if (&part == &layout.lines[i].pieces.front()) {
          if ((part.flags & piece::kJoined) != 0) text += '+';
          if ((part.flags & piece::kForced) != 0) text += '!';
        }
        text +=
            pieces_[part.piece].text.substr(part.begin_bytes, part.end_bytes - part.begin_bytes);
      }
    }
    return text;
  }

  test::FixedHost host_;
  RunTable table_{host_};
  std::vector<Piece> pieces_;
};

TEST_CASE("lay_out_text: fills lines and drops blanks at their ends", "[text_layout]") {
  CHECK(Paragraph().add("").lines(100) == "");
  CHECK(Paragraph().add("một hai ba").lines(1000) == "một hai ba");
  CHECK(Paragraph().add("một hai ba").lines(70) == "một hai|ba");
  CHECK(Paragraph().add("một hai ba").lines(69) == "một|hai ba");
  CHECK(Paragraph().add("  một  hai  ").lines(30) == "một|hai");
}

TEST_CASE("lay_out_text: a line's width is that of its ink", "[text_layout]") {
  Paragraph p;
  p.add("một hai ba");
  const TextLayout layout = p.lay_out(75);
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.lines[0].width == 70);
  CHECK(layout.lines[1].width == 20);
  CHECK(layout.width == 70);
}

TEST_CASE("lay_out_text: words wider than a line are cut between graphemes", "[text_layout]") {
  CHECK(Paragraph().add("abcdefgh").lines(30) == "abc|+def|+gh");
  CHECK(Paragraph().add("xin abcdef").lines(40) == "xin|abcd|+ef");
  CHECK(Paragraph().add("👨‍👩‍👧‍👦👨‍👩‍👧‍👦").lines(70) ==
        "👨‍👩‍👧‍👦|+👨‍👩‍👧‍👦");
  CHECK(Paragraph().add("a").lines(1) == "a");
}

TEST_CASE("lay_out_text: a break after a hyphen leaves no space", "[text_layout]") {
  CHECK(Paragraph().add("thanh-truyền").lines(60) == "thanh-|+truyền");
  CHECK(Paragraph().add("越南語").lines(20) == "越南|+語");
}

TEST_CASE("lay_out_text: pieces of one word stay together", "[text_layout]") {
  Paragraph p;
  p.add("một ").add("hai", piece::kBold).add(", ba");
  CHECK(p.lines(1000) == "một hai, ba");
  CHECK(p.lines(70) == "một|hai, ba");
  const TextLayout layout = p.lay_out(70);
  REQUIRE(layout.lines.size() == 2);
  REQUIRE(layout.lines[1].pieces.size() == 2);
  CHECK((layout.lines[1].pieces[0].flags & piece::kBold) != 0);
  CHECK(layout.lines[1].pieces[0].x == 0);
  CHECK(layout.lines[1].pieces[0].x_end == 30);
  CHECK(layout.lines[1].pieces[1].x == 30);
}

TEST_CASE("lay_out_text: line feeds force breaks, also empty lines", "[text_layout]") {
  CHECK(Paragraph().add("một\nhai").lines(1000) == "một|!hai");
  CHECK(Paragraph().add("một\n\nhai").lines(1000) == "một|!|!hai");
}

TEST_CASE("lay_out_text: equal runs are measured once, in one call per style", "[text_layout]") {
  Paragraph p;
  p.add("a b a b a").add(" a b", piece::kBold);
  p.lay_out(1000);
  CHECK(p.host_.measure_calls == 2);
  p.lay_out(30);
  CHECK(p.host_.measure_calls == 2);
  CHECK(p.table_.size() == 6);  // a, b and the space, in two weights
}

TEST_CASE("lay_out_text: ticking text is one run per digit, words stay whole", "[text_layout]") {
  Paragraph p;
  p.add("16:02:21", piece::kTicking);
  REQUIRE(p.lay_out(1000).lines.size() == 1);
  const std::size_t runs = p.table_.size();
  Paragraph q;
  q.add("12:06:10", piece::kTicking);
  q.lay_out(1000);
  CHECK(runs == 5);  // 1 6 : 0 2
  CHECK(p.lines(1000) == "16:02:21");
  Paragraph counter;
  counter.add("10 / 500 ký\u00A0tự", piece::kTicking);
  std::string parts;
  for (const PlacedRun& run : counter.lay_out(1000).lines.front().runs)
    parts += counter.table_.run(run.run).text + "|";
  CHECK(parts == "1|0| |/| |5|0|0| |ký|\u00A0|tự|");
}

TEST_CASE("lay_out_text: every byte but blanks is placed, in order, at any width",
          "[text_layout]") {
  const std::string text =
      "Đảng ủy khối cơ-quan đã triển khai (“nói đi đôi với làm”) 越南語 🇻🇳👍🏽 13.130/13.778…";
  for (int width = 1; width < 600; width += 7) {
    CAPTURE(width);
    Paragraph p;
    p.add(text.substr(0, 20)).add(text.substr(20), piece::kBold);
    std::string all;
    for (const Line& line : p.lay_out(static_cast<float>(width)).lines) {
      for (const PlacedRun& run : line.runs) all += p.table_.run(run.run).text;
    }
    std::string expected = text;
    std::erase(all, ' ');
    std::erase(expected, ' ');
    CHECK(all == expected);
  }
}

TEST_CASE("lay_out_text: justified lines end where the column ends, the last where it does",
          "[text_layout]") {
  Paragraph p;
  p.add("một hai ba bốn năm sáu bảy tám chín mười");
  const TextLayout layout = p.lay_out(116, Fill::kJustified);
  REQUIRE(layout.lines.size() == 4);
  for (std::size_t i = 0; i + 1 < layout.lines.size(); ++i) {
    CAPTURE(i);
    CHECK(std::abs(layout.lines[i].width - 116) < 0.1F);
    CHECK(layout.lines[i].word_spacing != 0);
  }
  CHECK(layout.lines.back().word_spacing == 0);
  CHECK(layout.lines.back().width < 116);
}

TEST_CASE("lay_out_text: runs of a justified line stand where its spaces put them",
          "[text_layout]") {
  Paragraph p;
  p.add("aa bb\u00A0cc dddddd");
  const TextLayout layout = p.lay_out(100, Fill::kJustified);
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.lines[0].word_spacing == 10);  // U+00A0 grows as CSS has it
  CHECK(layout.lines[0].pieces.front().x_end == 100);
  CHECK(layout.lines[0].runs.back().x == 80);
}

TEST_CASE("lay_out_text: a forced break ends a justified paragraph for good", "[text_layout]") {
  Paragraph p;
  p.add("một hai\nba bốn năm sáu");
  const TextLayout layout = p.lay_out(90, Fill::kJustified);
  REQUIRE(layout.lines.size() == 3);
  CHECK(layout.lines[0].word_spacing == 0);
  CHECK(layout.lines[1].word_spacing != 0);
}

TEST_CASE("lay_out_text: letters from right to left make their line one run", "[text_layout]") {
  Paragraph p;
  p.add("xin שלום chào bạn đọc xa gần");
  const TextLayout layout = p.lay_out(150);
  REQUIRE(layout.lines.size() == 2);
  CHECK(layout.bidi);
  CHECK_FALSE(layout.right_to_left);
  CHECK(layout.drawable);
  REQUIRE(layout.lines[0].runs.size() == 1);
  CHECK(p.table_.run(layout.lines[0].runs[0].run).text == "xin שלום chào");
  CHECK(layout.lines[1].runs.size() > 1);
}

TEST_CASE("lay_out_text: the first strong letter decides about the paragraph", "[text_layout]") {
  CHECK(Paragraph().add("“שלום” xin chào").lay_out(1000).right_to_left);
  CHECK_FALSE(Paragraph().add("xin שלום").lay_out(1000).right_to_left);
  CHECK(Paragraph().add("123 – السلام").lay_out(1000).right_to_left);
  const TextLayout rtl = Paragraph().add("שלום xin").lay_out(1000);
  CHECK(rtl.lines[0].runs.size() == 1);
}

TEST_CASE("lay_out_text: of several styles, such a line is left to the browser", "[text_layout]") {
  CHECK_FALSE(Paragraph().add("שלום ").add("עולם", piece::kBold).lay_out(1000).drawable);
  CHECK(Paragraph().add("xin ").add("chào", piece::kBold).lay_out(1000).drawable);
}

TEST_CASE("lay_out_text: scripts without spaces break where a dictionary says", "[text_layout]") {
  CHECK(Paragraph().add("กขคงจฉชซ").lines(50) == "กขคง|+จฉชซ");
  CHECK(Paragraph().add("กขคงจฉชซ").lines(30) == "กขค|+ง|+จฉช|+ซ");
}

}  // namespace
}  // namespace ykien
