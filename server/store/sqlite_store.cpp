#include "store/sqlite_store.h"

#include <utility>

#include "store/schema.h"

namespace ykien {

namespace {

const std::string kColumns =
    "id, article, parent, author_name, text, created_ms, created_offset, edited_ms, "
    "edited_offset, state, likes, dislikes, staff";

Comment read_comment(const sqlite::Run& row) {
  Comment comment;
  comment.id = row.text(0);
  comment.article_id = row.text(1);
  comment.parent_id = row.text(2);
  comment.author_name = row.text(3);
  comment.text = row.text(4);
  comment.created = {row.number(5), static_cast<int>(row.number(6))};
  if (!row.is_null(7)) comment.edited = {row.number(7), static_cast<int>(row.number(8))};
  comment.state = static_cast<CommentState>(row.number(9));
  comment.likes = row.number(10);
  comment.dislikes = row.number(11);
  comment.staff = row.number(12) != 0;
  return comment;
}

void bind_comment(sqlite::Run& run, const Comment& comment) {
  run.bind(comment.id).bind(comment.article_id).bind(comment.parent_id).bind(comment.author_name);
  run.bind(comment.text).bind(comment.created.unix_ms).bind(comment.created.utc_offset_minutes);
  if (comment.edited) {
    run.bind(comment.edited->unix_ms).bind(comment.edited->utc_offset_minutes);
  } else {
    run.bind_null().bind_null();
  }
  run.bind(static_cast<std::int64_t>(comment.state)).bind(comment.likes).bind(comment.dislikes);
  run.bind(comment.staff ? 1 : 0);
}

std::string page_sql(const PageQuery& query) {
  const bool newest = query.sort == ThreadSort::kNewest;
  std::string sql = "SELECT " + kColumns + " FROM comments WHERE site = ?1 AND article = ?2";
  if (query.parent_id) sql += " AND parent = ?3";
  sql += " AND (state = 0 OR (?4 <> '' AND author_key = ?4))";
  if (query.after)
    sql += newest ? " AND (created_ms, id) < (?5, ?6)" : " AND (created_ms, id) > (?5, ?6)";
  sql += newest ? " ORDER BY created_ms DESC, id DESC" : " ORDER BY created_ms, id";
  return sql + " LIMIT ?7";
}

StoreError store_error(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return StoreError::kFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return StoreError::kReadOnly;
    default:
      return StoreError::kUnavailable;
  }
}

// Nothing where all went well.
std::optional<StoreError> failure(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return std::nullopt;
  return store_error(code);
}

StoreResult<std::optional<Kept>> find_kept(sqlite::Connection& connection, std::string_view site,
                                           std::string_view key) {
  sqlite::Run run = connection.run("SELECT " + kColumns +
                                   ", author_key"
                                   " FROM comments WHERE site = ? AND idempotency_key = ?");
  if (run.bind(site).bind(key).step()) {
    return Kept{read_comment(run), std::string(run.text(13)), true};
  }
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return std::nullopt;
}

}  // namespace

// A connection for one question, and then for the next one.
class SqliteStore::Reader {
 public:
  explicit Reader(SqliteStore& store) : store_(store) {
    {
      const std::lock_guard lock(store.readers_mutex_);
      if (!store.readers_.empty()) {
        connection_ = std::move(store.readers_.back());
        store.readers_.pop_back();
      }
    }
    if (!connection_) {
      connection_ =
          std::make_unique<sqlite::Connection>(store.path_, sqlite::Connection::Access::kRead);
    }
  }
  ~Reader() {
    if (connection_->code() != SQLITE_OK) return;  // the next question opens another one
    const std::lock_guard lock(store_.readers_mutex_);
    store_.readers_.push_back(std::move(connection_));
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  sqlite::Connection& operator*() const { return *connection_; }
  sqlite::Connection* operator->() const { return connection_.get(); }

 private:
  SqliteStore& store_;
  std::unique_ptr<sqlite::Connection> connection_;
};

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
    : path_(std::move(path)), writer_(path_, sqlite::Connection::Access::kWrite) {}

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
  if (version > static_cast<std::int64_t>(schema().size()))
    return "of a later version of the server";
  for (auto next = static_cast<std::size_t>(version); next < schema().size(); ++next) {
    const std::string sql = "BEGIN IMMEDIATE;" + std::string(schema()[next]) +
                            "PRAGMA user_version = " + std::to_string(next + 1) + ";COMMIT;";
    const int code = writer_.execute(sql.c_str());
    if (code == SQLITE_OK) continue;
    writer_.execute("ROLLBACK");
    return "schema " + std::to_string(next + 1) + ": " + sqlite3_errstr(code);
  }
  return {};
}

