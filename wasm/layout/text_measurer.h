// What layout asks of the outside world: how wide text is, and where its baseline lies.
//
// Units are device pixels throughout wasm/layout. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace ykien {

enum class Family : std::uint8_t { kBody = 0, kInterface = 1, kMonospace = 2 };

struct TextStyle {
  std::uint32_t font_set = 0;  // the page's name for three font stacks
  Family family = Family::kBody;
  int size_px = 16;
  int weight = 400;  // 100 to 900, as CSS
  bool italic = false;
  std::uint32_t color = 0xFF000000;  // 0xAABBGGRR
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

// Ink is relative to the pen on the baseline: left and right grow rightwards, ascent upwards,
// descent downwards.
struct RunMetrics {
  float advance = 0;
  float ink_left = 0;
  float ink_right = 0;
  float ink_ascent = 0;
  float ink_descent = 0;
};

struct LineMetrics {
  float baseline = 0;  // from the top of a line box of the height asked for
  float ascent = 0;
  float descent = 0;
};

class TextMeasurer {
 public:
  virtual ~TextMeasurer() = default;
  // Measures runs of one style. Requires: out.size() == runs.size().
  virtual void measure(const TextStyle& style, std::span<const std::string_view> runs,
                       std::span<RunMetrics> out) = 0;
  virtual LineMetrics line_metrics(const TextStyle& style, int line_height_px) = 0;
};

}  // namespace ykien
