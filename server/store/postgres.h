// PostgreSQL's C interface (libpq) with owners: a connection, and what a statement answered.
//
// Text is UTF-8 without NUL. A connection belongs to one thread at a time.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace ykien::postgres {

struct FinishConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};

// What a statement is given: texts, numbers, nulls, in order.
class Values {
 public:
  Values& add(std::string_view text);
  Values& add(std::int64_t number);
  Values& add_null();
  int count() const { return static_cast<int>(values_.size()); }
  // Hold until the next add().
  const char* const* pointers();

 private:
  std::vector<std::optional<std::string>> values_;
  std::vector<const char*> pointers_;
};

class Rows {
 public:
  explicit Rows(PGresult* result) : result_(result) {}

  // Nothing where all went well.
  std::optional<StoreError> failure() const;
  // Another transaction stood in the way (SQLSTATE 40001, 40P01): the whole one may be tried again.
  bool is_conflict() const;

  int count() const { return PQntuples(result_.get()); }
  std::string_view text(int row, int column) const;
  std::int64_t number(int row, int column) const;
  bool is_null(int row, int column) const { return PQgetisnull(result_.get(), row, column) != 0; }

 private:
  std::unique_ptr<PGresult, ClearResult> result_;
};

class Connection {
 public:
  // `conninfo`: a URI or keywords, libpq's "Connection Strings".
  explicit Connection(const std::string& conninfo);

  bool usable() const;
  std::string error() const { return PQerrorMessage(connection_.get()); }

  // Statements that are given nothing.
  Rows execute(const std::string& sql);
  // One statement, prepared once for as long as the connection lives.
  Rows run(const std::string& sql, Values values);

  // Many at once (libpq's pipeline mode): sent between begin() and finish(), which gives what each
  // answered, in order. What was prepared is not parsed again.
  void prepare(const std::string& sql);
  void begin();
  void send(const std::string& sql, Values values = {});
  std::vector<Rows> finish();

 private:
  std::string name_of(const std::string& sql);

  std::unique_ptr<PGconn, FinishConnection> connection_;
  std::vector<std::string> prepared_;
  std::size_t sent_ = 0;
};

}  // namespace ykien::postgres
