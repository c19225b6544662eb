#include "store/memory_store.h"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace ykien {

namespace {

int is_published(const Comment& comment) { return comment.state == CommentState::kPublished; }

bool is_shown(const Kept& kept, const PageQuery& query) {
  const CommentState state = kept.comment.state;
  if (query.pinned && !kept.comment.pinned) return false;
  if (query.parent_id && kept.comment.parent_id != *query.parent_id) return false;
  const bool own = !query.reader_key.empty() && kept.author_key == query.reader_key;
  return state == CommentState::kPublished || (own && state != CommentState::kDeleted) ||
         (state == CommentState::kDeleted && kept.replies > 0);
}

bool is_listed(const Kept& kept, const ListQuery& query) {
  return (!query.author_key || kept.author_key == *query.author_key) &&
         (!query.state || kept.comment.state == *query.state) &&
         (!query.reported || kept.reports > 0) &&
         (!query.suspect || (!kept.why.empty() && kept.why != "moderation"));
}

Place place_of(const Comment& comment, ThreadSort sort) {
  return {comment.created.unix_ms, comment.id, sort == ThreadSort::kBest ? rank_of(comment) : 0};
}

// Whether one place comes before another one in this order.
bool comes_before(const Place& one, const Place& other, ThreadSort sort) {
  const auto key = [](const Place& place) {
    return std::tie(place.rank, place.created_unix_ms, place.id);
  };
  return sort == ThreadSort::kNewest ? key(other) < key(one) : key(one) < key(other);
}

}  // namespace

std::vector<StoreResult<Kept>> MemoryStore::write(std::span<const Write> batch) {
  const std::lock_guard lock(mutex_);
  std::vector<StoreResult<Kept>> answers;
  for (const Write& write : batch)
    answers.push_back(std::visit([this](const auto& one) { return apply(one); }, write));
  return answers;
}

MemoryStore::Row* MemoryStore::find_row(const std::string& site, const std::string& id) {
  const auto row = rows_.find({site, id});
  return row == rows_.end() ? nullptr : &row->second;
}

void MemoryStore::count(const std::string& site, const Comment& comment, int published) {
  Thread& thread = open(site, comment.article_id).thread;
  thread.published += published;
  if (thread.since_unix_ms == 0) thread.since_unix_ms = comment.created.unix_ms;
  if (Row* parent = find_row(site, comment.parent_id)) parent->kept.replies += published;
}

void MemoryStore::tell(const std::string& site, const Comment& comment, const std::string& event,
                       bool latest) {
  if (event.empty()) return;
  std::vector<Event>& events = articles_[{site, comment.article_id}].events;
  const std::int64_t number = events.empty() ? 1 : events.back().number + 1;
  std::erase_if(events, [&](const Event& one) {
    return latest && one.name == event && one.id == comment.id;
  });
  events.push_back({number, event, comment.id});
  std::erase_if(events, [&](const Event& one) { return one.number <= number - kToldMax; });
}

StoreResult<Kept> MemoryStore::apply(const NewComment& fresh) {
  const Comment& comment = fresh.comment;
  if (const auto key = keys_.find({fresh.site, fresh.idempotency_key}); key != keys_.end()) {
    Kept known = rows_.at({fresh.site, key->second}).kept;
    known.again = true;
    return known;
  }
  const Row* parent = find_row(fresh.site, comment.parent_id);
  const bool same_thread =
      parent != nullptr && parent->kept.comment.article_id == comment.article_id;
  if (!comment.parent_id.empty() && !same_thread) return std::unexpected(StoreError::kNotFound);
  Row row;
  row.kept = {.comment = comment,
              .author_key = fresh.author_key,
              .idempotency_key = fresh.idempotency_key,
              .why = fresh.why,
              .network = fresh.network};
  if (!rows_.emplace(InSite{fresh.site, comment.id}, row).second)
    return std::unexpected(StoreError::kTaken);
  keys_.emplace(InSite{fresh.site, fresh.idempotency_key}, comment.id);
  articles_[{fresh.site, comment.article_id}].order.emplace(comment.created.unix_ms, comment.id);
  sites_[fresh.site].order.emplace(comment.created.unix_ms, comment.id);
  count(fresh.site, comment, is_published(comment));
  tell(fresh.site, comment, fresh.event);
  return row.kept;
}

