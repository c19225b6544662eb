// Bearer tokens (RFC 6750): who somebody is, and our mark that we said so. No cookie, so nothing
// that another page could send along.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ykien::http {

// Of an author who has not signed in. "AUTHOR.MARK": the mark is HMAC-SHA-256 (RFC 2104) of the
// site and the author, in base64url (RFC 4648, section 5).
std::string make_token(std::string_view secret, std::string_view site, std::string_view author);

// The author of who has no token yet: the same for the same idempotency key, so that an answer that
// was lost can be asked for again. 22 characters of base64url.
std::string author_for(std::string_view secret, std::string_view site, std::string_view key);

// The author, or "" where the token is not ours, or another site's. In constant time.
std::string author_of(std::string_view secret, std::string_view site, std::string_view token);

// Of a moderator, until a time: "moderator~NAME~UNIX_SECONDS.MARK". The name is an id without "~".
std::string make_moderator_token(std::string_view secret, std::string_view site,
                                 std::string_view name, std::int64_t until_unix_s);

// The moderator's name, or nothing where the token is not ours, another site's, or over.
std::optional<std::string> moderator_of(std::string_view secret, std::string_view site,
                                        std::string_view token, std::int64_t now_unix_ms);

}  // namespace ykien::http
