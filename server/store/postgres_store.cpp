#include "store/postgres_store.h"

#include <chrono>
#include <thread>
#include <utility>

#include "store/postgres_rows.h"
#include "store/postgres_statements.h"
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

constexpr std::int64_t kReplicaRestsMs = 10'000;

std::int64_t steady_now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

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
        } else if constexpr (requires { one.fresh; }) {
          return one.fresh.comment.id;
        } else {
          return {};
        }
      },
      write);
}

}  // namespace

std::expected<std::unique_ptr<PostgresStore>, std::string> PostgresStore::open(
    const std::string& conninfo, const std::string& replica) {
  std::unique_ptr<PostgresStore> store(new PostgresStore(conninfo, replica));
  const std::string problem = store->migrate();
  if (!problem.empty()) return std::unexpected(problem);
  return store;
}

PostgresStore::PostgresStore(std::string conninfo, std::string replica)
    : conninfo_(std::move(conninfo)),
      replica_(std::move(replica)),
      pool_([this] { return std::make_unique<postgres::Connection>(conninfo_); }),
      replica_pool_([this] { return std::make_unique<postgres::Connection>(replica_); }) {}

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
    kept.back().emplace();
    if (const auto* fresh = std::get_if<NewComment>(&write)) {
      kept.back() = Kept{.comment = fresh->comment,
                         .author_key = fresh->author_key,
                         .idempotency_key = fresh->idempotency_key,
                         .why = fresh->why,
                         .network = fresh->network};
      return;
    }
    if (const auto* article = article_of(write)) {
      kept.back()->comment.article_id = *article;
      kept.back()->again = rows.number(0, 0) != 0;
      return;
    }
    kept.back() = read_kept(rows, 0);
    if (const auto* reaction = std::get_if<Reaction>(&write)) {
      const std::string before(rows.text(0, postgres::kColumnCount));
      kept.back()->again = before == reaction->name;
      react(kept.back()->comment.reactions, before, reaction->name);
    }
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

// Of the copy where there is one that answers; one that did not is left alone for a while.
Rows PostgresStore::ask_replica(const std::string& sql, const Values& values) {
  const std::int64_t now_ms = steady_now_ms();
  if (replica_.empty() || now_ms < replica_rests_until_ms_) return ask(sql, values);
  {
    const Pool<postgres::Connection>::Lease connection(replica_pool_);
    Rows rows = connection->run(sql, values);
    if (!rows.failure()) return rows;
  }
  replica_rests_until_ms_ = steady_now_ms() + kReplicaRestsMs;
  replica_pool_.forget();
  return ask(sql, values);
}

}  // namespace ykien
