#include "http/token.h"

#include <charconv>

#include "http/marks.h"

namespace ykien::http {

namespace {

std::string mark_of(std::string_view secret, std::string_view words) {
  return to_base64url(hmac_sha256(secret, words));
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
  return is_same_mark(mark_token(secret, site, who, kind), token) ? who : std::string_view();
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
