#include "http/token.h"

#include <catch2/catch_test_macros.hpp>

using namespace ykien::http;

namespace {
constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
constexpr std::int64_t kUntil = 1'710'545'400;
constexpr std::int64_t kBefore = kUntil * 1000 - 1;

std::optional<std::string> moderator(std::string_view token, std::string_view site = "bao",
                                     std::int64_t now = kBefore,
                                     std::string_view secret = kSecret) {
  return moderator_of(secret, site, token, now);
}
}  // namespace

TEST_CASE("author_of: a token is its site's, and whole", "[http]") {
  const std::string token = make_token(kSecret, "bao", "author-1");
  CHECK(author_of(kSecret, "bao", token) == "author-1");
  CHECK(author_of(kSecret, "khac", token).empty());
  CHECK(author_of("another secret of thirty-two byte", "bao", token).empty());
  for (std::size_t i = 0; i < token.size(); ++i) {
    CHECK(author_of(kSecret, "bao", token.substr(0, i)).empty());
    std::string changed = token;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    CHECK(author_of(kSecret, "bao", changed).empty());
  }
}

TEST_CASE("moderator_of: a token is its site's, whole, and until its time", "[http]") {
  const std::string token = make_moderator_token(kSecret, "bao", "lan", kUntil);
  CHECK(moderator(token) == "lan");
  CHECK_FALSE(moderator(token, "khac"));
  CHECK_FALSE(moderator(token, "bao", kUntil * 1000));
  CHECK_FALSE(moderator(token, "bao", kBefore, "another secret of thirty-two byte"));
  for (std::size_t i = 0; i < token.size(); ++i) {
    CHECK_FALSE(moderator(token.substr(0, i)));
    std::string changed = token;
    changed[i] = changed[i] == '9' ? '8' : '9';
    CHECK_FALSE(moderator(changed));
  }
}

TEST_CASE("tokens: an author's is no moderator's, nor the other way round", "[http]") {
  const std::string who = "moderator~lan~" + std::to_string(kUntil);
  CHECK_FALSE(moderator(make_token(kSecret, "bao", who)));
  CHECK(author_of(kSecret, "bao", make_moderator_token(kSecret, "bao", "lan", kUntil)).empty());
}
