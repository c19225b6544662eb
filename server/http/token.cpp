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

// HMAC-SHA-256 of the words, in base64url.
std::string mark_of(std::string_view secret, const std::string& words) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mark{};
  unsigned size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(words.data()), words.size(), mark.data(), &size);
  return base64url(mark.data(), size);
}

}  // namespace

// No site's name, key or author holds a slash: no two of these words are the same.
std::string make_token(std::string_view secret, std::string_view site, std::string_view author) {
  const std::string words = std::string(site) + "/" + std::string(author);
  return std::string(author) + "." + mark_of(secret, words);
}

std::string author_for(std::string_view secret, std::string_view site, std::string_view key) {
  constexpr std::size_t kAuthorCharacters = 22;  // 132 bits
  const std::string words = std::string(site) + "/" + std::string(key) + "/author";
  return mark_of(secret, words).substr(0, kAuthorCharacters);
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
