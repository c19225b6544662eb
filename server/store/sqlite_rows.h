// How a comment lies in a row of SQLite.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"

namespace ykien::sqlite {

// Of the table comments, in the order in which read_kept() finds them.
extern const std::string kColumns;
inline constexpr int kColumnCount = 23;
Kept read_kept(const Run& row);
inline constexpr int kRankColumn = 22;

// Nothing where all went well.
std::optional<StoreError> failure(int code);

// The one row that a run finds.
StoreResult<std::optional<Kept>> read_one(Run& run);

// All rows that a run finds, each as `make` has it.
template <class Make>
auto read_all(Run& run, Make make) -> StoreResult<std::vector<decltype(make())>> {
  std::vector<decltype(make())> all;
  while (run.step()) all.push_back(make());
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return all;
}

}  // namespace ykien::sqlite
