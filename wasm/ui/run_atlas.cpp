#include "ui/run_atlas.h"

#include <algorithm>
#include <cmath>

namespace ykien {

namespace {

constexpr std::uint32_t kPlanned = 0xFFFFFFFF;  // stands in for a page until the run has its place

// The rectangle of a run's ink, with one pixel of margin for antialiasing.
AtlasRun measure_ink(const RunMetrics& m) {
  AtlasRun place;
  place.left = static_cast<int>(std::floor(m.ink_left)) - 1;
  place.top = -static_cast<int>(std::ceil(m.ink_ascent)) - 1;
  const int right = static_cast<int>(std::ceil(m.ink_right)) + 2;  // the fraction is below 1
  const int bottom = static_cast<int>(std::ceil(m.ink_descent)) + 1;
  place.rect.w = std::min(right - place.left, RunAtlas::kPageWidth);
  place.rect.h = std::min(bottom - place.top, RunAtlas::kPageHeight);
  return place;
}

bool has_ink(const RunMetrics& m) {
  return m.ink_right > m.ink_left && m.ink_ascent > -m.ink_descent;
}

}  // namespace

RunAtlas::RunAtlas(Rasteriser& rasteriser) : rasteriser_(rasteriser) {}

void RunAtlas::require(const RunTable& table, std::span<const InkRun> runs) {
  ++use_;
  std::vector<Pending> missing = find_missing(table, runs);
  if (missing.empty() || fit_on_shelf(table, missing)) return;
  std::span<Pending> rest = missing;
  while (!rest.empty()) rest = rest.subspan(fill_band(table, rest));
}

std::vector<RunAtlas::Pending> RunAtlas::find_missing(const RunTable& table,
                                                      std::span<const InkRun> runs) {
  places_.resize(table.size() * InkRun::kQuarters);
  std::vector<Pending> missing;
  for (const InkRun run : runs) {
    const auto& [page, rect, left, top, step] = places_[run.index()];
    if (page == kPlanned) continue;
    if (page != 0 && step == run.step) {
      for (Page& p : pages_) {
        if (p.id == page) p.last_use = use_;
      }
      continue;
    }
    const RunMetrics& metrics = table.run(run.run).metrics;
    if (!has_ink(metrics)) continue;
    missing.push_back({run, measure_ink(metrics)});
    missing.back().place.step = run.step;
    places_[run.index()].page = kPlanned;
  }
  return missing;
}

// A few new runs beside the last ones, if they fit there: the common case while one types or a
// clock ticks.
bool RunAtlas::fit_on_shelf(const RunTable& table, std::span<Pending> missing) {
  if (pages_.empty()) return false;
  Page& page = pages_[filling_];
  int width = 0;
  int height = 0;
  for (const Pending& pending : missing) {
    width += pending.place.rect.w;
    height = std::max(height, pending.place.rect.h);
  }
  if (height > page.shelf_h || page.shelf_x + width > kPageWidth) return false;

  const PixelRect band{page.shelf_x, page.shelf_y, width, page.shelf_h};
  for (Pending& pending : missing) {
    pending.place.rect.x = page.shelf_x;
    pending.place.rect.y = page.shelf_y;
    page.shelf_x += pending.place.rect.w;
  }
  page.last_use = use_;
  upload(table, page, band, missing);
  return true;
}

// Places as many as one page takes, on shelves below each other; a shelf is as high as its tallest.
// Returns how many.
std::size_t RunAtlas::fill_band(const RunTable& table, std::span<Pending> missing) {
  Page& page = page_with_room(missing.front().place.rect.h);
  const int band_y = page.next_y;
  page.shelf_y = band_y;
  page.shelf_h = missing.front().place.rect.h;
  page.shelf_x = 0;
  std::size_t placed = 0;
  for (; placed < missing.size(); ++placed) {
    AtlasRun& place = missing[placed].place;
    if (page.shelf_x + place.rect.w > kPageWidth) {
      if (page.shelf_y + page.shelf_h + place.rect.h > kPageHeight) break;
      page.shelf_y += page.shelf_h;
      page.shelf_h = place.rect.h;
      page.shelf_x = 0;
    }
    if (page.shelf_y + place.rect.h > kPageHeight) break;
    page.shelf_h = std::max(page.shelf_h, place.rect.h);
    place.rect.x = page.shelf_x;
    place.rect.y = page.shelf_y;
    page.shelf_x += place.rect.w;
  }
  page.next_y = page.shelf_y + page.shelf_h;
  page.last_use = use_;
  const bool one_shelf = page.shelf_y == band_y;
  upload(table, page, {0, band_y, one_shelf ? page.shelf_x : kPageWidth, page.next_y - band_y},
         missing.first(placed));
  return placed;
}

void RunAtlas::upload(const RunTable& table, const Page& page, const PixelRect& band,
                      std::span<const Pending> placed) {
  std::vector<RasterRun> runs;
  runs.reserve(placed.size());
  for (const Pending& pending : placed) {
    AtlasRun& place = places_[pending.run.index()];
    place = pending.place;
    place.page = page.id;
    const Run& run = table.run(pending.run.run);
    const float fraction = static_cast<float>(pending.run.step) / InkRun::kSteps;
    runs.push_back({run.style, run.text,
                    static_cast<float>(place.rect.x - band.x - place.left) + fraction,
                    place.rect.y - band.y - place.top});
  }
  rasteriser_.raster(page.id, band, table, runs);
}

RunAtlas::Page& RunAtlas::page_with_room(int height) {
  if (!pages_.empty() && pages_[filling_].next_y + height <= kPageHeight) return pages_[filling_];
  const auto oldest =
      std::min_element(pages_.begin(), pages_.end(),
                       [](const Page& a, const Page& b) { return a.last_use < b.last_use; });
  if (pages_.size() >= kPagesMax && oldest->last_use != use_) {
    filling_ = static_cast<std::size_t>(oldest - pages_.begin());
    empty(*oldest);
  } else {
    Page page;
    page.id = kFirstPage + static_cast<std::uint32_t>(pages_.size());
    pages_.push_back(page);
    filling_ = pages_.size() - 1;
  }
  return pages_[filling_];
}

void RunAtlas::empty(Page& page) {
  for (AtlasRun& place : places_) {
    if (place.page == page.id) place = {};
  }
  const std::uint32_t id = page.id;
  page = {};
  page.id = id;
}

void RunAtlas::clear() {
  for (const Page& page : pages_) rasteriser_.drop_page(page.id);
  pages_.clear();
  places_.clear();
  filling_ = 0;
}

}  // namespace ykien
