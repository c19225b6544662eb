// The page, as the widget sees it: it measures text and rasterises runs (docs/abi.md, "What the
// page supplies").
#pragma once

#include "layout/text_measurer.h"
#include "ui/run_atlas.h"

namespace ykien {

class PageHost final : public TextMeasurer, public Rasteriser {
 public:
  void measure(const TextStyle& style, std::span<const std::string_view> runs,
               std::span<RunMetrics> out) override;
  LineMetrics line_metrics(const TextStyle& style, int line_height_px) override;
  std::vector<std::uint32_t> find_word_ends(std::string_view text) override;
  void raster(std::uint32_t page, const PixelRect& band, const RunTable& table,
              std::span<const RasterRun> runs) override;
  void drop_page(std::uint32_t page) override;
};

}  // namespace ykien
