// Comments in memory, for tests and for a look without a disk: gone with the process.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "store/store.h"

namespace ykien {

class MemoryStore : public Store {
 public:
  std::vector<StoreResult<Kept>> add_comments(std::span<const NewComment> batch) override;
  StoreResult<std::optional<Kept>> kept(std::string_view site, std::string_view key) override;
  StoreResult<std::vector<std::string>> recent_texts(std::string_view site,
                                                     std::string_view author_key,
                                                     std::int64_t since_unix_ms,
                                                     std::size_t count_max) override;
  StoreResult<CommentPage> comments(const PageQuery& query) override;
  StoreResult<std::optional<Comment>> comment(std::string_view site, std::string_view article_id,
                                              std::string_view id) override;
  StoreResult<std::vector<std::int64_t>> counts(std::string_view site,
                                                std::span<const std::string> article_ids) override;

 private:
  struct Row {
    Comment comment;
    std::string author_key;
  };
  using InSite = std::pair<std::string, std::string>;  // site, and what is unique in it
  using Thread = std::map<std::pair<std::int64_t, std::string>, Row>;  // by (created, id)

  StoreResult<Kept> add(const NewComment& fresh);
  std::optional<Kept> find_kept(const InSite& key) const;
  const Row* find(std::string_view site, std::string_view article_id, std::string_view id) const;

  std::mutex mutex_;
  std::map<InSite, Thread> threads_;      // by article
  std::map<InSite, Row> by_key_;          // by idempotency key
  std::map<InSite, std::string> places_;  // by comment id: its article
};

}  // namespace ykien
