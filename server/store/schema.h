// The files of store/schema/, in their order: each brings a database from the version before to its
// own.
#pragma once

#include <span>
#include <string_view>

namespace ykien {

std::span<const std::string_view> schema();

}  // namespace ykien
