// Pages of threads as they were written last, for readers who see what everybody sees. A page is
// good as long as its thread's generation is the one that it was read at: nothing stale is
// answered.
//
// Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "service/paging.h"

namespace ykien {

class PageCache {
 public:
  static constexpr std::size_t kBytesMax = 32u << 20;

  // Nothing where there is none of this generation.
  std::shared_ptr<const Page> find(const std::string& key, std::uint64_t generation);
  // The one that was not asked for the longest goes where there is no more room.
  void keep(const std::string& key, std::uint64_t generation, std::shared_ptr<const Page> page);

 private:
  struct Entry {
    std::string key;
    std::uint64_t generation;
    std::shared_ptr<const Page> page;
  };
  void drop(std::list<Entry>::iterator entry);

  std::mutex mutex_;
  std::list<Entry> entries_;  // asked for last first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace ykien
