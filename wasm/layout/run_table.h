// Every distinct (style, run) of the page, measured once.
//
// A run is what stands between two line-break opportunities, in one style; a line with
// right-to-left text is one. Ids are small and dense; those of runs hold until clear(), those of
// styles for ever. Measuring is put off to measure_pending(), so that a paragraph costs one
// call per style. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layout/text_measurer.h"

namespace ykien {

using RunId = std::uint32_t;
using StyleId = std::uint32_t;

struct Run {
  std::string text;
  StyleId style = 0;
  RunMetrics metrics;
};

class RunTable {
 public:
  explicit RunTable(TextMeasurer& measurer);

  StyleId intern_style(const TextStyle& style);
  RunId intern(StyleId style, std::string_view text);
  void measure_pending();

  // Requires: measure_pending() since the run was interned, for its metrics.
  const Run& run(RunId id) const { return runs_[id]; }
  const TextStyle& style(StyleId id) const { return styles_[id]; }
  LineMetrics line_metrics(StyleId style, int line_height_px);
  // As ykien::find_breaks, and between words that no spaces part.
  std::vector<std::uint32_t> find_breaks(std::string_view text);

  std::size_t size() const { return runs_.size(); }
  std::size_t style_count() const { return styles_.size(); }
  void clear();                                   // forgets all runs; their ids are invalid
  std::uint32_t epoch() const { return epoch_; }  // grows with each clear()

 private:
  struct CachedLine {
    StyleId style;
    int line_height_px;
    LineMetrics metrics;
  };

  std::size_t slot_of(StyleId style, std::string_view text) const;
  void grow();
  void measure(std::span<const RunId> runs);  // of one style

  TextMeasurer& measurer_;
  std::vector<TextStyle> styles_;
  std::vector<Run> runs_;
  std::vector<std::uint32_t> slots_;  // open addressing: run id + 1, 0 = free
  std::vector<CachedLine> lines_;
  std::uint32_t epoch_ = 0;
  std::size_t measured_ = 0;  // runs_[0, measured_) have metrics
};

}  // namespace ykien
