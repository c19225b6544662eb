// Keeps the pixels of runs on texture pages, and asks the page to rasterise what is new.
//
// The textures live with the page (GPU only): nothing is read back or kept here but places. Runs
// are packed in bands, so that one batch is one upload of one clean rectangle. The page least
// recently drawn from is emptied when all are full. Device pixels. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "layout/run_table.h"

namespace ykien {

struct PixelRect {
  int x = 0;
  int y = 0;
  int w = 0;
  int h = 0;
};

// One run to draw in a scratch of the size of the band; pen and baseline are relative to it.
struct RasterRun {
  StyleId style;
  std::string_view text;
  float pen_x;
  int baseline_y;
};

// A run at a part of a pixel: words keep the distance that the DOM gives them. A picture is kept
// for each quarter; another one at a finer step takes its place.
struct InkRun {
  static constexpr std::uint32_t kQuarters = 4;
  static constexpr std::uint32_t kSteps = 16;

  RunId run = 0;
  std::uint32_t step = 0;  // sixteenths of a pixel that the pen is right of a whole one

  std::size_t index() const { return std::size_t{run} * kQuarters + step * kQuarters / kSteps; }
};

class Rasteriser {
 public:
  virtual ~Rasteriser() = default;
  // Draws the runs, each in its style's own colour, and puts them at `band` of texture `page`; a
  // new page is a new texture.
  virtual void raster(std::uint32_t page, const PixelRect& band, const RunTable& table,
                      std::span<const RasterRun> runs) = 0;
  virtual void drop_page(std::uint32_t page) = 0;
};

// Where a run's pixels are, and where they go: left and top of the rectangle relative to the pen's
// whole pixel and baseline.
struct AtlasRun {
  std::uint32_t page = 0;  // 0 = not there
  PixelRect rect;
  int left = 0;
  int top = 0;
  std::uint32_t step = 0;  // as asked for
};

class RunAtlas {
 public:
  static constexpr int kPageWidth = 2048;
  static constexpr int kPageHeight = 512;
  static constexpr std::uint32_t kFirstPage = 2;  // texture 1 is Dear ImGui's own
  static constexpr std::size_t kPagesMax = 8;     // 4 MiB each

  explicit RunAtlas(Rasteriser& rasteriser);

  // Makes sure that all these runs have pixels; those of earlier calls may be gone after it.
  void require(const RunTable& table, std::span<const InkRun> runs);
  // Requires: `run` was in the last require(). Blank runs have no pixels: page 0.
  const AtlasRun& find(InkRun run) const { return places_[run.index()]; }

  void clear();  // forgets all pages, after the textures were lost or the table was cleared
  std::size_t page_count() const { return pages_.size(); }

 private:
  struct Page {
    std::uint32_t id;
    int next_y = 0;   // free below
    int shelf_y = 0;  // the last shelf of the last band
    int shelf_h = 0;
    int shelf_x = kPageWidth;  // free to its right
    std::uint32_t last_use = 0;
  };

  struct Pending {
    InkRun run;
    AtlasRun place;
  };

  std::vector<Pending> find_missing(const RunTable& table, std::span<const InkRun> runs);
  bool fit_on_shelf(const RunTable& table, std::span<Pending> missing);
  std::size_t fill_band(const RunTable& table, std::span<Pending> missing);
  void upload(const RunTable& table, const Page& page, const PixelRect& band,
              std::span<const Pending> placed);
  Page& page_with_room(int height);
  void empty(Page& page);

  Rasteriser& rasteriser_;
  std::vector<Page> pages_;  // the last one opened is the one being filled
  std::size_t filling_ = 0;
  std::vector<AtlasRun> places_;  // by InkRun::index()
  std::uint32_t use_ = 0;
};

}  // namespace ykien
