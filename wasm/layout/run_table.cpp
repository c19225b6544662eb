#include "layout/run_table.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "layout/hash.h"
#include "layout/line_break.h"

namespace ykien {

namespace {
constexpr std::size_t kSlotsMin = 256;
}

RunTable::RunTable(TextMeasurer& measurer) : measurer_(measurer), slots_(kSlotsMin) {}

StyleId RunTable::intern_style(const TextStyle& style) {
  const auto found = std::find(styles_.begin(), styles_.end(), style);
  if (found != styles_.end()) return static_cast<StyleId>(found - styles_.begin());
  styles_.push_back(style);
  return static_cast<StyleId>(styles_.size() - 1);
}

RunId RunTable::intern(StyleId style, std::string_view text) {
  const std::size_t slot = slot_of(style, text);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  runs_.push_back({std::string(text), style, {}});
  slots_[slot] = static_cast<std::uint32_t>(runs_.size());
  if (runs_.size() * 2 > slots_.size()) grow();
  return static_cast<RunId>(runs_.size() - 1);
}

void RunTable::measure_pending() {
  std::vector<RunId> pending(runs_.size() - measured_);
  std::iota(pending.begin(), pending.end(), static_cast<RunId>(measured_));
  while (!pending.empty()) {
    const StyleId style = runs_[pending.front()].style;
    std::vector<RunId> same;
    std::vector<RunId> others;
    for (const RunId id : pending) (runs_[id].style == style ? same : others).push_back(id);
    measure(same);
    pending = std::move(others);
  }
  measured_ = runs_.size();
}

void RunTable::measure(std::span<const RunId> runs) {
  std::vector<std::string_view> texts;
  for (const RunId id : runs) texts.push_back(runs_[id].text);
  std::vector<RunMetrics> metrics(texts.size());
  measurer_.measure(styles_[runs_[runs.front()].style], texts, metrics);
  for (std::size_t i = 0; i < runs.size(); ++i) runs_[runs[i]].metrics = metrics[i];
}

LineMetrics RunTable::line_metrics(StyleId style, int line_height_px) {
  for (const CachedLine& line : lines_) {
    if (line.style == style && line.line_height_px == line_height_px) return line.metrics;
  }
  const LineMetrics metrics = measurer_.line_metrics(styles_[style], line_height_px);
  lines_.push_back({style, line_height_px, metrics});
  return metrics;
}

std::vector<std::uint32_t> RunTable::find_breaks(std::string_view text) {
  std::vector<std::uint32_t> breaks = ykien::find_breaks(text);
  if (!needs_dictionary(text)) return breaks;
  const std::vector<std::uint32_t> ends = measurer_.find_word_ends(text);
  std::vector<std::uint32_t> all;
  std::set_union(breaks.begin(), breaks.end(), ends.begin(), ends.end(), std::back_inserter(all));
  std::erase_if(all, [&](std::uint32_t at) {
    return !std::binary_search(breaks.begin(), breaks.end(), at) &&
           !splits_dictionary_text(text, at);
  });
  return all;
}

void RunTable::clear() {
  runs_.clear();
  slots_.assign(kSlotsMin, 0);
  measured_ = 0;
  ++epoch_;
}

std::size_t RunTable::slot_of(StyleId style, std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  Hash hash;
  hash.add(style);
  hash.add(text);
  std::size_t slot = hash.value() & mask;
  while (slots_[slot] != 0) {
    const Run& run = runs_[slots_[slot] - 1];
    if (run.style == style && run.text == text) break;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void RunTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    slots_[slot_of(runs_[i].style, runs_[i].text)] = static_cast<std::uint32_t>(i + 1);
  }
}

}  // namespace ykien
