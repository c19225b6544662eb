// Our own export: all that a site has, in JSON, a comment or an article on each line, and one line
// of the site itself (docs/operations.md). What is written by one store is read by another, and
// loses nothing.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>

#include "store/store.h"

namespace ykien {

// Writes each line, with its end. Fails with the store's error.
StoreResult<std::size_t> dump(Store& store, std::string_view site,
                              const std::function<void(std::string_view line)>& write);

// A line of it; fails with the byte and what is wrong there.
std::expected<Write, std::string> read_dumped(std::string_view site, std::string_view line);

// What is the first line of an export.
extern const std::string_view kDumpHead;

}  // namespace ykien
