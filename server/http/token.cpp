#include "http/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>

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

constexpr std::string_view kModerator = "moderator~";

// No site's name, key, author or moderator holds a slash: no two of these words are the same.
std::string mark_token(std::string_view secret, std::string_view site, std::string_view who,
                       std::string_view kind) {
  const std::string words = std::string(site) + "/" + std::string(who) + std::string(kind);
  return std::string(who) + "." + mark_of(secret, words);
}

// Whom it names, or "" where we did not say so.
std::string_view named_in(std::string_view secret, std::string_view site, std::string_view token,
                          std::string_view kind) {
  const std::string_view who = token.substr(0, token.rfind('.'));
  if (who.empty() || who.size() == token.size() || who.contains('/')) return {};
  const std::string expected = mark_token(secret, site, who, kind);
  const bool ours = expected.size() == token.size() &&
                    CRYPTO_memcmp(expected.data(), token.data(), token.size()) == 0;
  return ours ? who : std::string_view();
}

}  // namespace

std::string make_token(std::string_view secret, std::string_view site, std::string_view author) {
  return mark_token(secret, site, author, "");
}

std::string author_for(std::string_view secret, std::string_view site, std::string_view key) {
  constexpr std::size_t kAuthorCharacters = 22;  // 132 bits
  const std::string words = std::string(site) + "/" + std::string(key) + "/author";
  return mark_of(secret, words).substr(0, kAuthorCharacters);
}

std::string author_of(std::string_view secret, std::string_view site, std::string_view token) {
  return std::string(named_in(secret, site, token, ""));
}

std::string make_moderator_token(std::string_view secret, std::string_view site,
                                 std::string_view name, std::int64_t until_unix_s) {
  const std::string who =
      std::string(kModerator) + std::string(name) + "~" + std::to_string(until_unix_s);
  return mark_token(secret, site, who, "/moderator");
}

std::optional<std::string> moderator_of(std::string_view secret, std::string_view site,
                                        std::string_view token, std::int64_t now_unix_ms) {
  std::string_view who = named_in(secret, site, token, "/moderator");
  if (!who.starts_with(kModerator)) return std::nullopt;
  who.remove_prefix(kModerator.size());
  const std::string_view until = who.substr(who.rfind('~') + 1);
  std::int64_t until_unix_s = 0;
  std::from_chars(until.data(), until.data() + until.size(), until_unix_s);
  if (now_unix_ms >= until_unix_s * 1000) return std::nullopt;
  return std::string(who.substr(0, who.rfind('~')));
}

}  // namespace ykien::http
