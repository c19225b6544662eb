// How a comment lies in a row of PostgreSQL, and the statements that write it.
#pragma once

#include <string>
#include <vector>

#include "store/postgres.h"
#include "store/write.h"

namespace ykien::postgres {

// Of the table comments, in the order in which read_kept() finds them.
extern const std::string kColumns;
inline constexpr int kColumnCount = 19;
Kept read_kept(const Rows& rows, int row);

// All rows, each as `make` has it.
template <class Make>
auto read_all(const Rows& rows, Make make) -> StoreResult<std::vector<decltype(make(0))>> {
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  std::vector<decltype(make(0))> all;
  for (int row = 0; row < rows.count(); ++row) all.push_back(make(row));
  return all;
}

// A write is a statement or more, of which the last one tells what became of it.
struct Statement {
  const std::string* sql;
  Values values;
};
std::vector<Statement> statements_of(const Write& write);
// All that statements_of() may name.
std::vector<const std::string*> write_statements();

}  // namespace ykien::postgres
