#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "server/store_suite.h"
#include "store/memory_store.h"
#include "store/postgres_store.h"
#include "store/sqlite_store.h"

using namespace ykien;

namespace {

// A folder of its own, until the test ends.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "ykien-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::unique_ptr<Store> open(const std::string& path, SqliteLimits limits = {}) {
  auto store = SqliteStore::open(path, limits);
  if (!store) FAIL(store.error());
  return std::move(*store);
}

}  // namespace

TEST_CASE("MemoryStore: does what every store does", "[store]") {
  test::check_store([]() -> std::unique_ptr<Store> { return std::make_unique<MemoryStore>(); });
}

TEST_CASE("SqliteStore: does what every store does", "[store]") {
  static int number = 0;
  static const Folder folder;
  test::check_store([] { return open(folder.file(std::to_string(++number) + ".db")); });
}

TEST_CASE("PostgresStore: does what every store does", "[store]") {
  const char* const server = std::getenv("YKIEN_POSTGRES");
  if (server == nullptr) SKIP("no PostgreSQL: workshop/postgres.sh starts one");
  static int number = 0;
  static std::string conninfo;
  // A schema of its own.
  const std::string schema = "t" + std::to_string(getpid()) + "_" + std::to_string(++number);
  postgres::Connection(server).execute("CREATE SCHEMA " + schema);
  conninfo = std::string(server) + " options='-c search_path=" + schema + "'";
  test::check_store([]() -> std::unique_ptr<Store> {
    auto store = PostgresStore::open(conninfo);
    if (!store) FAIL(store.error());
    return std::move(*store);
  });
  postgres::Connection(server).execute("DROP SCHEMA " + schema + " CASCADE");
}

TEST_CASE("SqliteStore: what was acknowledged is there when it is opened again", "[store]") {
  const Folder folder;
  const std::string path = folder.file("comments.db");
  NewComment fresh;
  fresh.site = "bao";
  fresh.comment.id = "a";
  fresh.comment.article_id = "1775";
  const Write write = fresh;
  REQUIRE(open(path)->write(std::span(&write, 1)).at(0));
  const auto found = open(path)->comments({.site = "bao", .article_id = "1775"});
  REQUIRE(found);
  CHECK(found->comments == std::vector{fresh.comment});
}

TEST_CASE("SqliteStore: wrong sums are found, and put right", "[store]") {
  const Folder folder;
  const std::string path = folder.file("wrong.db");
  const auto store = open(path);
  NewComment fresh;
  fresh.site = "bao";
  fresh.comment.id = "a";
  fresh.comment.article_id = "1775";
  const Write write = fresh;
  REQUIRE(store->write(std::span(&write, 1)).at(0));
  sqlite::Connection(path, sqlite::Connection::Access::kWrite)
      .execute("UPDATE threads SET published = 7; UPDATE comments SET likes = 3, replies = 2");
  const auto names = [&](bool mend) {
    std::string names;
    for (const Finding& one : store->verify(mend).value())
      names += one.name + (one.mended ? " mended;" : ";");
    return names;
  };
  CHECK(names(false) == "published of a thread;replies of a comment;votes on a comment;");
  CHECK(names(true) ==
        "published of a thread mended;replies of a comment mended;votes on a comment mended;");
  CHECK(names(false).empty());
}

TEST_CASE("SqliteStore: what is no database of ours is refused, and left as it is", "[store]") {
  const Folder folder;
  const std::string text = folder.file("text.db");
  std::ofstream(text) << std::string(2000, 'x');
  CHECK_FALSE(SqliteStore::open(text));
  CHECK(std::filesystem::file_size(text) == 2000);
  CHECK_FALSE(SqliteStore::open(folder.file("no/such/folder.db")));

  const std::string later = folder.file("later.db");
  open(later).reset();
  sqlite::Connection(later, sqlite::Connection::Access::kWrite).execute("PRAGMA user_version = 99");
  const auto refused = SqliteStore::open(later);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().ends_with("of a later version of the server"));
}

TEST_CASE("SqliteStore: a batch that does not fit is refused whole, and kept where there is room",
          "[store]") {
  const Folder folder;
  const std::string path = folder.file("full.db");
  std::vector<Write> batch;
  for (int i = 0; i < 200; ++i) {
    NewComment fresh;
    fresh.site = "bao";
    fresh.comment.id = fresh.idempotency_key = "c" + std::to_string(i);
    fresh.comment.article_id = "1775";
    fresh.comment.text = std::string(4000, 'x');
    batch.emplace_back(std::move(fresh));
  }
  const std::vector<std::string> articles = {"1775"};
  {
    const auto store = open(path, {.pages_max = 60});
    for (const auto& answer : store->write(batch)) {
      CHECK((answer == std::unexpected(StoreError::kFull)));
    }
    CHECK(store->counts("bao", articles) == std::vector<std::int64_t>{0});
    CHECK(store->write(std::span(batch).first(1)).at(0));
  }
  const auto store = open(path);
  for (const auto& answer : store->write(batch)) CHECK(answer);
  CHECK(store->counts("bao", articles) == std::vector<std::int64_t>{200});
}
