#include "store/postgres_store.h"

#include <chrono>
#include <thread>
#include <utility>

#include "store/postgres_rows.h"
#include "store/schema.h"

namespace ykien {

using postgres::kColumns;
using postgres::read_all;
using postgres::read_kept;
using postgres::Rows;
using postgres::Values;

namespace {

constexpr int kTriesMax = 8;
// Statements between two waits for answers.
constexpr std::size_t kChunk = 64;

void pause_before(int attempt) {
  std::this_thread::sleep_for(std::chrono::milliseconds(10) * (1 << std::min(attempt, 6)));
}

std::string id_of(const Write& write) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.id; }) {
          return one.id;
        } else if constexpr (requires { one.comment; }) {
          return one.comment.id;
        } else {
          return one.fresh.comment.id;
        }
      },
      write);
}

KeptPage page_of(const Rows& rows, std::size_t count_max) {
  KeptPage page;
  for (int row = 0; row < rows.count(); ++row) {
    page.more = page.comments.size() == count_max;
    if (!page.more) page.comments.push_back(read_kept(rows, row));
  }
  return page;
}

std::string order(ThreadSort sort, bool after, const char* place) {
  const bool newest = sort == ThreadSort::kNewest;
  std::string sql;
  if (after) sql = std::string(" AND (created_ms, id) ") + (newest ? "< " : "> ") + place;
  return sql + (newest ? " ORDER BY created_ms DESC, id DESC" : " ORDER BY created_ms, id");
}

// {"a","b"}: an array of ids, in which nothing needs an escape.
template <class List, class Text>
std::string array_of(const List& list, Text text) {
  std::string array;
  for (const auto& one : list) array += (array.empty() ? "\"" : ",\"") + text(one) + "\"";
  return "{" + array + "}";
}

}  // namespace

std::expected<std::unique_ptr<PostgresStore>, std::string> PostgresStore::open(
    const std::string& conninfo) {
  std::unique_ptr<PostgresStore> store(new PostgresStore(conninfo));
  const std::string problem = store->migrate();
  if (!problem.empty()) return std::unexpected(problem);
  return store;
}

PostgresStore::PostgresStore(std::string conninfo)
    : conninfo_(std::move(conninfo)),
      pool_([this] { return std::make_unique<postgres::Connection>(conninfo_); }) {}

// "" when all is done. Processes that start together stand in each other's way.
std::string PostgresStore::migrate() {
  std::string problem;
  for (int attempt = 0; attempt < kTriesMax; ++attempt) {
    if (attempt > 0) pause_before(attempt);
    problem = migrate_once();
    if (problem.empty()) return {};
  }
  return problem;
}

std::string PostgresStore::migrate_once() {
  postgres::Connection connection(conninfo_);
  if (!connection.usable()) return connection.error();
  const auto fails = [&](const std::string& sql) {
    return connection.execute(sql).failure().has_value();
  };
  if (fails("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)") ||
      fails("BEGIN; LOCK TABLE schema_version IN EXCLUSIVE MODE"))
    return connection.error();
  const Rows known = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version");
  if (known.failure()) return connection.error();
  const auto version = static_cast<std::size_t>(known.number(0, 0));
  if (version > postgres_schema().size()) return "of a later version of the server";
  for (std::size_t next = version; next < postgres_schema().size(); ++next) {
    if (fails(std::string(postgres_schema()[next])) ||
        fails("INSERT INTO schema_version VALUES (" + std::to_string(next + 1) + ")"))
      return connection.error();
  }
  return fails("COMMIT") ? connection.error() : "";
}

// A transaction on a connection.
class PostgresStore::Batch {
 public:
  enum class End { kDone, kRefused, kAgain };

  Batch(postgres::Connection& connection, std::span<const Write> writes)
      : connection_(connection), writes_(writes) {}

