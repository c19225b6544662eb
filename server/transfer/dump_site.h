// The lines of our own export that tell of an article, and of a site.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "store/store.h"
#include "ykien/json_reader.h"

namespace ykien {

inline constexpr std::size_t kItemsMax = 10'000'000;  // of one kind, on a line

// {"article": ID, "views": …, "closed": …, "since": …, "likes": [{"reader": …, "at": …}]}
StoreResult<std::string> write_thread(Store& store, std::string_view site,
                                      std::string_view article_id);
RestoredThread read_thread(std::string_view site, JsonValue root);

// {"bans": [{"kind": …, "value": …, "until": …}], "deeds": [{"number": …, "at": …, …}]}
StoreResult<std::string> write_site(Store& store, std::string_view site);
RestoredSite read_site(std::string_view site, JsonValue root);

}  // namespace ykien
