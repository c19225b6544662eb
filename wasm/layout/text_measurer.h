// What layout asks of the outside world: how wide text is, where its baseline lies, where its words
// end.
//
// Units are device pixels throughout wasm/layout. One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ykien {

enum class Family : std::uint8_t { kBody = 0, kInterface = 1, kMonospace = 2 };

struct TextStyle {
  std::uint32_t font_set = 0;  // the page's name for three font stacks
  Family family = Family::kBody;
  int size_px = 16;
  int weight = 400;  // 100 to 900, as CSS
  bool italic = false;
  bool right_to_left = false;        // base direction, of a run that is a whole line
  std::uint32_t color = 0xFF000000;  // 0xAABBGGRR
  float letter_spacing_px = 0;       // after each letter
  float word_spacing_px = 0;         // beside each space's own width
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
  // Measures runs of one style; letter spacing counts, word spacing does not. Requires: out.size()
  // == runs.size().
  virtual void measure(const TextStyle& style, std::span<const std::string_view> runs,
                       std::span<RunMetrics> out) = 0;
  virtual LineMetrics line_metrics(const TextStyle& style, int line_height_px) = 0;
  // Offsets (bytes, ascending) after which a word ends, for scripts that write no spaces; only a
  // dictionary knows.
  virtual std::vector<std::uint32_t> find_word_ends(std::string_view text) = 0;
};

}  // namespace ykien
