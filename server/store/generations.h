// How often the comments of each article were written to, since the process began. Safe from any
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ykien {

class Generations {
 public:
  // To be called when what was written can be read, before it is answered.
  void count(std::string_view site, std::string_view article_id) {
    const std::lock_guard lock(mutex_);
    ++counts_[{std::string(site), std::string(article_id)}];
  }
  std::uint64_t of(std::string_view site, std::string_view article_id) const {
    const std::shared_lock lock(mutex_);
    const auto found = counts_.find(std::pair(site, article_id));
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  struct Less {
    using is_transparent = void;
    bool operator()(const auto& a, const auto& b) const {
      const int sites = std::string_view(a.first).compare(b.first);
      return sites != 0 ? sites < 0 : std::string_view(a.second) < std::string_view(b.second);
    }
  };
  mutable std::shared_mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::uint64_t, Less> counts_;
};

}  // namespace ykien
