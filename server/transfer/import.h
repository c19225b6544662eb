// A file of comments into a store: our own export, or another system's.
#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "ykien/comment_rules.h"

namespace ykien {

// All of the file, parents first. Fails with what is wrong, and where.
using Writes = std::expected<std::vector<Write>, std::string>;
Writes read_import(std::string_view site, const RuleSet& rules, std::string_view file);

// Comments; articles and the site itself come besides.
struct Imported {
  std::size_t kept = 0;
  std::size_t again = 0;  // that were there already, and stay as they are
};
// Stops at the first that the store refuses, and fails with its name; it can be said again.
StoreResult<Imported> import_all(Store& store, std::span<const Write> writes);

}  // namespace ykien
