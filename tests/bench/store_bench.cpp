// Databases for the server's benchmark: `store_bench fill PATH COUNT` fills one article through the
// store; `store_bench bare PATH SECONDS GROUP` is the limit for its creates, SQLite alone writing
// as many rows a transaction. Prints what it reached.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite.h"
#include "store/sqlite_store.h"

namespace {

using namespace ykien;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t kFirst = 1'700'000'000'000;

NewComment comment(std::int64_t number) {
  NewComment fresh;
  fresh.site = "bao";
  fresh.comment.id = "c" + std::to_string(1'000'000'000 + number);
  fresh.comment.article_id = "many";
  fresh.comment.author_name = "Bạn đọc";
  fresh.comment.text = "Ý kiến thứ " + std::to_string(number);
  fresh.comment.created = {kFirst + number, 420};
  fresh.author_key = "a" + std::to_string(number % 1000);
  fresh.idempotency_key = fresh.comment.id;
  return fresh;
}

int fill(const std::string& path, std::int64_t count) {
  const auto store = SqliteStore::open(path);
  if (!store) return 1;
  for (std::int64_t done = 0; done < count;) {
    std::vector<Write> batch;
    for (; done < count && batch.size() < 20'000; ++done) batch.emplace_back(comment(done));
    for (const auto& answer : (*store)->write(batch)) {
      if (!answer) return 1;
    }
  }
  return 0;
}

// The table and the indexes of comments, nothing else.
int bare(const std::string& path, double seconds, int group) {
  sqlite::Connection connection(path, sqlite::Connection::Access::kWrite);
  connection.execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE c (site TEXT, article TEXT, id TEXT, key TEXT, author TEXT, name TEXT,"
      "text TEXT, ms INTEGER) STRICT;"
      "CREATE UNIQUE INDEX c1 ON c (site, id); CREATE UNIQUE INDEX c2 ON c (site, key);"
      "CREATE INDEX c3 ON c (site, article, ms, id); CREATE INDEX c4 ON c (site, author, ms, id);");
  std::int64_t number = 0;
  const auto begin = Clock::now();
  std::chrono::duration<double> passed{};
  while (passed.count() < seconds) {
    connection.execute("BEGIN IMMEDIATE");
    for (int i = 0; i < group; ++i, ++number) {
      const NewComment fresh = comment(number);
      sqlite::Run run = connection.run("INSERT INTO c VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
      run.bind(fresh.site).bind(fresh.comment.article_id).bind(fresh.comment.id);
      run.bind(fresh.idempotency_key).bind(fresh.author_key).bind(fresh.comment.author_name);
      run.bind(fresh.comment.text).bind(fresh.comment.created.unix_ms).step();
    }
    if (connection.execute("COMMIT") != SQLITE_OK) return 1;
    passed = Clock::now() - begin;
  }
  std::printf("%.0f\n", static_cast<double>(number) / passed.count());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() == 3 && words[0] == "fill") return fill(words[1], std::atoll(words[2].c_str()));
  if (words.size() == 4 && words[0] == "bare")
    return bare(words[1], std::atof(words[2].c_str()), std::atoi(words[3].c_str()));
  std::fputs("store_bench fill PATH COUNT | bare PATH SECONDS GROUP\n", stderr);
  return 2;
}
