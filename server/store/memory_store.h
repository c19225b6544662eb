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
  StoreResult<std::vector<Told>> told(std::span<const Watched> watched) override;
  StoreResult<std::int64_t> last_told(std::string_view site, std::string_view article_id) override;
  StoreResult<std::vector<std::int64_t>> counts(std::string_view site,
                                                std::span<const std::string> article_ids) override;
  StoreResult<std::vector<Finding>> verify(bool mend) override;

 private:
  using InSite = std::pair<std::string, std::string>;            // site, and what is unique in it
  using Order = std::set<std::pair<std::int64_t, std::string>>;  // (created, id)

  struct Row {
    Kept kept;
    std::map<std::string, Vote> votes;      // by voter
    std::map<std::string, Report> reports;  // by reporter
    std::vector<PastDeed> deeds;
  };

  StoreResult<Kept> apply(const NewComment& fresh);
  StoreResult<Kept> apply(const Change& change);
  StoreResult<Kept> apply(const Vote& vote);
  StoreResult<Kept> apply(const Report& report);
  StoreResult<Kept> apply(const Restored& restored);
  Row* find_row(const std::string& site, const std::string& id);
  template <class Query>
  KeptPage take(const Order& order, const Query& query, bool (*shown)(const Kept&, const Query&));
  void count(const std::string& site, const Comment& comment, int published);
  void tell(const std::string& site, const Comment& comment, const std::string& event);

  std::mutex mutex_;
  std::map<InSite, Row> rows_;          // by comment
  std::map<InSite, std::string> keys_;  // by idempotency key: the comment
  std::map<InSite, Order> threads_;     // by article
  std::map<std::string, Order> sites_;
  std::map<InSite, std::int64_t> published_;  // by article
  struct Event {
    std::int64_t number;
    std::string name;
    std::string id;
  };
  std::map<InSite, std::vector<Event>> events_;  // by article
};

}  // namespace ykien
