// The writes of a batch, in the transaction that is open.
#pragma once

#include <optional>

#include "store/sqlite.h"
#include "store/store.h"

namespace ykien::sqlite {

class Writes {
 public:
  explicit Writes(Connection& connection) : connection_(connection) {}

  // What is refused has changed nothing, unless broken() says that the transaction itself failed.
  StoreResult<Kept> operator()(const NewComment& fresh);
  StoreResult<Kept> operator()(const Change& change);
  StoreResult<Kept> operator()(const Vote& vote);
  StoreResult<Kept> operator()(const Report& report);
  StoreResult<Kept> operator()(const Restored& restored);
  StoreResult<Kept> operator()(const Reaction& reaction);
  StoreResult<Kept> operator()(const ArticleLike& like);
  StoreResult<Kept> operator()(const Views& views);
  StoreResult<Kept> operator()(const ThreadChange& change);
  StoreResult<Kept> operator()(const Ban& ban);
  StoreResult<Kept> operator()(const Rename& rename);
  StoreResult<Kept> operator()(const RestoredThread& restored);
  StoreResult<Kept> operator()(const RestoredSite& restored);

  const std::optional<StoreError>& broken() const { return broken_; }

 private:
  StoreResult<Kept> find(std::string_view site, std::string_view id);
  StoreResult<Kept> insert(const NewComment& fresh);
  int vote_of(const Vote& vote);
  void add_vote(const Vote& vote);
  int add_report(const Report& report);
  void add_deed(const std::string& site, const PastDeed& past);
  std::string reaction_of(const Reaction& reaction);
  void add_reaction(const Reaction& reaction);
  void count_reaction(const Reaction& reaction, const std::string& name, int more);
  void count(const std::string& site, const Comment& comment, int published);
  void tell(const std::string& site, const Comment& comment, const std::string& event);
  void tell_latest(const std::string& site, const Comment& comment, const std::string& event);
  void open_thread(const std::string& site, const std::string& article_id);
  StoreResult<Kept> answer_of(const std::string& article_id) const;
  void add_ban(const Ban& ban);
  void add_like(const ArticleLike& like);
  void decide(const std::string& site, const std::string& target, const Deed& deed);
  void add_site_deed(const std::string& site, const SiteDeed& deed);
  std::int64_t last_decided(const std::string& site);
  int changes() { return connection_.changes(); }
  void finish(Run& run);

  Connection& connection_;
  std::optional<StoreError> broken_;
};

}  // namespace ykien::sqlite
