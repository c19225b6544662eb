#include "service/ids.h"

#include <algorithm>

namespace ykien {

std::string make_uuid_v7(std::int64_t unix_ms, const std::array<std::uint8_t, 10>& random) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(unix_ms >> (8 * (5 - i)));
  }
  std::ranges::copy(random, bytes.begin() + 6);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x70);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[bytes[i] >> 4];
    text += kHex[bytes[i] & 15];
  }
  return text;
}

}  // namespace ykien
