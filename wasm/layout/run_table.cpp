#include "layout/run_table.h"

#include <algorithm>

#include "layout/hash.h"

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
  if (measured_ == runs_.size()) return;
  for (StyleId style = 0; style < styles_.size(); ++style) measure_style(style);
  measured_ = runs_.size();
}

void RunTable::measure_style(StyleId style) {
  std::vector<std::string_view> texts;
  std::vector<std::size_t> indexes;
  for (std::size_t i = measured_; i < runs_.size(); ++i) {
    if (runs_[i].style != style) continue;
    texts.push_back(runs_[i].text);
    indexes.push_back(i);
  }
  if (texts.empty()) return;

  std::vector<RunMetrics> metrics(texts.size());
  measurer_.measure(styles_[style], texts, metrics);
  for (std::size_t i = 0; i < indexes.size(); ++i) runs_[indexes[i]].metrics = metrics[i];
}

LineMetrics RunTable::line_metrics(StyleId style, int line_height_px) {
  for (const CachedLine& line : lines_) {
    if (line.style == style && line.line_height_px == line_height_px) return line.metrics;
  }
  const LineMetrics metrics = measurer_.line_metrics(styles_[style], line_height_px);
  lines_.push_back({style, line_height_px, metrics});
  return metrics;
}

void RunTable::clear() {
  styles_.clear();
  runs_.clear();
  lines_.clear();
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
