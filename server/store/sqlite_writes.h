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

  const std::optional<StoreError>& broken() const { return broken_; }

 private:
  StoreResult<Kept> find(std::string_view site, std::string_view id);
  StoreResult<Kept> insert(const NewComment& fresh);
  int vote_of(const Vote& vote);
  void add_vote(const Vote& vote);
  int add_report(const Report& report);
  void add_deed(const std::string& site, const PastDeed& past);
  void count(const std::string& site, const Comment& comment, int published);
  void tell(const std::string& site, const Comment& comment, const std::string& event);
  void finish(Run& run);

  Connection& connection_;
  std::optional<StoreError> broken_;
};

}  // namespace ykien::sqlite
