#include "service/context.h"

#include <utility>

namespace ykien {

Context::Context(Store& its_store, Sites its_sites, World its_world)
    : store(its_store),
      sites(std::move(its_sites)),
      world(std::move(its_world)),
      events(store),
      writer(store, [this] { events.wake(); }) {}

Answer<const Site*> Context::site(std::string_view name) const {
  const auto site = sites.find(name);
  if (site == sites.end()) return std::unexpected(Problem{404, "unknown-site", 0});
  return &site->second;
}

Timestamp Context::now(const Site& site) const {
  return {world.now_unix_ms(), site.utc_offset_minutes};
}

Problem invalid(std::string_view what) { return {400, "invalid-" + std::string(what), 0}; }

}  // namespace ykien
