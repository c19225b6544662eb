#include "layout/text_layout.h"

#include <catch2/catch_test_macros.hpp>
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

  TextLayout lay_out(float width_px) { return lay_out_text(pieces_, width_px, table_); }

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

TEST_CASE("lay_out_text: ticking text is one run per grapheme", "[text_layout]") {
  Paragraph p;
  p.add("16:02:21", piece::kTicking);
  REQUIRE(p.lay_out(1000).lines.size() == 1);
  const std::size_t runs = p.table_.size();
  Paragraph q;
  q.add("12:06:10", piece::kTicking);
  q.lay_out(1000);
  CHECK(runs == 5);  // 1 6 : 0 2
  CHECK(p.lines(1000) == "16:02:21");
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

}  // namespace
}  // namespace ykien
