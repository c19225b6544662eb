#include "ui/run_atlas.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "wasm/fixed_host.h"

namespace ykien {
namespace {

class AtlasTest {
 public:
  InkRun intern(const std::string& text, int size_px = 20) {
    TextStyle style;
    style.size_px = size_px;
    const RunId run = table.intern(table.intern_style(style), text);
    table.measure_pending();
    return {run, 0};
  }

  std::vector<InkRun> words(int first, int count, int size_px = 20) {
    std::vector<InkRun> runs;
    for (int i = 0; i < count; ++i)
      runs.push_back(intern("từ" + std::to_string(first + i), size_px));
    return runs;
  }

  test::FixedHost host;
  RunTable table{host};
  RunAtlas atlas{host};
};

bool overlap(const PixelRect& a, const PixelRect& b) {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

TEST_CASE("RunAtlas: a run is rasterised once", "[run_atlas]") {
  AtlasTest t;
  const std::vector<InkRun> runs = {t.intern("xin"), t.intern("chào"), t.intern("xin")};
  t.atlas.require(t.table, runs);
  t.atlas.require(t.table, runs);
  REQUIRE(t.host.batches.size() == 1);
  CHECK(t.host.batches[0].texts.size() == 2);
  CHECK(t.atlas.find(runs[0]).page == RunAtlas::kFirstPage);
}

TEST_CASE("RunAtlas: each quarter of a pixel is a picture of its own", "[run_atlas]") {
  AtlasTest t;
  InkRun run = t.intern("xin");
  std::vector<InkRun> runs;
  for (run.step = 0; run.step < InkRun::kSteps; run.step += 4) runs.push_back(run);
  t.atlas.require(t.table, runs);
  REQUIRE(t.host.batches.size() == 1);
  CHECK(t.host.batches[0].texts.size() == 4);
  CHECK(t.atlas.find(runs[0]).rect.x != t.atlas.find(runs[1]).rect.x);
}

TEST_CASE("RunAtlas: a finer step is another picture, in the place of that quarter's",
          "[run_atlas]") {
  AtlasTest t;
  const InkRun run = t.intern("xin");
  const InkRun finer{run.run, 1};
  t.atlas.require(t.table, std::vector{run});
  t.atlas.require(t.table, std::vector{finer});
  t.atlas.require(t.table, std::vector{finer});
  CHECK(t.host.batches.size() == 2);
  CHECK(t.atlas.find(finer).step == 1);
}

TEST_CASE("RunAtlas: blank runs take no place", "[run_atlas]") {
  AtlasTest t;
  const std::vector<InkRun> runs = {t.intern(" ")};
  t.atlas.require(t.table, runs);
  CHECK(t.host.batches.empty());
  CHECK(t.atlas.find(runs[0]).page == 0);
}

TEST_CASE("RunAtlas: places never overlap, stay on the page, and bands cover them", "[run_atlas]") {
  AtlasTest t;
  for (int batch = 0; batch < 40; ++batch) {
    const auto runs = t.words(batch * 100, batch % 3 == 0 ? 60 : 2, 12 + batch % 30);
    t.atlas.require(t.table, runs);
  }
  std::vector<AtlasRun> places;
  for (RunId run = 0; run < t.table.size(); ++run) places.push_back(t.atlas.find({run, 0}));
  for (std::size_t i = 0; i < places.size(); ++i) {
    REQUIRE(places[i].page != 0);
    CHECK(places[i].rect.x + places[i].rect.w <= RunAtlas::kPageWidth);
    CHECK(places[i].rect.y + places[i].rect.h <= RunAtlas::kPageHeight);
    for (std::size_t j = 0; j < i; ++j) {
      if (places[i].page == places[j].page) CHECK_FALSE(overlap(places[i].rect, places[j].rect));
    }
  }
  for (std::size_t i = 0; i < t.host.batches.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& a = t.host.batches[i];
      const auto& b = t.host.batches[j];
      if (a.page == b.page) CHECK_FALSE(overlap(a.band, b.band));
    }
  }
}

TEST_CASE("RunAtlas: 5,000 words pass through within the page limit", "[run_atlas]") {
  AtlasTest t;
  for (int first = 0; first < 5000; first += 100) {
    const auto runs = t.words(first, 100, 40);
    t.atlas.require(t.table, runs);
    for (const InkRun run : runs) CHECK(t.atlas.find(run).page != 0);
  }
  CHECK(t.atlas.page_count() == RunAtlas::kPagesMax);
}

TEST_CASE("RunAtlas: one tile may need more than the limit", "[run_atlas]") {
  AtlasTest t;
  const auto runs = t.words(0, 4000, 60);
  t.atlas.require(t.table, runs);
  for (const InkRun run : runs) CHECK(t.atlas.find(run).page != 0);
  CHECK(t.atlas.page_count() > RunAtlas::kPagesMax);
}

TEST_CASE("RunAtlas: clear drops the pages and asks again", "[run_atlas]") {
  AtlasTest t;
  const auto runs = t.words(0, 3);
  t.atlas.require(t.table, runs);
  t.atlas.clear();
  CHECK(t.host.dropped == std::vector<std::uint32_t>{RunAtlas::kFirstPage});
  t.atlas.require(t.table, runs);
  CHECK(t.host.batches.size() == 2);
}

}  // namespace
}  // namespace ykien
