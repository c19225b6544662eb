#include "store/sqlite.h"

namespace ykien::sqlite {

namespace {

constexpr int kBusyTimeoutMs = 5'000;

}  // namespace

Run::~Run() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Run& Run::bind(std::string_view text) {
  // A null pointer would be NULL.
  const char* data = text.empty() ? "" : text.data();
  sqlite3_bind_text64(statement_, ++parameter_, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Run& Run::bind(std::int64_t number) {
  sqlite3_bind_int64(statement_, ++parameter_, number);
  return *this;
}

Run& Run::bind_null() {
  sqlite3_bind_null(statement_, ++parameter_);
  return *this;
}

bool Run::step() {
  code_ = statement_ == nullptr ? SQLITE_ERROR : sqlite3_step(statement_);
  return code_ == SQLITE_ROW;
}

std::string_view Run::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Connection::Connection(const std::string& path, Access access) {
  const int flags =
      access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* opened = nullptr;
  code_ = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  connection_.reset(opened);
  if (code_ != SQLITE_OK) return;
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, kBusyTimeoutMs);
}

Run Connection::run(const std::string& sql) {
  auto& statement = statements_[sql];
  if (!statement) {
    sqlite3_stmt* prepared = nullptr;
    code_ = sqlite3_prepare_v3(connection_.get(), sql.c_str(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.reset(prepared);
  }
  return Run(statement.get());
}

int Connection::execute(const char* sql) {
  return sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
}

}  // namespace ykien::sqlite

namespace ykien {

// VACUUM INTO (sqlite.org/lang_vacuum.html): a transaction that reads, and nothing of the journal.
std::string copy_database(const std::string& from, const std::string& to) {
  sqlite::Connection connection(from, sqlite::Connection::Access::kRead);
  int code = connection.code();
  if (code == SQLITE_OK) {
    sqlite::Run run = connection.run("VACUUM INTO ?");
    run.bind(to).step();
    code = run.code();
  }
  return code == SQLITE_DONE ? "" : sqlite3_errstr(code);
}

}  // namespace ykien