StoreResult<Kept> MemoryStore::apply(const Change& change) {
  Row* row = find_row(change.site, change.id);
  if (row == nullptr) return std::unexpected(StoreError::kNotFound);
  if (row->kept.version != change.version) return std::unexpected(StoreError::kChanged);
  row->deeds.push_back(past_of(change, row->kept));
  const int before = is_published(row->kept.comment);
  if (!change.forgets.empty()) keys_.erase({change.site, row->kept.idempotency_key});
  apply_change(change, row->kept);
  for (PastDeed& past : row->deeds) {
    if (change.forgets.empty()) break;
    past.text = past.author_name = "";
    if (past.deed.actor == change.forgets) past.deed.actor = kForgotten;
  }
  count(change.site, row->kept.comment, is_published(row->kept.comment) - before);
  tell(change.site, row->kept.comment, change.event);
  return row->kept;
}

StoreResult<Kept> MemoryStore::apply(const Vote& vote) {
  Row* row = find_row(vote.site, vote.id);
  if (row == nullptr) return std::unexpected(StoreError::kNotFound);
  const int before = std::exchange(row->votes[vote.voter], vote).value;
  row->kept.comment.likes += (vote.value == 1) - (before == 1);
  row->kept.comment.dislikes += (vote.value == -1) - (before == -1);
  Kept kept = row->kept;
  kept.again = before == vote.value;
  if (!kept.again) tell(vote.site, kept.comment, vote.event, true);
  return kept;
}

StoreResult<Kept> MemoryStore::apply(const Report& report) {
  Row* row = find_row(report.site, report.id);
  if (row == nullptr) return std::unexpected(StoreError::kNotFound);
  const bool first = row->reports.emplace(report.reporter, report).second;
  if (first) ++row->kept.reports;
  Kept kept = row->kept;
  kept.again = !first;
  return kept;
}

StoreResult<Kept> MemoryStore::apply(const Restored& restored) {
  StoreResult<Kept> kept = apply(restored.fresh);
  if (!kept || kept->again) return kept;
  Row& row = *find_row(restored.site, restored.fresh.comment.id);
  row.kept.version = restored.version;
  row.kept.reports = restored.reports;
  row.deeds = restored.deeds;
  for (const Vote& vote : restored.votes) row.votes[vote.voter] = vote;
  for (const Report& report : restored.all_reports) row.reports.emplace(report.reporter, report);
  for (const Reaction& one : restored.reactions) apply(one);
  return row.kept;
}

StoreResult<Kept> MemoryStore::apply(const Reaction& reaction) {
  Row* row = find_row(reaction.site, reaction.id);
  if (row == nullptr) return std::unexpected(StoreError::kNotFound);
  const std::string before = std::exchange(row->reactions[reaction.reader], reaction).name;
  react(row->kept.comment.reactions, before, reaction.name);
  Kept kept = row->kept;
  kept.again = before == reaction.name;
  if (!kept.again) tell(reaction.site, kept.comment, reaction.event, true);
  return kept;
}

StoreResult<std::vector<Vote>> MemoryStore::votes(std::string_view site, std::string_view id) {
  const std::lock_guard lock(mutex_);
  std::vector<Vote> votes;
  if (const Row* row = find_row(std::string(site), std::string(id))) {
    for (const Vote& vote : std::views::values(row->votes)) votes.push_back(vote);
  }
  return votes;
}

StoreResult<std::vector<Report>> MemoryStore::reports(std::string_view site, std::string_view id) {
  const std::lock_guard lock(mutex_);
  std::vector<Report> reports;
  if (const Row* row = find_row(std::string(site), std::string(id))) {
    for (const Report& report : std::views::values(row->reports)) reports.push_back(report);
  }
  return reports;
}

StoreResult<std::optional<Kept>> MemoryStore::find(std::string_view site, std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Row* row = find_row(std::string(site), std::string(id));
  return row == nullptr ? std::nullopt : std::optional(row->kept);
}

