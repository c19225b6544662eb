// Comments in PostgreSQL: several processes on one database, with standbys where it has them.
//
// No triggers, extensions, advisory locks or LISTEN: what engines that speak its protocol share. A
// batch is one transaction in pipeline mode; where others stood in its way, or the connection
// broke, it is tried again: each write can be, since a key, a version or a voter says that it was
// done; but views, which then count twice.
#pragma once

#include <atomic>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/pool.h"
#include "store/postgres.h"
#include "store/store.h"

namespace ykien {

class PostgresStore : public Store {
 public:
  // `conninfo`: "postgresql://…", libpq's "Connection Strings"; several hosts with
  // target_session_attrs=read-write follow a promotion. Brings the schema up to date. Fails with
  // what the database says. `replica`: a copy that follows, of which what everybody sees is read,
  // as long as it answers.
  static std::expected<std::unique_ptr<PostgresStore>, std::string> open(
      const std::string& conninfo, const std::string& replica = {});

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
  bool is_shared() const override { return true; }
  StoreResult<std::vector<std::int64_t>> counts(std::string_view site,
                                                std::span<const std::string> article_ids) override;
  StoreResult<std::vector<Finding>> verify(bool mend) override;

 private:
  class Batch;

  PostgresStore(std::string conninfo, std::string replica);
  std::string migrate();
  std::string migrate_once();
  postgres::Rows ask(const std::string& sql, const postgres::Values& values);
  postgres::Rows ask_replica(const std::string& sql, const postgres::Values& values);
  StoreResult<std::optional<Kept>> find_one(const std::string& where, std::string_view site,
                                            std::string_view what);
  StoreResult<Kept> explain(const Write& write);

  std::string conninfo_;
  std::string replica_;
  Pool<postgres::Connection> pool_;
  Pool<postgres::Connection> replica_pool_;
  std::atomic<std::int64_t> replica_rests_until_ms_ = 0;  // of a clock that only goes on
  std::mutex write_mutex_;
  std::unique_ptr<postgres::Connection> writer_;
};

}  // namespace ykien
