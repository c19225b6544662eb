// Ids that sort by the time they were made.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace ykien {

// A UUID of version 7 (RFC 9562, section 5.7) in its 36 characters: 48 bits of the time, then 74 of
// `random`, whose other bits are not used.
std::string make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random);

}  // namespace ykien