std::vector<StoreResult<Kept>> SqliteStore::add_comments(std::span<const NewComment> batch) {
  const std::lock_guard lock(write_mutex_);
  std::vector<StoreResult<Kept>> answers;
  broken_ = failure(writer_.execute("BEGIN IMMEDIATE"));
  for (std::size_t i = 0; i < batch.size() && !broken_; ++i) answers.push_back(add(batch[i]));
  if (!broken_) broken_ = failure(writer_.execute("COMMIT"));
  if (!broken_) return answers;
  writer_.execute("ROLLBACK");  // where SQLite has not done so already
  return {batch.size(), std::unexpected(*broken_)};
}

StoreResult<Kept> SqliteStore::add(const NewComment& fresh) {
  const auto known = find_kept(writer_, fresh.site, fresh.idempotency_key);
  if (known && *known) return **known;
  if (!known) broken_ = known.error();
  if (!broken_ && !fresh.comment.parent_id.empty()) {
    sqlite::Run parent =
        writer_.run("SELECT 1 FROM comments WHERE site = ? AND id = ? AND article = ?");
    parent.bind(fresh.site).bind(fresh.comment.parent_id).bind(fresh.comment.article_id);
    if (!parent.step()) {
      broken_ = failure(parent.code());
      return std::unexpected(StoreError::kNotFound);
    }
  }
  const int code = broken_ ? SQLITE_OK : insert(fresh);
  if (code == SQLITE_CONSTRAINT_UNIQUE) return std::unexpected(StoreError::kTaken);
  if (!broken_) broken_ = failure(code);
  return Kept{fresh.comment, fresh.author_key, false};
}

int SqliteStore::insert(const NewComment& fresh) {
  {
    sqlite::Run run = writer_.run("INSERT INTO comments (" + kColumns +
                                  ", site, author_key, idempotency_key) VALUES "
                                  "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_comment(run, fresh.comment);
    run.bind(fresh.site).bind(fresh.author_key).bind(fresh.idempotency_key).step();
    if (run.code() != SQLITE_DONE) return run.code();
  }
  const bool published = fresh.comment.state == CommentState::kPublished;
  sqlite::Run count = writer_.run(
      "INSERT INTO threads (site, article, published) VALUES (?1, ?2, ?3) "
      "ON CONFLICT (site, article) DO UPDATE SET published = published + ?3");
  count.bind(fresh.site).bind(fresh.comment.article_id).bind(published ? 1 : 0).step();
  return count.code();
}

StoreResult<std::optional<Kept>> SqliteStore::kept(std::string_view site, std::string_view key) {
  const Reader reader(*this);
  return find_kept(*reader, site, key);
}

StoreResult<std::vector<std::string>> SqliteStore::recent_texts(std::string_view site,
                                                                std::string_view author_key,
                                                                std::int64_t since_unix_ms,
                                                                std::size_t count_max) {
  const Reader reader(*this);
  sqlite::Run run = reader->run(
      "SELECT text FROM comments WHERE site = ? AND author_key = ? AND created_ms >= ? "
      "AND state <> ? ORDER BY created_ms DESC, id DESC LIMIT ?");
  run.bind(site).bind(author_key).bind(since_unix_ms);
  run.bind(static_cast<std::int64_t>(CommentState::kDeleted));
  run.bind(static_cast<std::int64_t>(count_max));
  std::vector<std::string> texts;
  while (run.step()) texts.emplace_back(run.text(0));
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return texts;
}

StoreResult<CommentPage> SqliteStore::comments(const PageQuery& query) {
  const Reader reader(*this);
  sqlite::Run run = reader->run(page_sql(query));
  const Place after = query.after.value_or(Place());
  run.bind(query.site).bind(query.article_id).bind(query.parent_id.value_or(""));
  run.bind(query.reader_key).bind(after.created_unix_ms).bind(after.id);
  run.bind(static_cast<std::int64_t>(query.count_max) + 1);
  CommentPage page;
  while (run.step()) {
    page.more = page.comments.size() == query.count_max;
    if (page.more) return page;
    page.comments.push_back(read_comment(run));
  }
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return page;
}

StoreResult<std::optional<Comment>> SqliteStore::comment(std::string_view site,
                                                         std::string_view article_id,
                                                         std::string_view id) {
  const Reader reader(*this);
  sqlite::Run run = reader->run("SELECT " + kColumns +
                                " FROM comments WHERE site = ? AND id = ? AND article = ?");
  if (run.bind(site).bind(id).bind(article_id).step()) return read_comment(run);
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return std::nullopt;
}

StoreResult<std::vector<std::int64_t>> SqliteStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const Reader reader(*this);
  std::vector<std::int64_t> counts;
  for (const std::string& article_id : article_ids) {
    sqlite::Run run = reader->run("SELECT published FROM threads WHERE site = ? AND article = ?");
    counts.push_back(run.bind(site).bind(article_id).step() ? run.number(0) : 0);
    if (const auto error = failure(run.code())) return std::unexpected(*error);
  }
  return counts;
}

}  // namespace ykien
