// What all use cases share: the sites, the store, one writer, and who listens.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "service/events.h"
#include "service/page_cache.h"
#include "service/problem.h"
#include "service/rates.h"
#include "service/writer.h"
#include "store/store.h"
#include "ykien/comment_rules.h"

namespace ykien {

// What the service does not know by itself.
struct World {
  std::function<std::int64_t()> now_unix_ms;
  std::function<std::string()> make_id;
};

struct Site {
  RuleSet rules;
  int utc_offset_minutes = 420;                               // of the times that are written
  std::int64_t edit_window_ms = std::int64_t{5} * 60 * 1000;  // after it was written
  std::int64_t restore_window_ms = std::int64_t{24} * 60 * 60 * 1000;  // after it was deleted
  Rates rates = {};
  std::optional<RuleSet> staff_rules = {};  // for whom a publisher has signed in as its own
};
using Sites = std::map<std::string, Site, std::less<>>;

// Safe from any thread.
struct Context {
  // The store outlives the context.
  Context(Store& its_store, Sites its_sites, World its_world);

  // 404 where there is none of this name.
  Answer<const Site*> site(std::string_view name) const;
  Timestamp now(const Site& site) const;
  // Something that an author, an address and an article do so often, and no more: 429.
  std::optional<Problem> too_many(std::string_view site, std::string_view author_key,
                                  std::string_view network, std::string_view article_id);

  // Writes and answers what was asked for so far; what comes later is refused. To be called before
  // that goes away which the answers need.
  void finish() {
    writer.finish();
    events.finish();
  }

  Store& store;
  const Sites sites;
  const World world;
  Events events;
  Writer writer;
  PageCache pages;
  RateLimiter limiter;
};

Problem invalid(std::string_view what);  // 400 "invalid-…"

}  // namespace ykien
