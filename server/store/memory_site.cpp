// What memory keeps of reactions, articles and sites.
#include <algorithm>
#include <ranges>

#include "store/memory_store.h"

namespace ykien {

namespace {

Kept answer_of(const std::string& article_id, bool again) {
  Kept kept;
  kept.comment.article_id = article_id;
  kept.again = again;
  return kept;
}

}  // namespace

MemoryStore::Article& MemoryStore::open(const std::string& site, const std::string& article_id) {
  Article& article = articles_[{site, article_id}];
  article.opened = true;
  return article;
}

StoreResult<Kept> MemoryStore::apply(const ArticleLike& like) {
  Article& article = open(like.site, like.article_id);
  const bool changed = like.likes ? article.likes.emplace(like.reader, like).second
                                  : article.likes.erase(like.reader) > 0;
  article.thread.likes = static_cast<std::int64_t>(article.likes.size());
  return answer_of(like.article_id, !changed);
}

StoreResult<Kept> MemoryStore::apply(const Views& views) {
  open(views.site, views.article_id).thread.views += views.count;
  return answer_of(views.article_id, false);
}

void MemoryStore::decide(const std::string& site, const std::string& target, const Deed& deed) {
  std::vector<SiteDeed>& deeds = sites_[site].deeds;
  deeds.push_back({deeds.empty() ? 1 : deeds.back().number + 1, target, deed});
}

StoreResult<Kept> MemoryStore::apply(const ThreadChange& change) {
  Thread& thread = open(change.site, change.article_id).thread;
  const std::int64_t now = change.deed.at_unix_ms;
  const bool reopens = !change.closed && thread.since_unix_ms < now;
  const bool again = thread.closed == change.closed && !reopens;
  if (!again && !change.closed) thread.since_unix_ms = now;
  thread.closed = change.closed;
  Kept kept = answer_of(change.article_id, again);
  if (again) return kept;
  decide(change.site, target_of(change), change.deed);
  tell(change.site, kept.comment, change.event);
  return kept;
}

StoreResult<Kept> MemoryStore::apply(const Ban& ban) {
  auto& bans = sites_[ban.site].bans;
  const auto known = bans.find({ban.kind, ban.value});
  const bool there = known != bans.end();
  const bool again =
      ban.lifted ? !there : there && known->second.until_unix_ms == ban.until_unix_ms;
  Kept kept = answer_of("", again);
  if (again) return kept;
  bans.erase({ban.kind, ban.value});
  if (!ban.lifted) bans[{ban.kind, ban.value}] = {ban.site, ban.kind, ban.value, ban.until_unix_ms};
  decide(ban.site, target_of(ban), ban.deed);
  return kept;
}

StoreResult<Kept> MemoryStore::apply(const Rename& rename) {
  const auto move = [&](auto& ledger, auto member) {
    auto entry = ledger.extract(rename.reader);
    if (entry.empty()) return;
    entry.key() = entry.mapped().*member = rename.as;
    ledger.insert(std::move(entry));
  };
  for (auto& [name, row] : rows_) {
    if (name.first != rename.site) continue;
    move(row.votes, &Vote::voter);
    move(row.reports, &Report::reporter);
    move(row.reactions, &Reaction::reader);
  }
  for (auto& [name, article] : articles_) {
    if (name.first == rename.site) move(article.likes, &ArticleLike::reader);
  }
  return answer_of("", false);
}

StoreResult<Kept> MemoryStore::apply(const RestoredThread& restored) {
  Article& article = open(restored.site, restored.article_id);
  Thread& thread = article.thread;
  if (thread.likes != 0 || thread.views != 0 || thread.closed)
    return answer_of(restored.article_id, true);
  const std::int64_t published = thread.published;
  thread = restored.thread;
  thread.published = published;
  for (const ArticleLike& like : restored.likes) article.likes.emplace(like.reader, like);
  return answer_of(restored.article_id, false);
}

StoreResult<Kept> MemoryStore::apply(const RestoredSite& restored) {
  SiteRecord& site = sites_[restored.site];
  if (!site.deeds.empty()) return answer_of("", true);
  for (const Ban& ban : restored.bans)
    site.bans[{ban.kind, ban.value}] = {ban.site, ban.kind, ban.value, ban.until_unix_ms};
  site.deeds = restored.deeds;
  return answer_of("", false);
}

StoreResult<std::vector<Reaction>> MemoryStore::reactions(std::string_view site,
                                                          std::string_view id) {
  const std::lock_guard lock(mutex_);
  std::vector<Reaction> reactions;
  if (const Row* row = find_row(std::string(site), std::string(id)))
    std::ranges::copy(std::views::values(row->reactions), std::back_inserter(reactions));
  return reactions;
}

StoreResult<Thread> MemoryStore::thread(std::string_view site, std::string_view article_id) {
  const std::lock_guard lock(mutex_);
  const auto article = articles_.find(InSite(site, article_id));
  return article == articles_.end() ? Thread() : article->second.thread;
}

StoreResult<std::vector<ArticleLike>> MemoryStore::article_likes(std::string_view site,
                                                                 std::string_view article_id) {
  const std::lock_guard lock(mutex_);
  std::vector<ArticleLike> likes;
  std::ranges::copy(std::views::values(articles_[InSite(site, article_id)].likes),
                    std::back_inserter(likes));
  return likes;
}

StoreResult<Said> MemoryStore::said(std::string_view site, std::string_view article_id,
                                    std::string_view reader) {
  const std::lock_guard lock(mutex_);
  const std::string who(reader);
  Said said;
  said.likes = articles_[InSite(site, article_id)].likes.contains(who);
  for (const auto& [name, row] : rows_) {
    if (name.first != site || row.kept.comment.article_id != article_id) continue;
    const bool own = row.kept.author_key == who;
    if (own && row.kept.comment.state != CommentState::kDeleted)
      said.comments.push_back(name.second);
    const auto vote = row.votes.find(who);
    if (vote != row.votes.end() && vote->second.value != 0) said.votes.push_back(vote->second);
    const auto reaction = row.reactions.find(who);
    if (reaction != row.reactions.end() && !reaction->second.name.empty())
      said.reactions.push_back(reaction->second);
  }
  for (Vote& one : said.votes) one.event.clear();
  for (Reaction& one : said.reactions) one.event.clear();
  return said;
}

StoreResult<std::vector<std::string>> MemoryStore::articles(std::string_view site,
                                                            std::string_view after,
                                                            std::size_t count_max) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> ids;
  for (const auto& [name, article] : articles_) {
    const bool known = name.first == site && article.opened;
    if (known && name.second > after && ids.size() < count_max) ids.push_back(name.second);
  }
  return ids;
}

