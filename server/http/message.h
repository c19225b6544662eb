// A request as the rest of the server sees it, and its answer: no sockets, no library.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/events.h"

namespace ykien::http {

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Request {
  std::string method;  // "GET"
  std::string target;  // "/v1/bao/articles/1775/comments?sort=newest", as it was sent
  Fields fields;
  std::string body;
  std::string address = {};  // the client's, without its port

  // The first field of this name (in lower case); "" where there is none.
  std::string_view field(std::string_view name) const;
  // All of this name, with commas between (RFC 9110, section 5.3).
  std::string all(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;  // "": no content
  std::string body;
  Fields fields = {};
  std::shared_ptr<EventStream> events = nullptr;  // the body instead, for as long as it lasts
  std::shared_ptr<const std::string> shared_body = nullptr;  // the body instead, not copied

  std::string_view content() const { return shared_body ? *shared_body : body; }
};

// A fault, as docs/http-api.md has it. The code is one of ours: nothing in it needs an escape.
Response fault(int status, std::string_view code, std::size_t offset_bytes = 0);

// Whether If-None-Match names a tag (RFC 9110, section 13.1.2), compared weakly.
bool names_tag(std::string_view field, std::string_view tag);

// What stands before the separator; `rest` becomes what stands behind it.
std::string_view cut(std::string_view& rest, char separator);

// Without the blanks and tabs around it: optional whitespace (RFC 9110, section 5.6.3).
std::string_view trim(std::string_view text);

// Of ASCII letters, as names of fields are compared (RFC 9110, section 5.1).
std::string lower_case(std::string_view text);

// Answers once, from any thread. A handler that throws has not answered.
using Respond = std::function<void(Response)>;
using Handler = std::function<void(const Request&, Respond)>;

// The path's segments, percent-decoded, and the query's values. Not valid where a segment holds
// what no id of ours does: an escape that is none, a slash, a control, a dot alone.
struct Target {
  bool valid = false;
  std::vector<std::string> path;
  Fields query;

  std::string_view value(std::string_view name) const;  // "" where there is none
  bool has(std::string_view name) const;
};
Target parse_target(std::string_view text);

}  // namespace ykien::http