  End run() {
    for (std::size_t begin = 0; begin == 0 || begin < writes_.size(); begin += kChunk) {
      const End end = run_chunk(begin, std::min(begin + kChunk, writes_.size()));
      if (end != End::kDone) {
        connection_.execute("ROLLBACK");
        return end;
      }
    }
    return End::kDone;
  }

  // Nothing where a write did not find what it wanted.
  std::vector<std::optional<Kept>> kept;
  StoreError error = StoreError::kUnavailable;

 private:
  End run_chunk(std::size_t begin, std::size_t end) {
    connection_.begin();
    if (begin == 0) connection_.send("BEGIN");
    std::vector<std::size_t> ends;  // of each write's statements
    std::size_t sent = begin == 0 ? 1 : 0;
    for (std::size_t i = begin; i < end; ++i) {
      for (postgres::Statement& one : postgres::statements_of(writes_[i])) {
        connection_.send(*one.sql, std::move(one.values));
        ++sent;
      }
      ends.push_back(sent - 1);
    }
    if (end == writes_.size()) connection_.send("COMMIT");
    const std::vector<Rows> answers = connection_.finish();
    for (const Rows& rows : answers) {
      if (const auto failure = rows.failure()) {
        error = *failure;
        return rows.is_conflict() || !connection_.usable() ? End::kAgain : End::kRefused;
      }
    }
    for (std::size_t i = begin; i < end; ++i) take(writes_[i], answers[ends[i - begin]]);
    return End::kDone;
  }

  void take(const Write& write, const Rows& rows) {
    kept.emplace_back();
    if (rows.count() == 0) return;
    if (const auto* fresh = std::get_if<NewComment>(&write)) {
      kept.back() = Kept{.comment = fresh->comment,
                         .author_key = fresh->author_key,
                         .idempotency_key = fresh->idempotency_key,
                         .why = fresh->why};
      return;
    }
    kept.back() = read_kept(rows, 0);
    if (std::holds_alternative<Vote>(write) || std::holds_alternative<Report>(write))
      kept.back()->again = rows.number(0, postgres::kColumnCount) != 0;
  }

  postgres::Connection& connection_;
  std::span<const Write> writes_;
};

std::vector<StoreResult<Kept>> PostgresStore::write(std::span<const Write> batch) {
  const std::lock_guard lock(write_mutex_);
  StoreError error = StoreError::kUnavailable;
  for (int attempt = 0; attempt < kTriesMax; ++attempt) {
    if (attempt > 0) pause_before(attempt);
    if (!writer_ || !writer_->usable()) {
      writer_ = std::make_unique<postgres::Connection>(conninfo_);
      for (const std::string* const sql : postgres::write_statements()) writer_->prepare(*sql);
    }
    Batch run(*writer_, batch);
    const Batch::End end = run.run();
    error = run.error;
    if (end == Batch::End::kRefused) break;
    if (end == Batch::End::kAgain) continue;
    std::vector<StoreResult<Kept>> answers;
    for (std::size_t i = 0; i < batch.size(); ++i)
      answers.push_back(run.kept[i] ? StoreResult<Kept>(*run.kept[i]) : explain(batch[i]));
    return answers;
  }
  return {batch.size(), std::unexpected(error)};
}

// Why a write found nothing to do.
StoreResult<Kept> PostgresStore::explain(const Write& write) {
  const auto* const restored = std::get_if<Restored>(&write);
  const auto* const fresh =
      restored != nullptr ? &restored->fresh : std::get_if<NewComment>(&write);
  if (fresh != nullptr) {
    auto known = kept(fresh->site, fresh->idempotency_key);
    if (!known) return std::unexpected(known.error());
    if (*known) {
      (*known)->again = true;
      return **known;
    }
  }
  const auto found = find(site_of(write), id_of(write));
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::unexpected(StoreError::kNotFound);
  return std::unexpected(fresh != nullptr ? StoreError::kTaken : StoreError::kChanged);
}

