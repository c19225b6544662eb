#include "store/sqlite_store.h"

#include <utility>

#include "store/schema.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_writes.h"

namespace ykien {

using sqlite::failure;
using sqlite::kColumns;
using sqlite::read_all;

namespace {

// `place`: the parameters of a place behind which the rows are: time, id, and of the best the rank.
std::string order_sql(ThreadSort sort, bool after, const std::string& time, const std::string& id,
                      const std::string& rank) {
  const bool newest = sort == ThreadSort::kNewest;
  const bool best = sort == ThreadSort::kBest;
  const std::string columns = best ? "rank, created_ms, id" : "created_ms, id";
  std::string sql;
  if (after) {
    sql = " AND (" + columns + (newest ? ") < (" : ") > (") + (best ? rank + ", " : "") + time +
          ", " + id + ")";
  }
  return sql + " ORDER BY " + (newest ? "created_ms DESC, id DESC" : columns);
}

std::string page_sql(const PageQuery& query) {
  std::string sql = "SELECT " + kColumns + " FROM comments WHERE site = ?1 AND article = ?2";
  if (query.parent_id) sql += " AND parent = ?3";
  sql +=
      " AND (state = 0 OR (state = 3 AND replies > 0)"
      " OR (?4 <> '' AND author_key = ?4 AND state <> 3))";
  if (query.pinned) sql += " AND pinned = 1";
  return sql + order_sql(query.sort, query.after.has_value(), "?5", "?6", "?8") + " LIMIT ?7";
}

std::string list_sql(const ListQuery& query) {
  std::string sql = "SELECT " + kColumns + " FROM comments WHERE site = ?1";
  if (query.author_key) sql += " AND author_key = ?2";
  if (query.state) sql += " AND state = ?3";
  if (query.reported) sql += " AND reports > 0";
  if (query.suspect) sql += " AND why <> '' AND why <> 'moderation'";
  return sql + order_sql(query.sort, query.after.has_value(), "?4", "?5", "") + " LIMIT ?6";
}

// The rows of a page, of which there is one too many where there are more.
StoreResult<KeptPage> read_page(sqlite::Run& run, std::size_t count_max, ThreadSort sort) {
  KeptPage page;
  Place last;
  while (run.step()) {
    if (page.comments.size() == count_max) {
      page.next = std::move(last);
      return page;
    }
    page.comments.push_back(sqlite::read_kept(run));
    const Comment& comment = page.comments.back().comment;
    last = {comment.created.unix_ms, comment.id,
            sort == ThreadSort::kBest ? run.number(sqlite::kRankColumn) : 0};
  }
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return page;
}

}  // namespace

std::expected<std::unique_ptr<SqliteStore>, std::string> SqliteStore::open(const std::string& path,
                                                                           SqliteLimits limits) {
  std::unique_ptr<SqliteStore> store(new SqliteStore(path));
  const int code = store->writer_.code();
  if (code != SQLITE_OK) return std::unexpected(path + ": " + sqlite3_errstr(code));
  const std::string problem = store->prepare(limits);
  if (!problem.empty()) return std::unexpected(path + ": " + problem);
  return store;
}

SqliteStore::SqliteStore(std::string path)
    : path_(std::move(path)), writer_(path_, sqlite::Connection::Access::kWrite), readers_([this] {
        return std::make_unique<sqlite::Connection>(path_, sqlite::Connection::Access::kRead);
      }) {}

// "" when all is done, as for what it calls.
std::string SqliteStore::prepare(SqliteLimits limits) {
  std::string sql = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
  if (limits.pages_max > 0) sql += "PRAGMA max_page_count = " + std::to_string(limits.pages_max);
  const int code = writer_.execute(sql.c_str());
  return code == SQLITE_OK ? migrate() : sqlite3_errstr(code);
}

// Each file of the schema in a transaction of its own, and its number with it.
std::string SqliteStore::migrate() {
  std::int64_t version = -1;
  {
    sqlite::Run run = writer_.run("PRAGMA user_version");
    if (run.step()) version = run.number(0);
  }
  if (version < 0) return "no version of the schema";
  if (version > static_cast<std::int64_t>(sqlite_schema().size()))
    return "of a later version of the server";
  for (auto next = static_cast<std::size_t>(version); next < sqlite_schema().size(); ++next) {
    const std::string sql = "BEGIN IMMEDIATE;" + std::string(sqlite_schema()[next]) +
                            "PRAGMA user_version = " + std::to_string(next + 1) + ";COMMIT;";
    const int code = writer_.execute(sql.c_str());
    if (code == SQLITE_OK) continue;
    writer_.execute("ROLLBACK");
    return "schema " + std::to_string(next + 1) + ": " + sqlite3_errstr(code);
  }
  return {};
}

std::vector<StoreResult<Kept>> SqliteStore::write(std::span<const Write> batch) {
  const std::lock_guard lock(write_mutex_);
  std::vector<StoreResult<Kept>> answers;
  sqlite::Writes writes(writer_);
  std::optional<StoreError> broken = failure(writer_.execute("BEGIN IMMEDIATE"));
  for (std::size_t i = 0; i < batch.size() && !broken; ++i) {
    answers.push_back(std::visit(writes, batch[i]));
    broken = writes.broken();
  }
  if (!broken) broken = failure(writer_.execute("COMMIT"));
  for (std::size_t i = 0; i < answers.size() && !broken; ++i) {
    const bool of_comment = article_of(batch[i]) == nullptr;
    if (of_comment && answers[i] && !answers[i]->again)
      generations_.count(site_of(batch[i]), answers[i]->comment.article_id);
  }
  if (!broken) return answers;
  writer_.execute("ROLLBACK");  // where SQLite has not done so already
  return {batch.size(), std::unexpected(*broken)};
}

StoreResult<std::optional<Kept>> SqliteStore::find(std::string_view site, std::string_view id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run("SELECT " + kColumns + " FROM comments WHERE site = ? AND id = ?");
  return read_one(run.bind(site).bind(id));
}

StoreResult<std::optional<Kept>> SqliteStore::kept(std::string_view site, std::string_view key) {
  const Reader reader(readers_);
  sqlite::Run run =
      reader->run("SELECT " + kColumns + " FROM comments WHERE site = ? AND idempotency_key = ?");
  return read_one(run.bind(site).bind(key));
}

StoreResult<std::vector<std::string>> SqliteStore::recent_texts(std::string_view site,
                                                                std::string_view author_key,
                                                                std::int64_t since_unix_ms,
                                                                std::string_view except_id,
                                                                std::size_t count_max) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT text FROM comments WHERE site = ? AND author_key = ? AND created_ms >= ? "
      "AND state <> ? AND id <> ? ORDER BY created_ms DESC, id DESC LIMIT ?");
  run.bind(site).bind(author_key).bind(since_unix_ms);
  run.bind(static_cast<std::int64_t>(CommentState::kDeleted)).bind(except_id);
  run.bind(static_cast<std::int64_t>(count_max));
  return read_all(run, [&] { return std::string(run.text(0)); });
}

