#include "service/bans.h"

#include <algorithm>

namespace ykien {

namespace {

// Nothing where no word was banned.
std::optional<RuleSet> with_words(const RuleSet& rules, const std::vector<Ban>& bans) {
  Policy policy = rules.policy();
  for (const Ban& ban : bans) {
    if (ban.kind == ban_kind::kBannedWord) policy.banned_words.push_back(ban.value);
    if (ban.kind == ban_kind::kSuspectWord) policy.suspect_words.push_back(ban.value);
  }
  if (policy == rules.policy()) return std::nullopt;
  return RuleSet(std::move(policy));
}

}  // namespace

Banned::Banned(const Site& site, std::int64_t decided, const std::vector<Ban>& bans)
    : site_(site), decided_(decided), rules_(with_words(site.rules, bans)) {
  if (site.staff_rules) staff_rules_ = with_words(*site.staff_rules, bans);
  std::map<std::int64_t, std::vector<std::string>> ranges;  // by the time when they end
  for (const Ban& ban : bans) {
    if (ban.kind == ban_kind::kAddress) ranges[ban.until_unix_ms].push_back(ban.value);
    until_[{ban.kind, ban.value}] = ban.until_unix_ms;
  }
  for (const auto& [until, networks] : ranges) {
    if (auto parsed = Networks::parse(networks)) ranges_.push_back({std::move(*parsed), until});
  }
}

bool Banned::bars(const Origin& from, std::int64_t now_unix_ms) const {
  const auto bans = [&](std::string_view kind, std::string_view value) {
    const auto found = until_.find({std::string(kind), std::string(value)});
    return found != until_.end() && lasts(found->second, now_unix_ms);
  };
  return bans(ban_kind::kAuthor, from.author_key) || bans(ban_kind::kNetwork, from.network) ||
         std::ranges::any_of(ranges_, [&](const Range& range) {
           return lasts(range.until_unix_ms, now_unix_ms) && range.networks.hold(from.address);
         });
}

const RuleSet& Banned::rules(bool staff) const {
  if (staff && site_.staff_rules) return staff_rules_ ? *staff_rules_ : *site_.staff_rules;
  return rules_ ? *rules_ : site_.rules;
}

Answer<std::shared_ptr<const Banned>> Bans::of(std::string_view name) {
  const auto site = sites_.find(name);
  if (site == sites_.end()) return std::unexpected(Problem{404, "unknown-site", 0});
  const auto decided = store_.last_decided(name);
  if (!decided) return std::unexpected(store_problem(decided.error()));
  {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(name);
    if (known != known_.end() && known->second->decided() == *decided) return known->second;
  }
  const auto bans = store_.bans(name);
  if (!bans) return std::unexpected(store_problem(bans.error()));
  auto fresh = std::make_shared<const Banned>(site->second, *decided, *bans);
  const std::lock_guard lock(mutex_);
  known_[site->first] = fresh;
  return fresh;
}

}  // namespace ykien
