// What all use cases share: the sites, the store, one writer, and who listens.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "service/bans.h"
#include "service/events.h"
#include "service/page_cache.h"
#include "service/problem.h"
#include "service/rates.h"
#include "service/site.h"
#include "service/spam.h"
#include "service/view_counter.h"
#include "service/writer.h"
#include "store/store.h"

namespace ykien {

// What the service does not know by itself.
struct World {
  std::function<std::int64_t()> now_unix_ms;
  std::function<std::string()> make_id;
};

// Safe from any thread.
struct Context {
  // The store outlives the context.
  Context(Store& its_store, Sites its_sites, World its_world);
  // Finishes first.
  ~Context() { finish(); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // 404 where there is none of this name.
  Answer<const Site*> site(std::string_view name) const;
  Timestamp now(const Site& site) const;
  // Something that an author, an address and an article do so often, and no more: 429.
  std::optional<Problem> too_many(std::string_view site, std::string_view author_key,
                                  std::string_view network, std::string_view article_id);
  // The same of a network's views, which take nothing from what it writes.
  std::optional<Problem> too_many_views(std::string_view site, std::string_view network);
  // Whether a network has used up half of what it may do at once.
  bool is_busy(std::string_view site, std::string_view network);
  // 403 where the site's moderators have banned who writes.
  std::optional<Problem> why_barred(std::string_view site, const Origin& from);

  // Writes and answers what was asked for so far; what comes later is refused. To be called before
  // that goes away which the answers need.
  void finish() {
    views.finish();
    spam.finish();
    writer.finish();
    events.finish();
  }

  Store& store;
  const Sites sites;
  const World world;
  Events events;
  ViewCounter views;
  Writer writer;
  Bans bans;
  Spam spam;
  PageCache pages;
  RateLimiter limiter;
};

Problem invalid(std::string_view what);  // 400 "invalid-…"
// Of those that many use cases have.
Problem not_open();
Problem too_late();

}  // namespace ykien
