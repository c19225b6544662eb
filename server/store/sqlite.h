// SQLite's C interface with owners: a connection, and statements that are prepared once.
//
// Text is UTF-8. A connection belongs to one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ykien::sqlite {

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// One run of a statement: bound, stepped, and reset when it goes.
class Run {
 public:
  explicit Run(sqlite3_stmt* statement) : statement_(statement) {}
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Binds the next parameter. The text must live until the run ends.
  Run& bind(std::string_view text);
  Run& bind(std::int64_t number);
  Run& bind_null();

  // Whether there is a row to read. Afterwards code() tells how it went.
  bool step();
  // SQLITE_DONE, SQLITE_ROW, or an extended error code.
  int code() const { return code_; }

  // Of the row that is there. The text lives until the next step.
  std::string_view text(int column) const;
  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

 private:
  sqlite3_stmt* statement_;  // null: it could not be prepared
  int parameter_ = 0;
  int code_ = SQLITE_OK;
};

class Connection {
 public:
  enum class Access { kRead, kWrite };

  // Opens, and makes, the file. code() tells how it went.
  Connection(const std::string& path, Access access);

  // Of opening it, or of preparing the last statement: SQLITE_OK, or an extended error code.
  int code() const { return code_; }

  bool usable() const { return code_ == SQLITE_OK; }

  // Prepared once, and kept for as long as the connection lives.
  Run run(const std::string& sql);
  // Statements that answer nothing. SQLITE_OK, or an extended error code.
  int execute(const char* sql);
  // Rows that the last statement changed.
  int changes() { return sqlite3_changes(connection_.get()); }

 private:
  std::unique_ptr<sqlite3, CloseConnection> connection_;
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, FinalizeStatement>> statements_;
  int code_ = SQLITE_OK;
};

}  // namespace ykien::sqlite

namespace ykien {

// A whole database into a new file, as it is at one moment, while others read and write it. "" when
// all is done, else what SQLite says.
std::string copy_database(const std::string& from, const std::string& to);

}  // namespace ykien
