// Comments in memory, for tests and for a look without a disk: gone with the process.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "store/store.h"

namespace ykien {

class MemoryStore : public Store {
 public:
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
  StoreResult<std::vector<Finding>> verify(bool mend) override;

 private:
  using InSite = std::pair<std::string, std::string>;            // site, and what is unique in it
  using Order = std::set<std::pair<std::int64_t, std::string>>;  // (created, id)

  struct Event {
    std::int64_t number;
    std::string name;
    std::string id;
  };
  struct Row {
    Kept kept;
    std::map<std::string, Vote> votes;          // by voter
    std::map<std::string, Report> reports;      // by reporter
    std::map<std::string, Reaction> reactions;  // by reader
    std::vector<PastDeed> deeds;
  };

  StoreResult<Kept> apply(const NewComment& fresh);
  StoreResult<Kept> apply(const Change& change);
  StoreResult<Kept> apply(const Vote& vote);
  StoreResult<Kept> apply(const Report& report);
  StoreResult<Kept> apply(const Restored& restored);
  StoreResult<Kept> apply(const Reaction& reaction);
  StoreResult<Kept> apply(const ArticleLike& like);
  StoreResult<Kept> apply(const Views& views);
  StoreResult<Kept> apply(const ThreadChange& change);
  StoreResult<Kept> apply(const Ban& ban);
  StoreResult<Kept> apply(const Rename& rename);
  StoreResult<Kept> apply(const RestoredThread& restored);
  StoreResult<Kept> apply(const RestoredSite& restored);
  Row* find_row(const std::string& site, const std::string& id);
  struct Article {
    Order order;
    bool opened = false;  // something was written of it
    Thread thread;
    std::map<std::string, ArticleLike> likes;  // by reader
    std::vector<Event> events;
  };
  struct SiteRecord {
    Order order;
    std::map<std::pair<std::string, std::string>, Ban> bans;  // by kind and value
    std::vector<SiteDeed> deeds;
  };

  template <class Query>
  std::vector<Kept> take(const Order& order, const Query& query,
                         bool (*shown)(const Kept&, const Query&));
  Article& open(const std::string& site, const std::string& article_id);
  void decide(const std::string& site, const std::string& target, const Deed& deed);
  void count(const std::string& site, const Comment& comment, int published);
  void tell(const std::string& site, const Comment& comment, const std::string& event,
            bool latest = false);

  std::mutex mutex_;
  std::map<InSite, Row> rows_;          // by comment
  std::map<InSite, std::string> keys_;  // by idempotency key: the comment
  std::map<InSite, Article> articles_;
  std::map<std::string, SiteRecord, std::less<>> sites_;
};

}  // namespace ykien
