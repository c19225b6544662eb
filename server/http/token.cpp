#include "http/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace ykien::http {

namespace {

std::string base64url(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned bits = 0;
  int have = 0;
  for (std::size_t i = 0; i < count; ++i) {
    bits = (bits << 8) | bytes[i];
    for (have += 8; have >= 6; have -= 6) text += kDigits[(bits >> (have - 6)) & 63];
  }
  if (have > 0) text += kDigits[(bits << (6 - have)) & 63];
  return text;
}

}  // namespace

std::string make_token(std::string_view secret, std::string_view site, std::string_view author) {
  // A site's name holds no slash: two of them never make the same words.
  const std::string words = std::string(site) + "/" + std::string(author);
  std::array<unsigned char, EVP_MAX_MD_SIZE> mark{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(words.data()), words.size(), mark.data(), &size);
  return std::string(author) + "." + base64url(mark.data(), size);
}

std::string author_of(std::string_view secret, std::string_view site, std::string_view token) {
  const std::string_view author = token.substr(0, token.rfind('.'));
  if (author.empty() || author.size() == token.size()) return {};
  const std::string expected = make_token(secret, site, author);
  const bool ours = expected.size() == token.size() &&
                    CRYPTO_memcmp(expected.data(), token.data(), token.size()) == 0;
  return ours ? std::string(author) : std::string();
}

}  // namespace ykien::http
