// The files of store/schema/, in their order: each brings a database from the version before to its
// own. One that was released never changes.
#pragma once

#include <span>
#include <string_view>

namespace ykien {

std::span<const std::string_view> sqlite_schema();
std::span<const std::string_view> postgres_schema();

}  // namespace ykien
