// Refuses requests that two servers could read in two ways (request smuggling, RFC 9112, section
// 11.2), beyond what the parser refuses by itself.
#pragma once

#include <string_view>

#include "http/message.h"

namespace ykien::http {

// Why a request's head is refused, for the log; "" where it is not. Of HTTP/1.1, as it was sent:
// `head` from the request line to the blank line behind the fields.
std::string_view why_refused(std::string_view head);

}  // namespace ykien::http
