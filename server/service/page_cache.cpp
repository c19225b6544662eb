#include "service/page_cache.h"

#include <iterator>
#include <utility>

namespace ykien {

std::shared_ptr<const Page> PageCache::find(const std::string& key, std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  const auto known = by_key_.find(key);
  if (known == by_key_.end() || known->second->generation != generation) return nullptr;
  entries_.splice(entries_.begin(), entries_, known->second);
  return known->second->page;
}

void PageCache::keep(const std::string& key, std::uint64_t generation,
                     std::shared_ptr<const Page> page) {
  const std::lock_guard lock(mutex_);
  if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
  bytes_ += page->json.size() + key.size();
  entries_.push_front({key, generation, std::move(page)});
  by_key_.emplace(key, entries_.begin());
  while (bytes_ > kBytesMax) drop(std::prev(entries_.end()));
}

void PageCache::drop(std::list<Entry>::iterator entry) {
  bytes_ -= entry->page->json.size() + entry->key.size();
  by_key_.erase(entry->key);
  entries_.erase(entry);
}

}  // namespace ykien