// Once more, where the connection had been closed meanwhile.
Rows PostgresStore::ask(const std::string& sql, const Values& values) {
  {
    const Pool<postgres::Connection>::Lease connection(pool_);
    Rows rows = connection->run(sql, values);
    if (!rows.failure() || connection->usable()) return rows;
  }
  pool_.forget();
  const Pool<postgres::Connection>::Lease connection(pool_);
  return connection->run(sql, values);
}

StoreResult<std::optional<Kept>> PostgresStore::find_one(const std::string& where,
                                                         std::string_view site,
                                                         std::string_view what) {
  const Rows rows = ask("SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND " + where,
                        Values().add(site).add(what));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return rows.count() == 0 ? std::nullopt : std::optional(read_kept(rows, 0));
}

StoreResult<std::optional<Kept>> PostgresStore::find(std::string_view site, std::string_view id) {
  return find_one("id = $2", site, id);
}

StoreResult<std::optional<Kept>> PostgresStore::kept(std::string_view site, std::string_view key) {
  return find_one("idempotency_key = $2", site, key);
}

StoreResult<std::vector<std::string>> PostgresStore::recent_texts(std::string_view site,
                                                                  std::string_view author_key,
                                                                  std::int64_t since_unix_ms,
                                                                  std::string_view except_id,
                                                                  std::size_t count_max) {
  Values values;
  values.add(site).add(author_key).add(since_unix_ms);
  values.add(static_cast<std::int64_t>(CommentState::kDeleted)).add(except_id);
  values.add(static_cast<std::int64_t>(count_max));
  const Rows rows = ask(
      "SELECT text FROM comments WHERE site = $1 AND author_key = $2 AND created_ms >= $3::bigint "
      "AND state <> $4::integer AND id <> $5 ORDER BY created_ms DESC, id DESC LIMIT $6::bigint",
      values);
  return read_all(rows, [&](int row) { return std::string(rows.text(row, 0)); });
}

StoreResult<CommentPage> PostgresStore::comments(const PageQuery& query) {
  const Place after = query.after.value_or(Place());
  Values values;
  values.add(query.site).add(query.article_id).add(query.parent_id.value_or(""));
  values.add(query.reader_key).add(after.created_unix_ms).add(after.id);
  values.add(static_cast<std::int64_t>(query.count_max) + 1);
  // Each parameter has a type, whether it is used or not.
  const Rows rows =
      ask("SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND article = $2 AND " +
              (query.parent_id ? "parent = $3::text" : "$3::text = ''") +
              " AND (state = 0 OR (state = 3 AND replies > 0) OR ($4 <> '' AND author_key = $4 "
              "AND state <> 3)) AND $5::bigint IS NOT NULL AND $6::text IS NOT NULL" +
              order(query.sort, query.after.has_value(), "($5::bigint, $6::text)") +
              " LIMIT $7::bigint",
          values);
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  KeptPage found = page_of(rows, query.count_max);
  CommentPage page{.comments = {}, .more = found.more};
  for (Kept& one : found.comments) page.comments.push_back(std::move(one.comment));
  return page;
}

StoreResult<KeptPage> PostgresStore::list(const ListQuery& query) {
  const Place after = query.after.value_or(Place());
  Values values;
  values.add(query.site).add(query.author_key.value_or(""));
  values.add(static_cast<std::int64_t>(query.state.value_or(CommentState::kPublished)));
  values.add(after.created_unix_ms).add(after.id);
  values.add(static_cast<std::int64_t>(query.count_max) + 1);
  const Rows rows = ask("SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND " +
                            (query.author_key ? "author_key = $2::text" : "$2::text = ''") +
                            " AND " + (query.state ? "state = $3::integer" : "$3::integer = 0") +
                            " AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL" +
                            (query.reported ? " AND reports > 0" : "") +
                            order(query.sort, query.after.has_value(), "($4::bigint, $5::text)") +
                            " LIMIT $6::bigint",
                        values);
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return page_of(rows, query.count_max);
}

