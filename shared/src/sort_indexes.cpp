#include "sort_indexes.h"

#include <algorithm>

namespace ykien {

void sort_indexes(std::vector<std::uint32_t>& indexes,
                  bool (*before)(const void* order, std::uint32_t, std::uint32_t),
                  const void* order) {
  std::sort(indexes.begin(), indexes.end(),
            [=](std::uint32_t a, std::uint32_t b) { return before(order, a, b); });
}

}  // namespace ykien
