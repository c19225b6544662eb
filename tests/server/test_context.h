// What use cases share, in memory, with a clock and ids that a test knows.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "service/context.h"
#include "store/memory_store.h"

namespace ykien::test {

constexpr std::int64_t kNow = 1'710'545'400'000;

struct TestContext {
  explicit TestContext(Sites sites)
      : context(store, std::move(sites),
                {.now_unix_ms = [this] { return now; },
                 .make_id = [this] { return "id-" + std::to_string(++made); }}) {}

  MemoryStore store;
  int made = 0;
  std::int64_t now = kNow;
  Context context;
};

// One site, "bao", that asks nobody for work.
inline Sites one_site(Policy policy) {
  Sites sites;
  sites.emplace("bao", Site{RuleSet(std::move(policy))});
  sites.at("bao").work = Work::kNever;
  return sites;
}

}  // namespace ykien::test