StoreResult<std::optional<Kept>> MemoryStore::kept(std::string_view site, std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto id = keys_.find({std::string(site), std::string(key)});
  if (id == keys_.end()) return std::nullopt;
  return rows_.at({std::string(site), id->second}).kept;
}

StoreResult<std::vector<std::string>> MemoryStore::recent_texts(std::string_view site,
                                                                std::string_view author_key,
                                                                std::int64_t since_unix_ms,
                                                                std::string_view except_id,
                                                                std::size_t count_max) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> texts;
  for (const auto& [created, id] : sites_[std::string(site)].order | std::views::reverse) {
    if (created < since_unix_ms || texts.size() == count_max) break;
    const Kept& kept = rows_.at({std::string(site), id}).kept;
    const bool counts = kept.author_key == author_key && id != except_id &&
                        kept.comment.state != CommentState::kDeleted;
    if (counts) texts.push_back(kept.comment.text);
  }
  return texts;
}

// Of those that are behind `query.after`, the first ones that `shown` says: one too many where
// there are more.
template <class Query>
std::vector<Kept> MemoryStore::take(const Order& order, const Query& query,
                                    bool (*shown)(const Kept&, const Query&)) {
  std::vector<std::pair<Place, const Kept*>> all;
  for (const Order::value_type& place : order) {
    const Kept& kept = rows_.at({std::string(query.site), place.second}).kept;
    const Place here = place_of(kept.comment, query.sort);
    const bool behind = !query.after || comes_before(*query.after, here, query.sort);
    if (behind && shown(kept, query)) all.emplace_back(here, &kept);
  }
  std::ranges::sort(all, [&](const auto& a, const auto& b) {
    return comes_before(a.first, b.first, query.sort);
  });
  std::vector<Kept> taken;
  for (const auto& one : all | std::views::take(query.count_max + 1)) taken.push_back(*one.second);
  return taken;
}

StoreResult<CommentPage> MemoryStore::comments(const PageQuery& query) {
  const std::lock_guard lock(mutex_);
  const InSite thread(query.site, query.article_id);
  CommentPage page;
  for (Kept& row : take(articles_[thread].order, query, is_shown)) {
    if (page.comments.size() == query.count_max) {
      page.next = place_of(page.comments.back(), query.sort);
      break;
    }
    page.comments.push_back(std::move(row.comment));
  }
  return page;
}

StoreResult<KeptPage> MemoryStore::list(const ListQuery& query) {
  const std::lock_guard lock(mutex_);
  KeptPage page{.comments = take(sites_[std::string(query.site)].order, query, is_listed)};
  if (page.comments.size() > query.count_max) {
    page.comments.pop_back();
    page.next = place_of(page.comments.back().comment, query.sort);
  }
  return page;
}

StoreResult<std::vector<PastDeed>> MemoryStore::deeds(std::string_view site, std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Row* row = find_row(std::string(site), std::string(id));
  return row == nullptr ? std::vector<PastDeed>() : row->deeds;
}

StoreResult<std::vector<Told>> MemoryStore::told(std::span<const Watched> watched) {
  const std::lock_guard lock(mutex_);
  std::vector<Told> told;
  for (const Watched& one : watched) {
    for (const Event& event : articles_[{one.site, one.article_id}].events) {
      if (event.number <= one.after) continue;
      const Row* row = find_row(one.site, event.id);
      const Comment comment = row == nullptr ? Comment() : row->kept.comment;
      told.push_back({one.site, one.article_id, event.number, event.name, comment});
    }
  }
  return told;
}

StoreResult<std::int64_t> MemoryStore::last_told(std::string_view site,
                                                 std::string_view article_id) {
  const std::lock_guard lock(mutex_);
  const std::vector<Event>& events = articles_[InSite(site, article_id)].events;
  return events.empty() ? 0 : events.back().number;
}

StoreResult<std::vector<std::int64_t>> MemoryStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const std::lock_guard lock(mutex_);
  std::vector<std::int64_t> counts;
  for (const std::string& article_id : article_ids)
    counts.push_back(articles_[{std::string(site), article_id}].thread.published);
  return counts;
}

// It has no sums that are not made of their rows at once.
StoreResult<std::vector<Finding>> MemoryStore::verify(bool) { return {}; }

}  // namespace ykien
