// Sorts indexes with one std::sort for all: each further instantiation would cost the widget 3 KB.
#pragma once

#include <cstdint>
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

}  // namespace ykien
