// A publisher's own sign-in: a JWT (RFC 7519) that its server has signed, in compact form (RFC
// 7515).
//
// As RFC 8725 asks: a key has one algorithm, and a token that names another one is none; there is
// no "none"; audience and expiry must be there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ykien::http {

struct JwtKey {
  enum class Algorithm { kHs256, kEdDsa };
  std::string id;  // "kid"; rotated by adding the next one, then taking the old one away
  Algorithm algorithm = Algorithm::kHs256;
  std::string bytes;  // the secret, at least 32 bytes; or an Ed25519 public key, its 32 (RFC 8032)
};

// From a file: the secret's bytes; or an Ed25519 public key in PEM (`openssl pkey -pubout`).
// Nothing where it is none, or too short.
std::optional<JwtKey> make_key(std::string id, JwtKey::Algorithm algorithm, std::string file);

struct Claims {
  enum class Role { kReader, kStaff, kModerator };
  std::string subject;  // who, for the publisher: 1 to 255 bytes
  std::string name;     // as it is shown; "": as the draft says
  Role role = Role::kReader;
  bool phone_verified = false;  // OpenID Connect Core 1.0, section 5.1: "phone_number_verified"
};

// What the token says, or nothing where it is not signed by a key of ours, not for `audience`,
// over, or not yet good; clocks may differ by a minute.
std::optional<Claims> read_jwt(std::string_view token, const std::vector<JwtKey>& keys,
                               std::string_view audience, std::int64_t now_unix_ms);

}  // namespace ykien::http
