// Whom, from where and which words a site's moderators do not want, as the store has it now.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/networks.h"
#include "service/problem.h"
#include "service/site.h"
#include "store/store.h"

namespace ykien {

namespace ban_kind {
inline constexpr std::string_view kAuthor = "author";    // an author's key
inline constexpr std::string_view kNetwork = "network";  // a mark of NewComment::network
inline constexpr std::string_view kAddress = "address";  // "203.0.113.0/24"
inline constexpr std::string_view kBannedWord = "banned-word";
inline constexpr std::string_view kSuspectWord = "suspect-word";
}  // namespace ban_kind

// Of Ban::until_unix_ms.
inline bool lasts(std::int64_t until_unix_ms, std::int64_t now_unix_ms) {
  return until_unix_ms == 0 || until_unix_ms > now_unix_ms;
}

// Who writes, and from where; "" where it is not known.
struct Origin {
  std::string_view author_key = {};
  std::string_view network = {};  // a mark, see NewComment
  std::string_view address = {};
};

// A site's bans at one moment.
class Banned {
 public:
  // The site outlives this. `decided`: of which number of the site's trail.
  Banned(const Site& site, std::int64_t decided, const std::vector<Ban>& bans);

  std::int64_t decided() const { return decided_; }
  bool bars(const Origin& from, std::int64_t now_unix_ms) const;
  // The site's own, with the words that were banned since.
  const RuleSet& rules(bool staff) const;

 private:
  struct Range {
    Networks networks;
    std::int64_t until_unix_ms;
  };

  const Site& site_;
  std::int64_t decided_;
  std::map<std::pair<std::string, std::string>, std::int64_t> until_;  // by kind and value
  std::vector<Range> ranges_;
  std::optional<RuleSet> rules_;
  std::optional<RuleSet> staff_rules_;
};

// Safe from any thread.
class Bans {
 public:
  // Both outlive this.
  Bans(Store& store, const Sites& sites) : store_(store), sites_(sites) {}

  // 404 where there is no such site.
  Answer<std::shared_ptr<const Banned>> of(std::string_view site);

 private:
  Store& store_;
  const Sites& sites_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Banned>, std::less<>> known_;
};

}  // namespace ykien