StoreResult<CommentPage> SqliteStore::comments(const PageQuery& query) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(page_sql(query));
  const Place after = query.after.value_or(Place());
  run.bind(query.site).bind(query.article_id).bind(query.parent_id.value_or(""));
  run.bind(query.reader_key).bind(after.created_unix_ms).bind(after.id);
  run.bind(static_cast<std::int64_t>(query.count_max) + 1).bind(after.rank);
  StoreResult<KeptPage> rows = read_page(run, query.count_max, query.sort);
  if (!rows) return std::unexpected(rows.error());
  CommentPage page{.comments = {}, .next = std::move(rows->next)};
  for (Kept& row : rows->comments) page.comments.push_back(std::move(row.comment));
  return page;
}

StoreResult<KeptPage> SqliteStore::list(const ListQuery& query) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(list_sql(query));
  const Place after = query.after.value_or(Place());
  run.bind(query.site).bind(query.author_key.value_or(""));
  run.bind(static_cast<std::int64_t>(query.state.value_or(CommentState::kPublished)));
  run.bind(after.created_unix_ms).bind(after.id);
  run.bind(static_cast<std::int64_t>(query.count_max) + 1);
  return read_page(run, query.count_max, query.sort);
}

StoreResult<std::vector<PastDeed>> SqliteStore::deeds(std::string_view site, std::string_view id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT version, at_ms, actor, action, reason, text, author_name, state, pinned, why, "
      "reports FROM deeds "
      "WHERE site = ? AND comment = ? ORDER BY version");
  run.bind(site).bind(id);
  const auto text = [&](int column) { return std::string(run.text(column)); };
  return read_all(run, [&] {
    return PastDeed{std::string(id),
                    run.number(0),
                    {run.number(1), text(2), text(3), text(4)},
                    text(5),
                    text(6),
                    static_cast<CommentState>(run.number(7)),
                    run.number(8) != 0,
                    text(9),
                    run.number(10)};
  });
}

