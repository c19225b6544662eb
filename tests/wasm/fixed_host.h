// A page without a browser: every code point is half an em wide, every run has ink, nothing is
// drawn.
#pragma once

#include <string>
#include <vector>

#include "layout/run_table.h"
#include "ui/run_atlas.h"
#include "ykien/text.h"

namespace ykien::test {

class FixedHost final : public TextMeasurer, public Rasteriser {
 public:
  void measure(const TextStyle& style, std::span<const std::string_view> runs,
               std::span<RunMetrics> out) override {
    ++measure_calls;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto advance =
          static_cast<float>(count_code_points(runs[i])) * static_cast<float>(style.size_px) / 2;
      const bool blank = runs[i].find_first_not_of(' ') == std::string_view::npos;
      const auto ascent = static_cast<float>(style.size_px);
      out[i] = blank ? RunMetrics{advance, 0, 0, 0, 0}
                     : RunMetrics{advance, 0, advance, ascent, ascent / 4};
    }
  }

  LineMetrics line_metrics(const TextStyle& style, int line_height_px) override {
    const auto size = static_cast<float>(style.size_px);
    return {(static_cast<float>(line_height_px) + size / 2) / 2, size * 3 / 4, size / 4};
  }

  // Words of four letters, three bytes each, as Thai letters are.
  std::vector<std::uint32_t> find_word_ends(std::string_view text) override {
    std::vector<std::uint32_t> ends;
    for (std::uint32_t end = 12; end <= text.size(); end += 12) ends.push_back(end);
    return ends;
  }

  struct Batch {
    std::uint32_t page;
    PixelRect band;
    std::vector<std::string> texts;
    std::vector<PixelRect> places;  // pen and baseline in x and y
  };

  void raster(std::uint32_t page, const PixelRect& band, const RunTable&,
              std::span<const RasterRun> runs) override {
    Batch batch{page, band, {}, {}};
    for (const RasterRun& run : runs) {
      batch.texts.emplace_back(run.text);
      batch.places.push_back({static_cast<int>(run.pen_x), run.baseline_y, 0, 0});
    }
    batches.push_back(std::move(batch));
  }

  void drop_page(std::uint32_t page) override { dropped.push_back(page); }

  int measure_calls = 0;
  std::vector<Batch> batches;
  std::vector<std::uint32_t> dropped;
};

}  // namespace ykien::test
