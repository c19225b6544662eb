#include "layout/total_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ykien {

namespace {

// Of a space's own width, what it may give or take before a line looks wrong.
constexpr float kStretch = 0.5F;
constexpr float kShrink = 0.2F;
constexpr double kWorst = 1e9;  // of a line that cannot be filled at all
constexpr float kSlackPx = 0.01F;

// How bad a line is that misses the width by `rest`, its spaces together being `space` wide.
double demerits(float rest, float space) {
  const float give = space * (rest < 0 ? kShrink : kStretch);
  if (give <= 0) return rest <= kSlackPx ? 1 : kWorst;
  const float ratio = rest / give;
  const double badness = 1 + 100 * std::abs(ratio * ratio * ratio);
  return std::min(kWorst, badness * badness);
}

struct Best {
  double cost = std::numeric_limits<double>::infinity();
  std::size_t from = 0;  // the word with which the last line starts
};

}  // namespace

std::vector<std::size_t> fit_lines(std::span<const FitWord> words, float width_px) {
  std::vector<Best> best(words.size() + 1);  // of the first n words
  best[0].cost = 0;
  for (std::size_t first = 0; first < words.size(); ++first) {
    float ink = 0;
    float space = 0;
    for (std::size_t last = first; last < words.size(); ++last) {
      ink += words[last].ink;
      const float rest = width_px - ink - space;
      if (last > first && rest < -space * kShrink - kSlackPx) break;
      const bool ends = last + 1 == words.size();
      const double cost = best[first].cost + (ends && rest >= 0 ? 0 : demerits(rest, space));
      if (cost < best[last + 1].cost) best[last + 1] = {cost, first};
      space += words[last].space;
    }
  }
  std::vector<std::size_t> starts;
  for (std::size_t end = words.size(); end > 0; end = best[end].from)
    starts.push_back(best[end].from);
  std::reverse(starts.begin(), starts.end());
  return starts;
}

}  // namespace ykien
