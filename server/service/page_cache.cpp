#include "service/page_cache.h"

#include <iterator>
#include <utility>

namespace ykien {

namespace {

// A page of nothing is asked for anew: anybody can name articles that are none.
constexpr std::size_t kWorthwhile = 16;

// With what holds it.
std::size_t size_of(const Page& page, const std::string& key) {
  constexpr std::size_t kNodes = 512;
  return page.json.size() + 2 * key.size() + kNodes;
}

}  // namespace

std::shared_ptr<const Page> PageCache::find(const std::string& key, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  const auto known = by_key_.find(key);
  if (known == by_key_.end() || known->second->generation != generation) return nullptr;
  entries_.splice(entries_.begin(), entries_, known->second);
  return known->second->page;
}

void PageCache::keep(const std::string& key, std::uint64_t generation,
                     std::shared_ptr<const Page> page) {
  if (page->json.size() < kWorthwhile) return;
  const std::lock_guard lock(mutex_);
  if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
  bytes_ += size_of(*page, key);
  entries_.push_front({key, generation, std::move(page)});
  by_key_.emplace(key, entries_.begin());
  while (bytes_ > kBytesMax) drop(std::prev(entries_.end()));
}

void PageCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= size_of(*entry->page, entry->key);
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace ykien
