#include "ui/reader.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "ui/twin_ids.h"
#include "wasm/fixed_host.h"
#include "wasm/sample.h"

namespace ykien {
namespace {

constexpr std::int64_t kNow = 1394492460000 + 3'600'000;

class ReaderTest {
 public:
  explicit ReaderTest(const Article& article = test::sample_article()) {
    reader.apply(action::Tick{kNow});
    reader.apply(action::ShowArticle{article});
    reader.apply(action::LoadComments{});
    reader.apply(action::CommentsLoaded{test::sample_comments()});
    reader.set_view({720, 1, Appearance::kLight, 1});
    reader.lay_out();
  }

  const Box* find(std::uint32_t id) const {
    for (std::size_t i = 0; i < kSectionCount; ++i) {
      for (const Box& box : reader.section(static_cast<SectionId>(i)).boxes) {
        if (box.id == id) return &box;
      }
    }
    return nullptr;
  }

  std::string text(std::uint32_t id) const {
    const Box* box = find(id);
    std::string text;
    if (box == nullptr) return "(none)";
    for (const Piece& piece : box->pieces) text += piece.text;
    return text;
  }

  test::FixedHost host;
  RunTable runs{host};
  Reader reader{runs};
};

std::string line_text(const Box& box, const Line& line) {
  std::string text;
  for (const LinePiece& part : line.pieces) {
    text += box.pieces[part.piece].text.substr(part.begin_bytes, part.end_bytes - part.begin_bytes);
  }
  return text;
}

std::string dump(const Section& section) {
  std::ostringstream out;
  out << "height " << section.height << "\n";
  for (const Box& box : section.boxes) {
    out << std::hex << box.id << std::dec << " kind " << static_cast<int>(box.kind) << " at "
        << box.x << "," << box.y << " " << box.w << "x" << box.h << "\n";
    for (const Line& line : box.text.lines) out << "    " << line_text(box, line) << "\n";
  }
  return out.str();
}

std::string dump(const Reader& reader) {
  std::string text;
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    text += "section " + std::to_string(i) + " " + dump(reader.section(static_cast<SectionId>(i)));
  }
  return text;
}

// Compares with a golden file; YKIEN_UPDATE_GOLDEN=1 writes it instead.
void check_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(YKIEN_SOURCE_DIR) + "/tests/data/layout/" + name + ".txt";
  if (std::getenv("YKIEN_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << actual;
  std::ifstream file(path);
  const std::string expected((std::istreambuf_iterator<char>(file)), {});
  CHECK(actual == expected);
}

TEST_CASE("Reader: layouts equal their golden files", "[reader]") {
  for (const int width : {320, 360, 768, 1280, 1920}) {
    DYNAMIC_SECTION("width " << width) {
      ReaderTest t;
      t.reader.set_view({static_cast<double>(width), 1, Appearance::kLight, 1});
      t.reader.lay_out();
      check_golden("sample-" + std::to_string(width), dump(t.reader));
    }
  }
}

TEST_CASE("Reader: every part of the page is there", "[reader]") {
  ReaderTest t;
  CHECK(t.text(twin_id::kClock) == "Thứ 3, 11/03/2014 07:01:00 GMT+7");
  CHECK(t.text(twin_id::kWeather) == "Bình Phước, 30°C/27°C - 33°C");
  CHECK(t.text(twin_id::kTextSize) == "aA");
  CHECK(t.text(twin_id::kKicker) == "Văn hóa 06:01, 11/03/2014 GMT+7");
  CHECK(t.text(twin_id::kTitle) == "Chuyến xe sách về làng");
  CHECK(t.text(twin_id::kPublished).starts_with("Thứ 3, 11/03/2014 | 06:01:00 2,741 lượt xem"));
  CHECK(t.text(twin_id::kByline) == "M.A");
  CHECK(t.text(twin_id::kKeywordsLabel) == "• Từ khóa");
  CHECK(t.text(twin_id::kKeyword) == "thư viện");
  CHECK(t.text(twin_id::kLikesCount) == "1775");
  CHECK(t.text(twin_id::kCommentsTitle) == "Ý kiến (2)");
  CHECK(t.text(twin_id::kCounter) == "0 / 500 ký tự");
}

TEST_CASE("Reader: boxes stay inside their section and their container, and ids are unique",
          "[reader]") {
  for (const int width : {320, 360, 768, 1280}) {
    CAPTURE(width);
    ReaderTest t;
    t.reader.set_view({static_cast<double>(width), 1, Appearance::kLight, 1});
    t.reader.lay_out();
    std::set<std::uint32_t> ids;
    for (std::size_t i = 0; i < kSectionCount; ++i) {
      const Section& section = t.reader.section(static_cast<SectionId>(i));
      for (const Box& box : section.boxes) {
        CAPTURE(box.id);
        CHECK(ids.insert(box.id).second);
        CHECK(box.x >= 0);
        CHECK(box.x + box.w <= width);
        CHECK(box.y + box.h <= section.height);
        if (box.parent == 0) continue;
        const Box* parent = t.find(box.parent);
        REQUIRE(parent != nullptr);
        CHECK(box.y >= parent->y);
        CHECK(box.y + box.h <= parent->y + parent->h);
      }
    }
  }
}

TEST_CASE("Reader: only what changed is laid out again", "[reader]") {
  ReaderTest t;
  CHECK(t.reader.lay_out() == 0);
  t.reader.apply(action::Tick{kNow + 1000});
  CHECK(t.reader.lay_out() == 1u << static_cast<int>(SectionId::kStrip));
  t.reader.apply(action::EditDraft{"Xin chào", ""});
  CHECK(t.reader.lay_out() == 1u << static_cast<int>(SectionId::kDiscussion));
  CHECK(t.text(twin_id::kCounter) == "8 / 500 ký tự");
  t.reader.set_view({360, 2, Appearance::kDark, 1});
  CHECK(t.reader.lay_out() == 0xF);
}

TEST_CASE("Reader: a keystroke in an answer lays out its form alone", "[reader]") {
  ReaderTest t;
  const std::uint32_t answer = twin_id::kComments +
                               t.reader.model().comment_ordinals[0] * twin_id::kCommentParts +
                               twin_id::kAnswer;
  REQUIRE(t.find(answer) != nullptr);
  t.reader.press(answer);
  constexpr auto bit = [](SectionId id) { return 1u << static_cast<int>(id); };
  CHECK(t.reader.lay_out() == (bit(SectionId::kDiscussion) | bit(SectionId::kThread) |
                               bit(SectionId::kAnswer) | bit(SectionId::kRest)));
  const auto holds = [&](SectionId id, std::uint32_t twin) {
    return std::ranges::any_of(t.reader.section(id).boxes,
                               [twin](const Box& box) { return box.id == twin; });
  };
  CHECK(holds(SectionId::kAnswer, twin_id::kForm));
  CHECK(holds(SectionId::kDiscussion, twin_id::kWriteNew));
  t.reader.apply(action::EditDraft{"Xin chào", ""});
  CHECK(t.reader.lay_out() == bit(SectionId::kAnswer));
  t.reader.press(twin_id::kAnswerNone);
  t.reader.lay_out();
  CHECK(holds(SectionId::kDiscussion, twin_id::kForm));
  CHECK(t.reader.section(SectionId::kRest).boxes.empty());
}

TEST_CASE("Reader: a field that grows has its own section laid out again", "[reader]") {
  ReaderTest t;
  const Section* thread = &t.reader.section(SectionId::kThread);
  const Box* first = thread->boxes.data();
  t.reader.set_size(twin_id::kText, {0, 400});
  CHECK(t.reader.lay_out() == 1u << static_cast<int>(SectionId::kDiscussion));
  CHECK(t.reader.section(SectionId::kThread).boxes.data() == first);
  CHECK(t.find(twin_id::kText)->h == 400);
}

Article article_of(std::size_t paragraphs) {
  Article article = test::sample_article();
  article.blocks.clear();
  for (std::size_t i = 0; i < paragraphs; ++i) {
    const std::string text = "Đoạn " + std::to_string(i) + " kể tiếp câu chuyện.";
    article.blocks.push_back(Paragraph{{{text, false, false, ""}}});
  }
  return article;
}

TEST_CASE("Reader: a long article shows its first part, then all of it", "[reader]") {
  ReaderTest t{article_of(9000)};
  const auto article = 1u << static_cast<int>(SectionId::kArticle);
  CHECK(t.reader.composing());
  const std::size_t first = t.reader.section(SectionId::kArticle).boxes.size();
  CHECK(first > 100);
  CHECK(first < 9000);
  int calls = 0;
  std::uint32_t changed = 0;
  for (; t.reader.composing() && calls < 100; ++calls) {
    CHECK(changed == 0);  // what is shown stays until all is there
    changed = t.reader.lay_out();
  }
  CHECK(calls > 2);
  CHECK(changed == article);
  CHECK(t.reader.section(SectionId::kArticle).boxes.size() > 9000);
}

TEST_CASE("Reader: a long article stays as it is while it is laid out anew", "[reader]") {
  ReaderTest t;
  t.reader.apply(action::ShowArticle{article_of(9000)});
  do t.reader.lay_out();
  while (t.reader.composing());
  const int height = t.reader.section(SectionId::kArticle).height;
  t.reader.set_view({360, 1, Appearance::kLight, 1});
  CHECK_FALSE(t.reader.drops_styles());
  while ((t.reader.lay_out(), t.reader.composing()))
    CHECK(t.reader.section(SectionId::kArticle).height == height);
  CHECK(t.reader.section(SectionId::kArticle).height > height);
}

TEST_CASE("Reader: a long table comes row by row, as it would at once", "[reader]") {
  Table table;
  for (int i = 0; i < 900; ++i) {
    std::vector<TableCell>& row = table.rows.emplace_back(3);
    for (TableCell& cell : row) cell.spans = {{"Ô " + std::to_string(i), false, false, ""}};
  }
  table.rows.back()[1].spans[0].text = "Ô này rộng hơn mọi ô khác";
  Article article = test::sample_article();
  article.blocks = {table};
  ReaderTest t{article};
  int steps = 1;
  for (; t.reader.composing() && steps < 100; ++steps) t.reader.lay_out();
  CHECK(steps > 3);
  std::map<int, int> widths;  // by the column's left side
  int rows = 0;
  for (const Box& box : t.reader.section(SectionId::kArticle).boxes) {
    rows += box.kind == TwinKind::kRow ? 1 : 0;
    if (box.kind != TwinKind::kCell) continue;
    CHECK(widths.try_emplace(box.x, box.w).first->second == box.w);
  }
  CHECK(rows == 900);
  REQUIRE(widths.size() == 3);
  CHECK(std::next(widths.begin())->second > widths.begin()->second);
}

TEST_CASE("Reader: blocks that come later stand below, and count as read", "[reader]") {
  ReaderTest t{article_of(3)};
  const ReadingTime before = t.reader.model().reading_time.value();
  const int height = t.reader.section(SectionId::kArticle).height;
  t.reader.apply(action::AddBlocks{article_of(400).blocks});
  do t.reader.lay_out();
  while (t.reader.composing());
  CHECK(t.reader.model().article->blocks.size() == 403);
  CHECK(t.reader.section(SectionId::kArticle).height > height);
  CHECK(t.reader.model().reading_time->minutes_max > before.minutes_max);
}

TEST_CASE("Reader: aA steps through the sizes and reflows", "[reader]") {
  ReaderTest t;
  std::set<int> heights;
  for (std::uint32_t i = 0; i < kTextSizeSteps; ++i) {
    heights.insert(t.reader.section(SectionId::kArticle).height);
    t.reader.press(twin_id::kTextSize);
    CHECK(t.reader.take_task().effect == (i == 0 ? Effect::kLoadComments : Effect::kKeepReading));
    t.reader.lay_out();
  }
  CHECK(heights.size() == kTextSizeSteps);
  CHECK(t.reader.model().reading == Reading{});
}

TEST_CASE("Reader: loading shows, leaves, or says what failed with a retry", "[reader]") {
  ReaderTest t;
  t.reader.apply(action::LoadComments{});
  t.reader.lay_out();
  CHECK(t.text(twin_id::kLoading) == "Đang tải dữ liệu");
  t.reader.apply(action::CommentsFailed{FailReason::kTimedOut});
  t.reader.lay_out();
  CHECK(t.text(twin_id::kLoading) == words_of(Language::kVietnamese).load_timed_out);
  CHECK(t.text(twin_id::kRetry) == "Thử lại");
  while (t.reader.take_task().effect != Effect::kNone) {
  }
  t.reader.press(twin_id::kRetry);
  CHECK(t.reader.take_task().effect == Effect::kLoadComments);
  t.reader.apply(action::CommentsLoaded{{}});
  t.reader.lay_out();
  CHECK(t.text(twin_id::kLoading) == words_of(Language::kVietnamese).no_comments);
  CHECK(t.find(twin_id::kRetry) == nullptr);
}

TEST_CASE("Reader: a draft over the limit is refused, with the reason, and kept", "[reader]") {
  ReaderTest t;
  t.reader.apply(action::EditDraft{std::string(501, 'a') + " ", "Lan"});
  t.reader.press(twin_id::kSend);
  t.reader.lay_out();
  CHECK(t.reader.model().send_state == SendState::kRefused);
  CHECK(t.reader.model().draft.text.size() == 502);
  CHECK(t.text(twin_id::kCounter) == "501 / 500 ký tự");
  CHECK(t.text(twin_id::kViolation).find("501") != std::string::npos);
  REQUIRE(t.find(twin_id::kText) != nullptr);
  CHECK((t.find(twin_id::kText)->flags & twin::kInvalid) != 0);
}

TEST_CASE("Reader: a grown field and a photo's true size move what is below", "[reader]") {
  ReaderTest t;
  const int before = t.reader.section(SectionId::kDiscussion).height;
  t.reader.set_size(twin_id::kText, {0, 200});
  CHECK(t.reader.lay_out() == 1u << static_cast<int>(SectionId::kDiscussion));
  CHECK(t.reader.section(SectionId::kDiscussion).height == before + 200 - 112);
}

TEST_CASE("Painter: whole frames run without a browser, and do not grow", "[painter]") {
  ReaderTest t;
  Painter painter(t.host);
  int vertices = 0;
  for (int frame = 0; frame < 1000; ++frame) {
    t.reader.apply(action::Tick{kNow + frame * 1000});
    t.reader.lay_out();
    const auto id = static_cast<SectionId>(frame % 4);
    const Theme theme = t.reader.theme();
    const Tile tile{(frame % 3) * 512, theme.width(), 512};
    vertices += painter.paint(t.reader.section(id), t.runs, theme, tile).VtxBuffer.Size;
  }
  CHECK(vertices > 0);
  CHECK(t.runs.size() < 400);
  CHECK(t.host.batches.size() < 60);
}

TEST_CASE("Reader: a clock that ticks and a letter that is typed leave the picture as it is",
          "[reader]") {
  ReaderTest t;
  const auto hash = [&](SectionId id) { return t.reader.tile_hash(id, 0, 4096); };
  const std::uint32_t strip = hash(SectionId::kStrip);
  t.reader.apply(action::EditDraft{"Xin", ""});
  t.reader.lay_out();
  const std::uint32_t form = hash(SectionId::kDiscussion);
  t.reader.apply(action::Tick{kNow + 1000});
  t.reader.apply(action::EditDraft{"Xin chào", ""});
  t.reader.lay_out();
  CHECK(t.text(twin_id::kClock) == "Thứ 3, 11/03/2014 07:01:01 GMT+7");
  CHECK(t.text(twin_id::kCounter) == "8 / 500 ký tự");
  CHECK(hash(SectionId::kStrip) == strip);
  CHECK(hash(SectionId::kDiscussion) == form);
  for (const std::uint32_t id : {twin_id::kClock, twin_id::kCounter}) {
    CHECK((t.find(id)->flags & twin::kLive) != 0);
    CHECK_FALSE(is_drawn(*t.find(id)));
  }
  t.reader.apply(action::EditDraft{std::string(501, 'a'), ""});
  t.reader.lay_out();
  const std::uint32_t over = hash(SectionId::kDiscussion);
  CHECK(over != form);
  t.reader.apply(action::EditDraft{std::string(502, 'a'), ""});
  t.reader.lay_out();
  CHECK(hash(SectionId::kDiscussion) == over);
}

TEST_CASE("Painter: every run of a tile is drawn where layout put it", "[painter]") {
  ReaderTest t;
  Painter painter(t.host);
  const Section& section = t.reader.section(SectionId::kArticle);
  const Theme theme = t.reader.theme();
  const ImDrawList& list =
      painter.paint(section, t.runs, theme, {0, theme.width(), section.height});
  std::set<std::pair<int, int>> corners;
  for (const ImDrawVert& v : list.VtxBuffer)
    corners.insert({static_cast<int>(v.pos.x), static_cast<int>(v.pos.y)});
  for (const Box& box : section.boxes) {
    for (std::size_t i = 0; i < box.text.lines.size(); ++i) {
      const int baseline = static_cast<int>(std::lround(
          static_cast<float>(box.y + box.text_y + static_cast<int>(i) * box.line_height) +
          box.baseline));
      for (const PlacedRun& run : box.text.lines[i].runs) {
        const Run& r = t.runs.run(run.run);
        if (r.metrics.ink_right <= 0) continue;
        const auto quarters = static_cast<int>(std::lround(run.x * 4));
        const int x = box.x + box.text_x + quarters / 4 - 1;
        CAPTURE(r.text);
        CHECK(corners.count(
                  {x, baseline - static_cast<int>(std::ceil(r.metrics.ink_ascent)) - 1}) == 1);
      }
    }
  }
}

TEST_CASE("Painter: after the textures are lost everything is asked for again", "[painter]") {
  ReaderTest t;
  Painter painter(t.host);
  const Theme theme = t.reader.theme();
  const Tile tile{0, theme.width(), 512};
  const auto paint = [&] {
    painter.paint(t.reader.section(SectionId::kArticle), t.runs, theme, tile);
    return t.host.batches.size();
  };
  const std::size_t first = paint();
  CHECK(paint() == first);
  painter.forget_runs();
  CHECK(paint() == 2 * first);
}

}  // namespace
}  // namespace ykien
