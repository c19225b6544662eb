// A place in a text.
#pragma once

#include <cstddef>

namespace ykien {

struct Range {
  std::size_t begin_bytes = 0;
  std::size_t end_bytes = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace ykien
