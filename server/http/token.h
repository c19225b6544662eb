// The bearer token of an author who has not signed in (RFC 6750): who they are, and our mark that
// we said so. No cookie, so nothing that another page could send along.
#pragma once

#include <string>
#include <string_view>

namespace ykien::http {

// "AUTHOR.MARK": the mark is HMAC-SHA-256 (RFC 2104) of the site and the author, in base64url (RFC
// 4648, section 5).
std::string make_token(std::string_view secret, std::string_view site, std::string_view author);

// The author of who has no token yet: the same for the same idempotency key, so that an answer that
// was lost can be asked for again. 22 characters of base64url.
std::string author_for(std::string_view secret, std::string_view site, std::string_view key);

// The author, or "" where the token is not ours, or another site's. In constant time.
std::string author_of(std::string_view secret, std::string_view site, std::string_view token);

}  // namespace ykien::http
