#include "layout/total_fit.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

namespace ykien {
namespace {

using Starts = std::vector<std::size_t>;

std::vector<FitWord> words_of(std::initializer_list<float> inks) {
  std::vector<FitWord> words;
  for (const float ink : inks) words.push_back({ink, 10});
  if (!words.empty()) words.back().space = 0;
  return words;
}

TEST_CASE("fit_lines: edges", "[total_fit]") {
  CHECK(fit_lines({}, 100).empty());
  CHECK(fit_lines(words_of({50}), 100) == Starts{0});
  CHECK(fit_lines(words_of({500}), 100) == Starts{0});
  CHECK(fit_lines(words_of({500, 500}), 100) == Starts{0, 1});
  CHECK(fit_lines(words_of({45, 45, 45}), 100) == Starts{0, 2});
}

TEST_CASE("fit_lines: gives up a full line for a better paragraph", "[total_fit]") {
  // Filled one after the other: 30+30 fits beside 30, and leaves 30 alone before 95.
  const auto words = words_of({30, 30, 25, 30, 95, 20});
  const Starts starts = fit_lines(words, 100);
  CHECK(starts.front() == 0);
  CHECK(starts != Starts{0, 3, 4, 5});
}

// The sum that fit_lines makes as small as can be, for any choice of lines.
double cost_of(const std::vector<FitWord>& words, const Starts& starts, float width) {
  double cost = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const bool ends = i + 1 == starts.size();
    const std::size_t end = ends ? words.size() : starts[i + 1];
    float ink = 0;
    float space = 0;
    for (std::size_t w = starts[i]; w < end; ++w) {
      ink += words[w].ink;
      if (w + 1 < end) space += words[w].space;
    }
    const float rest = width - ink - space;
    if (end - starts[i] > 1 && rest < -space * 0.2F - 0.01F)
      return std::numeric_limits<double>::infinity();
    if (ends && rest >= 0) continue;
    const float give = space * (rest < 0 ? 0.2F : 0.5F);
    const double badness = give > 0 ? 1 + 100 * std::abs(std::pow(rest / give, 3)) : 0;
    cost += give > 0 ? std::min(1e9, badness * badness) : rest <= 0.01F ? 1 : 1e9;
  }
  return cost;
}

TEST_CASE("fit_lines: no other choice of lines is better", "[total_fit]") {
  std::mt19937 random(1775);
  for (int round = 0; round < 200; ++round) {
    std::vector<FitWord> words(9);
    for (FitWord& word : words)
      word = {static_cast<float>(10 + random() % 60), static_cast<float>(random() % 3 * 5)};
    const double found = cost_of(words, fit_lines(words, 100), 100);
    for (unsigned mask = 0; mask < 1u << (words.size() - 1); ++mask) {
      Starts starts = {0};
      for (std::size_t i = 1; i < words.size(); ++i)
        if ((mask >> (i - 1) & 1u) != 0) starts.push_back(i);
      const double other = cost_of(words, starts, 100);
      REQUIRE(found <= other * 1.0001 + 1e-6);
    }
  }
}

}  // namespace
}  // namespace ykien
