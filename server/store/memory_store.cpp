#include "store/memory_store.h"

#include <algorithm>
#include <functional>
#include <ranges>

namespace ykien {

namespace {

bool is_shown(const Comment& comment, std::string_view author_key, const PageQuery& query) {
  if (query.parent_id && comment.parent_id != *query.parent_id) return false;
  const bool own = !query.reader_key.empty() && author_key == query.reader_key;
  return own || comment.state == CommentState::kPublished;
}

}  // namespace

std::vector<StoreResult<Kept>> MemoryStore::add_comments(std::span<const NewComment> batch) {
  const std::lock_guard lock(mutex_);
  std::vector<StoreResult<Kept>> answers;
  for (const NewComment& fresh : batch) answers.push_back(add(fresh));
  return answers;
}

StoreResult<Kept> MemoryStore::add(const NewComment& fresh) {
  const Comment& comment = fresh.comment;
  const InSite key = {fresh.site, fresh.idempotency_key};
  if (std::optional<Kept> known = find_kept(key)) return *known;
  if (!comment.parent_id.empty() && !find(fresh.site, comment.article_id, comment.parent_id)) {
    return std::unexpected(StoreError::kNotFound);
  }
  if (!places_.emplace(InSite{fresh.site, comment.id}, comment.article_id).second) {
    return std::unexpected(StoreError::kTaken);
  }
  by_key_.emplace(key, Row{comment, fresh.author_key});
  threads_[{fresh.site, comment.article_id}].emplace(std::pair(comment.created.unix_ms, comment.id),
                                                     Row{comment, fresh.author_key});
  return Kept{comment, fresh.author_key, false};
}

std::optional<Kept> MemoryStore::find_kept(const InSite& key) const {
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return std::nullopt;
  return Kept{known->second.comment, known->second.author_key, true};
}

StoreResult<std::optional<Kept>> MemoryStore::kept(std::string_view site, std::string_view key) {
  const std::lock_guard lock(mutex_);
  return find_kept({std::string(site), std::string(key)});
}

StoreResult<std::vector<std::string>> MemoryStore::recent_texts(std::string_view site,
                                                                std::string_view author_key,
                                                                std::int64_t since_unix_ms,
                                                                std::size_t count_max) {
  const std::lock_guard lock(mutex_);
  std::map<Thread::key_type, std::string, std::greater<>> texts;
  for (const auto& [key, row] : by_key_) {
    const Comment& comment = row.comment;
    const bool counts = key.first == site && row.author_key == author_key &&
                        comment.created.unix_ms >= since_unix_ms &&
                        comment.state != CommentState::kDeleted;
    if (counts) texts.emplace(std::pair(comment.created.unix_ms, comment.id), comment.text);
  }
  std::vector<std::string> newest;
  for (const std::string& text : std::views::values(texts) | std::views::take(count_max))
    newest.push_back(text);
  return newest;
}

const MemoryStore::Row* MemoryStore::find(std::string_view site, std::string_view article_id,
                                          std::string_view id) const {
  const auto thread = threads_.find({std::string(site), std::string(article_id)});
  if (thread == threads_.end()) return nullptr;
  for (const Row& row : std::views::values(thread->second)) {
    if (row.comment.id == id) return &row;
  }
  return nullptr;
}

StoreResult<CommentPage> MemoryStore::comments(const PageQuery& query) {
  const std::lock_guard lock(mutex_);
  CommentPage page;
  const auto thread = threads_.find({std::string(query.site), std::string(query.article_id)});
  if (thread == threads_.end()) return page;
  const bool newest = query.sort == ThreadSort::kNewest;
  const auto take = [&](const Thread::value_type& entry) {
    const auto& [place, row] = entry;
    if (query.after) {
      const std::pair after(query.after->created_unix_ms, query.after->id);
      if (newest ? place >= after : place <= after) return true;
    }
    if (!is_shown(row.comment, row.author_key, query)) return true;
    page.more = page.comments.size() == query.count_max;
    if (!page.more) page.comments.push_back(row.comment);
    return !page.more;
  };
  if (newest) {
    std::ranges::all_of(thread->second | std::views::reverse, take);
  } else {
    std::ranges::all_of(thread->second, take);
  }
  return page;
}

StoreResult<std::optional<Comment>> MemoryStore::comment(std::string_view site,
                                                         std::string_view article_id,
                                                         std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Row* row = find(site, article_id, id);
  return row == nullptr ? std::nullopt : std::optional(row->comment);
}

StoreResult<std::vector<std::int64_t>> MemoryStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const std::lock_guard lock(mutex_);
  std::vector<std::int64_t> counts;
  for (const std::string& article_id : article_ids) {
    const auto thread = threads_.find({std::string(site), article_id});
    counts.push_back(0);
    if (thread == threads_.end()) continue;
    counts.back() = std::ranges::count_if(std::views::values(thread->second), [](const Row& row) {
      return row.comment.state == CommentState::kPublished;
    });
  }
  return counts;
}

}  // namespace ykien
