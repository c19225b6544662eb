#include "model/reading.h"

#include <algorithm>
#include <utility>

namespace ykien {

namespace {

struct Limits {
  std::uint32_t least;
  std::uint32_t most;
};

// In the order of Setting.
constexpr std::array<Limits, kSettingCount> kLimits = {{
    {0, 6},
    {0, 2},
    {300, 800},
    {0, 300},
    {18, 70},
    {0, 30},
    {0, 60},
    {0, 300},
    {0, 1},
    {0, 6},
    {0, 0xFFFFFF},
    {0, 0xFFFFFF},
    {0, 0xFFFFFF},
}};
constexpr std::uint32_t kLineHeightMin = 100;

}  // namespace

bool Reading::set(Setting setting, std::uint32_t value) {
  const auto [least, most] = kLimits[static_cast<std::size_t>(setting)];
  value = std::clamp(value, least, most);
  if (setting == Setting::kLineHeight && value > 0) value = std::max(value, kLineHeightMin);
  return std::exchange(values_[static_cast<std::size_t>(setting)], value) != value;
}

}  // namespace ykien
