// The work of http/proof_of_work.h, done as a client does it.
#pragma once

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/marks.h"
#include "ykien/json_reader.h"

namespace ykien::test {

inline std::string to_base64(std::string_view text) {
  std::string digits = http::to_base64url(text);
  std::ranges::replace(digits, '-', '+');
  std::ranges::replace(digits, '_', '/');
  return digits + std::string((4 - digits.size() % 4) % 4, '=');
}

inline std::string hash(const std::string& text) {
  std::array<unsigned char, 32> bytes{};
  EVP_Digest(text.data(), text.size(), bytes.data(), nullptr, EVP_sha256(), nullptr);
  std::string hex;
  for (const unsigned char byte : bytes) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

// Of a challenge's JSON, a payload.
inline std::string solve(const std::string& challenge) {
  JsonDocument document(challenge, {.bytes_max = 1'000});
  const JsonValue root = document.root();
  const std::string salt(root.member("salt").string());
  const std::int64_t max = root.member("maxnumber").integer(0);
  std::int64_t number = 0;
  while (number <= max && hash(salt + std::to_string(number)) != root.member("challenge").string())
    ++number;
  REQUIRE(number <= max);
  return to_base64(challenge.substr(0, challenge.size() - 1) +
                   ",\"number\":" + std::to_string(number) + "}");
}

}  // namespace ykien::test
