// What must be true of a database besides what its engine sees to: sums are those of their rows,
// nothing hangs in the air. The statements are of the SQL that all engines here share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ykien {

struct Check {
  std::string_view name;   // of what is wrong where it fails
  std::string_view count;  // a statement: how many rows are wrong
  std::string_view mend;   // a statement that puts them right; "" where nothing can
};
std::span<const Check> checks();

// What was found wrong, and how often.
struct Finding {
  std::string name;
  std::int64_t count = 0;
  bool mended = false;
};

}  // namespace ykien
