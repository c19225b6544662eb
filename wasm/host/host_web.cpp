#include <cstdint>
#include <string>
#include <vector>

#include "host/host.h"
#include "host/wire.h"

#define YKIEN_IMPORT(name) __attribute__((import_module("ykien"), import_name(#name)))

extern "C" {
YKIEN_IMPORT(measure_runs)
void ykien_import_measure_runs(const std::uint32_t* style, const char* text,
                               const std::uint32_t* ends, std::uint32_t count, float* out);
YKIEN_IMPORT(font_metrics)
void ykien_import_font_metrics(const std::uint32_t* style, float line_height, float* out);
YKIEN_IMPORT(find_word_ends)
std::uint32_t ykien_import_find_word_ends(const char* text, std::uint32_t bytes,
                                          std::uint32_t* out);
YKIEN_IMPORT(raster_runs)
void ykien_import_raster_runs(std::uint32_t page, std::int32_t x, std::int32_t y, std::int32_t w,
                              std::int32_t h, const std::uint32_t* runs, std::uint32_t count,
                              const char* text);
YKIEN_IMPORT(drop_page)
void ykien_import_drop_page(std::uint32_t page);
}

namespace ykien {

static_assert(sizeof(RunMetrics) == 5 * sizeof(float));

void PageHost::measure(const TextStyle& style, std::span<const std::string_view> runs,
                       std::span<RunMetrics> out) {
  Words32 words;
  add_style(words, style);
  std::string text;
  std::vector<std::uint32_t> ends;
  ends.reserve(runs.size());
  for (const std::string_view run : runs) {
    text += run;
    ends.push_back(static_cast<std::uint32_t>(text.size()));
  }
  ykien_import_measure_runs(words.data(), text.data(), ends.data(),
                            static_cast<std::uint32_t>(runs.size()), &out.data()->advance);
}

LineMetrics PageHost::line_metrics(const TextStyle& style, int line_height_px) {
  Words32 words;
  add_style(words, style);
  LineMetrics metrics;
  ykien_import_font_metrics(words.data(), static_cast<float>(line_height_px), &metrics.baseline);
  return metrics;
}

std::vector<std::uint32_t> PageHost::find_word_ends(std::string_view text) {
  std::vector<std::uint32_t> ends(text.size());
  ends.resize(ykien_import_find_word_ends(text.data(), static_cast<std::uint32_t>(text.size()),
                                          ends.data()));
  return ends;
}

void PageHost::raster(std::uint32_t page, const PixelRect& band, const RunTable& table,
                      std::span<const RasterRun> runs) {
  Words32 words;
  std::string text;
  for (const RasterRun& run : runs) {
    add_style(words, table.style(run.style));
    words.push_back(static_cast<std::uint32_t>(text.size()));
    text += run.text;
    words.push_back(static_cast<std::uint32_t>(text.size()));
    add_float(words, run.pen_x);
    words.push_back(static_cast<std::uint32_t>(run.baseline_y));
  }
  ykien_import_raster_runs(page, band.x, band.y, band.w, band.h, words.data(),
                           static_cast<std::uint32_t>(runs.size()), text.data());
}

void PageHost::drop_page(std::uint32_t page) { ykien_import_drop_page(page); }

}  // namespace ykien
