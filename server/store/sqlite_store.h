// Comments in one SQLite file: nothing to install, and on disk when acknowledged.
//
// WAL with synchronous=FULL (sqlite.org/pragma.html#pragma_synchronous): what a batch has committed
// survives a crash and a power cut, as far as the disk keeps its word.
#pragma once

#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/generations.h"
#include "store/pool.h"
#include "store/sqlite.h"
#include "store/store.h"

namespace ykien {

struct SqliteLimits {
  std::int64_t pages_max = 0;  // of 4,096 bytes, without the journal; 0 = as the disk has room
};

class SqliteStore : public Store {
 public:
  // Opens the file, makes it where there is none, and brings its schema up to date. Fails with what
  // SQLite says, for the log of who starts the server.
  static std::expected<std::unique_ptr<SqliteStore>, std::string> open(const std::string& path,
                                                                       SqliteLimits limits = {});

  std::vector<StoreResult<Kept>> write(std::span<const Write> batch) override;
  StoreResult<std::optional<Kept>> find(std::string_view site, std::string_view id) override;
  StoreResult<std::optional<Kept>> kept(std::string_view site, std::string_view key) override;
  StoreResult<std::vector<std::string>> recent_texts(std::string_view site,
                                                     std::string_view author_key,
                                                     std::int64_t since_unix_ms,
                                                     std::string_view except_id,
                                                     std::size_t count_max) override;
  StoreResult<CommentPage> comments(const PageQuery& query) override;
  StoreResult<KeptPage> list(const ListQuery& query) override;
  StoreResult<std::vector<PastDeed>> deeds(std::string_view site, std::string_view id) override;
  StoreResult<std::vector<Vote>> votes(std::string_view site, std::string_view id) override;
  StoreResult<std::vector<Report>> reports(std::string_view site, std::string_view id) override;
  StoreResult<std::vector<Reaction>> reactions(std::string_view site, std::string_view id) override;
  StoreResult<Thread> thread(std::string_view site, std::string_view article_id) override;
  StoreResult<std::vector<ArticleLike>> article_likes(std::string_view site,
                                                      std::string_view article_id) override;
  StoreResult<Said> said(std::string_view site, std::string_view article_id,
                         std::string_view reader) override;
  StoreResult<std::vector<std::string>> articles(std::string_view site, std::string_view after,
                                                 std::size_t count_max) override;
  StoreResult<std::vector<Ban>> bans(std::string_view site) override;
  StoreResult<std::vector<SiteDeed>> site_deeds(std::string_view site, std::int64_t before,
                                                std::size_t count_max) override;
  StoreResult<std::int64_t> last_decided(std::string_view site) override;
  StoreResult<std::vector<Decided>> decided(std::string_view site, std::size_t count_max) override;
  StoreResult<std::vector<Told>> told(std::span<const Watched> watched) override;
  StoreResult<std::int64_t> last_told(std::string_view site, std::string_view article_id) override;
  StoreResult<std::vector<std::int64_t>> counts(std::string_view site,
                                                std::span<const std::string> article_ids) override;
  std::optional<std::uint64_t> generation(std::string_view site,
                                          std::string_view article_id) const override {
    return generations_.of(site, article_id);
  }
  StoreResult<std::vector<Finding>> verify(bool mend) override;

 private:
  using Reader = Pool<sqlite::Connection>::Lease;

  explicit SqliteStore(std::string path);
  std::string prepare(SqliteLimits limits);
  std::string migrate();

  std::string path_;
  std::mutex write_mutex_;
  sqlite::Connection writer_;
  Pool<sqlite::Connection> readers_;
  Generations generations_;
};

}  // namespace ykien
