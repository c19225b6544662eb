// Sorts with one std::sort for all: each further instantiation would cost the widget 3 KB.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace ykien {

void sort_indexes(std::vector<std::uint32_t>& indexes,
                  bool (*before)(const void* order, std::uint32_t, std::uint32_t),
                  const void* order);

// `before(a, b)` must be a total order.
template <class Before>
void sort_indexes(std::vector<std::uint32_t>& indexes, const Before& before) {
  const auto call = [](const void* order, std::uint32_t a, std::uint32_t b) {
    return (*static_cast<const Before*>(order))(a, b);
  };
  sort_indexes(indexes, call, &before);
}

// `before(const T&, const T&)`: a strict weak order.
template <class T, class Before>
void sort_values(std::vector<T>& values, const Before& before) {
  std::vector<std::uint32_t> indexes;
  for (std::uint32_t i = 0; i < values.size(); ++i) indexes.push_back(i);
  sort_indexes(indexes,
               [&](std::uint32_t a, std::uint32_t b) { return before(values[a], values[b]); });
  std::vector<T> sorted;
  sorted.reserve(values.size());
  for (const std::uint32_t index : indexes) sorted.push_back(std::move(values[index]));
  values = std::move(sorted);
}

}  // namespace ykien