StoreResult<std::vector<Vote>> SqliteStore::votes(std::string_view site, std::string_view id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT voter, value, at_ms FROM votes WHERE site = ? AND comment = ? ORDER BY voter");
  run.bind(site).bind(id);
  return read_all(run, [&] {
    return Vote{std::string(site), std::string(id), std::string(run.text(0)),
                static_cast<int>(run.number(1)), run.number(2)};
  });
}

StoreResult<std::vector<Report>> SqliteStore::reports(std::string_view site, std::string_view id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT reporter, reason, note, at_ms FROM reports WHERE site = ? AND comment = ? "
      "ORDER BY reporter");
  run.bind(site).bind(id);
  const auto text = [&](int column) { return std::string(run.text(column)); };
  return read_all(run, [&] {
    return Report{std::string(site), std::string(id), text(0), text(1), text(2), run.number(3)};
  });
}

StoreResult<std::vector<Told>> SqliteStore::told(std::span<const Watched> watched) {
  const Reader reader(readers_);
  std::vector<Told> told;
  for (const Watched& one : watched) {
    sqlite::Run run = reader->run("SELECT " + kColumns +
                                  ", number, name FROM events LEFT JOIN comments "
                                  "ON comments.site = events.site AND id = comment "
                                  "WHERE events.site = ? AND events.article = ? AND number > ? "
                                  "ORDER BY number");
    run.bind(one.site).bind(one.article_id).bind(one.after);
    while (run.step()) {
      told.push_back({one.site, one.article_id, run.number(sqlite::kColumnCount),
                      std::string(run.text(sqlite::kColumnCount + 1)),
                      sqlite::read_kept(run).comment});
    }
    if (const auto error = failure(run.code())) return std::unexpected(*error);
  }
  return told;
}

StoreResult<std::int64_t> SqliteStore::last_told(std::string_view site,
                                                 std::string_view article_id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run("SELECT told FROM threads WHERE site = ? AND article = ?");
  if (run.bind(site).bind(article_id).step()) return run.number(0);
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return 0;
}

StoreResult<std::vector<std::int64_t>> SqliteStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const Reader reader(readers_);
  std::vector<std::int64_t> counts;
  for (const std::string& article_id : article_ids) {
    sqlite::Run run = reader->run("SELECT published FROM threads WHERE site = ? AND article = ?");
    counts.push_back(run.bind(site).bind(article_id).step() ? run.number(0) : 0);
    if (const auto error = failure(run.code())) return std::unexpected(*error);
  }
  return counts;
}

StoreResult<std::vector<Finding>> SqliteStore::verify(bool mend) {
  const std::lock_guard lock(write_mutex_);
  sqlite::Run run = writer_.run("PRAGMA integrity_check");
  auto findings = read_all(run, [&] { return Finding{std::string(run.text(0)), 1, false}; });
  if (!findings) return findings;
  std::erase_if(*findings, [](const Finding& one) { return one.name == "ok"; });
  const auto count = [this](const std::string& sql) -> StoreResult<std::int64_t> {
    sqlite::Run counted = writer_.run(sql);
    if (counted.step()) return counted.number(0);
    return std::unexpected(failure(counted.code()).value_or(StoreError::kUnavailable));
  };
  const auto put_right = [this](const std::string& sql) {
    return failure(writer_.execute(sql.c_str()));
  };
  if (const auto error = run_checks(mend, count, put_right, *findings))
    return std::unexpected(*error);
  return findings;
}

}  // namespace ykien
