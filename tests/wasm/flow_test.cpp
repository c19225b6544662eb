#include "layout/flow.h"

#include <catch2/catch_test_macros.hpp>

#include "wasm/fixed_host.h"

namespace ykien {
namespace {

class FlowTest {
 public:
  TextBox text(std::uint32_t id, std::string_view words, Align align = Align::kStart) {
    TextStyle style;
    style.size_px = 20;  // 10 px a code point
    TextBox box;
    box.id = id;
    box.line_height = 30;
    box.pieces = {{std::string(words), runs.intern_style(style), 0, ""}};
    box.align = align;
    return box;
  }

  static Box box(std::uint32_t id) {
    Box box;
    box.id = id;
    return box;
  }

  test::FixedHost host;
  RunTable runs{host};
  Flow flow{runs, 100, 200};
};

TEST_CASE("Flow: boxes stack, and of two gaps the larger counts", "[flow]") {
  FlowTest t;
  t.flow.gap(5);
  t.flow.add_text(t.text(1, "một"));
  t.flow.gap(10);
  t.flow.gap(4);
  t.flow.add_text(t.text(2, "một hai ba bốn năm sáu"));
  const Section section = t.flow.finish(SectionRole::kNone);
  CHECK(section.boxes[0].y == 5);
  CHECK(section.boxes[0].h == 30);
  CHECK(section.boxes[1].y == 45);
  CHECK(section.boxes[1].h == 60);
  CHECK(section.height == 105);
}

TEST_CASE("Flow: a container holds its boxes with its padding, and swallows gaps at its ends",
          "[flow]") {
  FlowTest t;
  t.flow.begin_container(FlowTest::box(1), 8);
  t.flow.gap(50);
  t.flow.add_text(t.text(2, "một"));
  t.flow.gap(50);
  t.flow.end_container();
  const Section section = t.flow.finish(SectionRole::kNone);
  CHECK(section.boxes[0].h == 46);
  CHECK(section.boxes[1].parent == 1);
  CHECK(section.boxes[1].x == 108);
  CHECK(section.boxes[1].w == 184);
  CHECK(section.height == 46);
}

TEST_CASE("Flow: text aligns to the end or the centre by its widest line", "[flow]") {
  FlowTest t;
  t.flow.add_text(t.text(1, "một", Align::kEnd));
  t.flow.add_text(t.text(2, "một", Align::kCenter));
  const Section section = t.flow.finish(SectionRole::kNone);
  CHECK(section.boxes[0].text_x == 170);
  CHECK(section.boxes[1].text_x == 85);
}

TEST_CASE("Row: boxes stand side by side, the end one last in reading order", "[flow]") {
  FlowTest t;
  {
    Flow::Row row(t.flow, FlowTest::box(1), 10, 6);
    row.add_text(t.text(2, "cuối", Align::kEnd));
    row.add_text(t.text(3, "đầu"));
    row.add_box(FlowTest::box(4), 20, 40);
  }
  const Section section = t.flow.finish(SectionRole::kNone);
  REQUIRE(section.boxes.size() == 4);
  CHECK(section.boxes[1].id == 3);
  CHECK(section.boxes[1].x == 100);
  CHECK(section.boxes[1].y == 5);  // centred on the tallest
  CHECK(section.boxes[2].id == 4);
  CHECK(section.boxes[2].x == 140);
  CHECK(section.boxes[3].id == 2);
  CHECK(section.boxes[3].x == 260);
  CHECK(section.boxes[0].h == 40);
  for (std::size_t i = 1; i < 4; ++i) CHECK((section.boxes[i].flags & twin::kPlaced) != 0);
}

TEST_CASE("Row: what does not fit goes to the next line", "[flow]") {
  FlowTest t;
  {
    Flow::Row row(t.flow, FlowTest::box(1), 10, 6);
    row.add_text(t.text(2, "mười hai chữ"));
    row.add_text(t.text(3, "mười hai chữ"));
  }
  const Section section = t.flow.finish(SectionRole::kNone);
  CHECK(section.boxes[2].x == 100);
  CHECK(section.boxes[2].y == 36);
  CHECK(section.boxes[0].h == 66);
}

TEST_CASE("hash_range: changes with what a tile shows, and only with that", "[section]") {
  FlowTest t;
  t.flow.add_text(t.text(1, "một"));
  t.flow.add_text(t.text(2, "hai"));
  const Section a = t.flow.finish(SectionRole::kNone);
  FlowTest u;
  u.flow.add_text(u.text(1, "một"));
  u.flow.add_text(u.text(2, "ha!"));
  const Section b = u.flow.finish(SectionRole::kNone);
  CHECK(hash_range(a, 0, 30) == hash_range(b, 0, 30));
  CHECK(hash_range(a, 30, 30) != hash_range(b, 30, 30));
  CHECK(hash_range(a, 0, 31) != hash_range(b, 0, 31));
}

}  // namespace
}  // namespace ykien
