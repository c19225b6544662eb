// The statements of PostgreSQL that write.
#pragma once

#include <string>
#include <vector>

#include "store/postgres.h"
#include "store/write.h"

namespace ykien::postgres {

// A write is a statement or more, of which the last one tells what became of it.
struct Statement {
  const std::string* sql;
  Values values;
};
std::vector<Statement> statements_of(const Write& write);
// All that statements_of() may name.
std::vector<const std::string*> write_statements();

// What was told long ago is forgotten: of `thread` (article, told), which has just told something.
inline const std::string kForget =
    "forgotten AS (DELETE FROM events USING thread WHERE events.site = $1 "
    "AND events.article = thread.article AND number <= thread.told - " +
    std::to_string(Store::kToldMax) + ")";
// First, so that what a voter said before is read behind it: two of one voter follow each other.
inline const std::string kLock = "SELECT 1 FROM comments WHERE site = $1 AND id = $2 FOR UPDATE";
// Of a row that this transaction has made or changed.
inline const std::string kOurs = "xmin = pg_current_xact_id()::xid";
// Of a comment ($1, $2): an event named $6 in place of its last one, where `changed` says so of
// `before`.
std::string tell_latest(const std::string& changed);

// Those of postgres_site_statements.cpp.
std::vector<Statement> statements(const Reaction& reaction);
std::vector<Statement> statements(const ArticleLike& like);
std::vector<Statement> statements(const Views& views);
std::vector<Statement> statements(const ThreadChange& change);
std::vector<Statement> statements(const Ban& ban);
std::vector<Statement> statements(const Rename& rename);
std::vector<Statement> statements(const RestoredThread& restored);
std::vector<Statement> statements(const RestoredSite& restored);
void add_site_statements(std::vector<const std::string*>& all);

}  // namespace ykien::postgres
