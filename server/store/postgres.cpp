#include "store/postgres.h"

#include <algorithm>
#include <charconv>

namespace ykien::postgres {

Values& Values::add(std::string_view text) {
  values_.emplace_back(text);
  return *this;
}

Values& Values::add(std::int64_t number) { return add(std::to_string(number)); }

Values& Values::add_null() {
  values_.emplace_back();
  return *this;
}

const char* const* Values::pointers() {
  pointers_.clear();
  for (const auto& value : values_) pointers_.push_back(value ? value->c_str() : nullptr);
  return pointers_.data();
}

std::optional<StoreError> Rows::failure() const {
  switch (PQresultStatus(result_.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
      return std::nullopt;
    default:
      break;
  }
  const char* const state = PQresultErrorField(result_.get(), PG_DIAG_SQLSTATE);
  const std::string_view code = state == nullptr ? "" : state;
  if (code == "53100") return StoreError::kFull;      // disk_full
  if (code == "25006") return StoreError::kReadOnly;  // read_only_sql_transaction
  return StoreError::kUnavailable;
}

bool Rows::is_conflict() const {
  const char* const state = PQresultErrorField(result_.get(), PG_DIAG_SQLSTATE);
  const std::string_view code = state == nullptr ? "" : state;
  return code == "40001" || code == "40P01";
}

std::string_view Rows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const {
  const std::string_view digits = text(row, column);
  std::int64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

// A host that has gone without a word is given up within seconds, unless `conninfo` says otherwise.
PGconn* connect(const std::string& conninfo) {
  const char* const keywords[] = {"connect_timeout", "tcp_user_timeout", "keepalives_idle",
                                  "dbname", nullptr};
  const char* const values[] = {"3", "5000", "5", conninfo.c_str(), nullptr};
  return PQconnectdbParams(keywords, values, 1);
}

Connection::Connection(const std::string& conninfo) : connection_(connect(conninfo)) {
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
}

bool Connection::usable() const { return PQstatus(connection_.get()) == CONNECTION_OK; }

Rows Connection::execute(const std::string& sql) {
  return Rows(PQexec(connection_.get(), sql.c_str()));
}

std::string Connection::name_of(const std::string& sql) {
  const auto known = std::ranges::find(prepared_, sql);
  return known == prepared_.end() ? "" : "s" + std::to_string(known - prepared_.begin());
}

void Connection::prepare(const std::string& sql) {
  if (!name_of(sql).empty()) return;
  const std::string name = "s" + std::to_string(prepared_.size());
  const Rows made(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr));
  if (!made.failure()) prepared_.push_back(sql);
}

Rows Connection::run(const std::string& sql, Values values) {
  prepare(sql);
  return Rows(PQexecPrepared(connection_.get(), name_of(sql).c_str(), values.count(),
                             values.pointers(), nullptr, nullptr, 0));
}

void Connection::begin() {
  PQenterPipelineMode(connection_.get());
  sent_ = 0;
}

void Connection::send(const std::string& sql, Values values) {
  const std::string name = name_of(sql);
  if (name.empty()) {
    PQsendQueryParams(connection_.get(), sql.c_str(), values.count(), nullptr, values.pointers(),
                      nullptr, nullptr, 0);
  } else {
    PQsendQueryPrepared(connection_.get(), name.c_str(), values.count(), values.pointers(), nullptr,
                        nullptr, 0);
  }
  ++sent_;
}

std::vector<Rows> Connection::finish() {
  PQpipelineSync(connection_.get());
  std::vector<Rows> answers;
  while (answers.size() < sent_) {
    answers.emplace_back(PQgetResult(connection_.get()));
    // A null ends each statement's results.
    PGresult* const end = usable() ? PQgetResult(connection_.get()) : nullptr;
    PQclear(end);
  }
  PQclear(usable() ? PQgetResult(connection_.get()) : nullptr);  // of the sync
  PQexitPipelineMode(connection_.get());
  return answers;
}

}  // namespace ykien::postgres