StoreResult<std::vector<Ban>> MemoryStore::bans(std::string_view site) {
  const std::lock_guard lock(mutex_);
  std::vector<Ban> bans;
  std::ranges::copy(std::views::values(sites_[std::string(site)].bans), std::back_inserter(bans));
  return bans;
}

StoreResult<std::vector<SiteDeed>> MemoryStore::site_deeds(std::string_view site,
                                                           std::int64_t before,
                                                           std::size_t count_max) {
  const std::lock_guard lock(mutex_);
  std::vector<SiteDeed> deeds;
  for (const SiteDeed& one : sites_[std::string(site)].deeds | std::views::reverse) {
    if (one.number < before && deeds.size() < count_max) deeds.push_back(one);
  }
  return deeds;
}

StoreResult<std::int64_t> MemoryStore::last_decided(std::string_view site) {
  const std::lock_guard lock(mutex_);
  const auto record = sites_.find(site);
  if (record == sites_.end() || record->second.deeds.empty()) return 0;
  return record->second.deeds.back().number;
}

StoreResult<std::vector<Decided>> MemoryStore::decided(std::string_view site,
                                                       std::size_t count_max) {
  const std::lock_guard lock(mutex_);
  struct One {
    std::int64_t at;
    std::string id;
    Decided decided;
  };
  std::vector<One> all;
  for (const auto& [name, row] : rows_) {
    const CommentState state = row.kept.comment.state;
    const bool known = state == CommentState::kPublished || state == CommentState::kRejected;
    if (name.first != site || !known) continue;
    for (const PastDeed& past : row.deeds) {
      if (past.deed.action != "approve" && past.deed.action != "reject") continue;
      all.push_back({past.deed.at_unix_ms,
                     name.second,
                     {row.kept.comment.text, state == CommentState::kRejected}});
    }
  }
  std::ranges::sort(
      all, [](const One& a, const One& b) { return a.at != b.at ? a.at > b.at : a.id < b.id; });
  std::vector<Decided> decided;
  for (const One& one : all | std::views::take(count_max)) decided.push_back(one.decided);
  return decided;
}

}  // namespace ykien
