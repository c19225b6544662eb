// What tokens are marked with: HMAC-SHA-256 (RFC 2104), and base64url without padding (RFC 4648,
// section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ykien::http {

// 32 bytes.
std::string hmac_sha256(std::string_view secret, std::string_view text);
// In constant time, but for their sizes.
bool is_same_mark(std::string_view one, std::string_view other);

std::string to_base64url(std::string_view bytes);
// Nothing where it is none, or has bits left over.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace ykien::http
