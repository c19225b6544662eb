// How a comment lies in a row of PostgreSQL.
#pragma once

#include <string>
#include <vector>

#include "store/postgres.h"
#include "store/store.h"

namespace ykien::postgres {

// Of the table comments, in the order in which read_kept() finds them.
inline const std::string kColumns =
    "c.id, c.article, c.parent, c.author_name, c.text, c.created_ms, c.created_offset, "
    "c.edited_ms, c.edited_offset, c.state, c.likes, c.dislikes, c.staff, c.author_key, c.why, "
    "c.version, c.replies, c.reports, c.idempotency_key, c.network, c.pinned, "
    "(SELECT string_agg(r.name || ':' || r.count, ' ' ORDER BY r.name) FROM reaction_counts AS r "
    "WHERE r.site = c.site AND r.comment = c.id AND r.count > 0), c.rank";
inline constexpr int kColumnCount = 23;
inline constexpr int kRankColumn = 22;
Kept read_kept(const Rows& rows, int row);

// {"a","b"}: an array of ids, in which nothing needs an escape.
template <class List, class Text>
std::string array_of(const List& list, Text text) {
  std::string array;
  for (const auto& one : list) array += (array.empty() ? "\"" : ",\"") + text(one) + "\"";
  return "{" + array + "}";
}

// All rows, each as `make` has it.
template <class Make>
auto read_all(const Rows& rows, Make make) -> StoreResult<std::vector<decltype(make(0))>> {
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  std::vector<decltype(make(0))> all;
  for (int row = 0; row < rows.count(); ++row) all.push_back(make(row));
  return all;
}

}  // namespace ykien::postgres