StoreResult<std::vector<PastDeed>> PostgresStore::deeds(std::string_view site,
                                                        std::string_view id) {
  const Rows rows =
      ask("SELECT version, at_ms, actor, action, reason, text, author_name, state FROM deeds "
          "WHERE site = $1 AND comment = $2 ORDER BY version",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) { return std::string(rows.text(row, column)); };
    return PastDeed{std::string(id),
                    rows.number(row, 0),
                    {rows.number(row, 1), text(2), text(3), text(4)},
                    text(5),
                    text(6),
                    static_cast<CommentState>(rows.number(row, 7))};
  });
}

StoreResult<std::vector<Vote>> PostgresStore::votes(std::string_view site, std::string_view id) {
  const Rows rows =
      ask("SELECT voter, value, at_ms FROM votes WHERE site = $1 AND comment = $2 ORDER BY voter",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    return Vote{std::string(site), std::string(id), std::string(rows.text(row, 0)),
                static_cast<int>(rows.number(row, 1)), rows.number(row, 2)};
  });
}

StoreResult<std::vector<Report>> PostgresStore::reports(std::string_view site,
                                                        std::string_view id) {
  const Rows rows =
      ask("SELECT reporter, reason, note, at_ms FROM reports WHERE site = $1 AND comment = $2 "
          "ORDER BY reporter",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) { return std::string(rows.text(row, column)); };
    return Report{std::string(site), std::string(id), text(0),
                  text(1),           text(2),         rows.number(row, 3)};
  });
}

StoreResult<std::vector<Told>> PostgresStore::told(std::span<const Watched> watched) {
  Values values;
  values.add(array_of(watched, [](const Watched& one) { return one.site; }));
  values.add(array_of(watched, [](const Watched& one) { return one.article_id; }));
  values.add(array_of(watched, [](const Watched& one) { return std::to_string(one.after); }));
  const Rows rows =
      ask("SELECT " + kColumns +
              ", w.site, w.article, e.number, e.name FROM unnest($1::text[], $2::text[], "
              "$3::bigint[]) AS w (site, article, after) JOIN events AS e ON e.site = w.site "
              "AND e.article = w.article AND e.number > w.after JOIN comments AS c "
              "ON c.site = e.site AND c.id = e.comment ORDER BY w.site, w.article, e.number",
          values);
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) {
      return std::string(rows.text(row, postgres::kColumnCount + column));
    };
    return Told{text(0), text(1), rows.number(row, postgres::kColumnCount + 2), text(3),
                read_kept(rows, row).comment};
  });
}

StoreResult<std::int64_t> PostgresStore::last_told(std::string_view site,
                                                   std::string_view article_id) {
  const Rows rows = ask("SELECT told FROM threads WHERE site = $1 AND article = $2",
                        Values().add(site).add(article_id));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return rows.count() == 0 ? 0 : rows.number(0, 0);
}

StoreResult<std::vector<std::int64_t>> PostgresStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const Rows rows = ask(
      "SELECT coalesce(published, 0) FROM unnest($2::text[]) WITH ORDINALITY AS w (article, place) "
      "LEFT JOIN threads AS t ON t.site = $1 AND t.article = w.article ORDER BY place",
      Values().add(site).add(array_of(article_ids, [](const std::string& id) { return id; })));
  return read_all(rows, [&](int row) { return rows.number(row, 0); });
}

StoreResult<std::vector<Finding>> PostgresStore::verify(bool mend) {
  std::vector<Finding> findings;
  const auto count = [this](const std::string& sql) -> StoreResult<std::int64_t> {
    const Rows rows = ask(sql, Values());
    if (const auto failure = rows.failure()) return std::unexpected(*failure);
    return rows.number(0, 0);
  };
  const auto put_right = [this](const std::string& sql) { return ask(sql, Values()).failure(); };
  if (const auto error = run_checks(mend, count, put_right, findings))
    return std::unexpected(*error);
  return findings;
}

}  // namespace ykien
