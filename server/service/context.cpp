#include "service/context.h"

#include <utility>

namespace ykien {

namespace {

std::string bucket_of(std::string_view site, std::string_view kind, std::string_view what) {
  return std::string(site).append("/").append(kind).append(what);
}

}  // namespace

Context::Context(Store& its_store, Sites its_sites, World its_world)
    : store(its_store),
      sites(std::move(its_sites)),
      world(std::move(its_world)),
      events(store),
      views([this](Views sum, std::function<void(bool)> done) {
        writer.add(std::move(sum), [done = std::move(done)](const StoreResult<Kept>& kept) {
          done(kept.has_value());
        });
      }),
      writer(store, [this] { events.wake(); }),
      bans(store, sites),
      spam(store) {}

Answer<const Site*> Context::site(std::string_view name) const {
  const auto site = sites.find(name);
  if (site == sites.end()) return std::unexpected(Problem{404, "unknown-site", 0});
  return &site->second;
}

Timestamp Context::now(const Site& site) const {
  return {world.now_unix_ms(), site.utc_offset_minutes};
}

std::optional<Problem> Context::too_many(std::string_view site_name, std::string_view author_key,
                                         std::string_view network, std::string_view article_id) {
  const auto known = sites.find(site_name);
  if (known == sites.end()) return std::nullopt;
  const Rates& rates = known->second.rates;
  const std::int64_t now_ms = world.now_unix_ms();
  const auto take = [&](std::string_view kind, std::string_view what, const Rate& rate) {
    if (what.empty()) return std::int64_t{0};
    return limiter.take(bucket_of(site_name, kind, what), rate, now_ms);
  };
  // The narrowest first: who is stopped by it takes nothing from the others.
  std::int64_t wait_ms = take("author/", author_key, rates.author);
  if (wait_ms == 0) wait_ms = take("address/", network, rates.address);
  if (wait_ms == 0) wait_ms = take("article/", article_id, rates.article);
  if (wait_ms == 0) return std::nullopt;
  return Problem{429, "too-many", 0, (wait_ms + 999) / 1000};
}

std::optional<Problem> Context::too_many_views(std::string_view site, std::string_view network) {
  constexpr Rate kViews{600, 600};
  const std::int64_t wait_ms =
      limiter.take(bucket_of(site, "views/", network), kViews, world.now_unix_ms());
  if (wait_ms == 0) return std::nullopt;
  return Problem{429, "too-many", 0, (wait_ms + 999) / 1000};
}

bool Context::is_busy(std::string_view site_name, std::string_view network) {
  const auto known = sites.find(site_name);
  if (known == sites.end()) return false;
  const Rate& rate = known->second.rates.address;
  const std::string key = bucket_of(site_name, "address/", network);
  return limiter.left(key, rate, world.now_unix_ms()) < rate.burst / 2;
}

std::optional<Problem> Context::why_barred(std::string_view site_name, const Origin& from) {
  const auto banned = bans.of(site_name);
  if (!banned) return banned.error();
  if (!(*banned)->bars(from, world.now_unix_ms())) return std::nullopt;
  return Problem{403, "banned", 0};
}

Problem invalid(std::string_view what) { return {400, "invalid-" + std::string(what), 0}; }

Problem not_open() { return {409, "not-open", 0}; }

Problem too_late() { return {403, "too-late", 0}; }

}  // namespace ykien
