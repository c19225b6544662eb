// A request as the rest of the server sees it, and its answer: no sockets, no library.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ykien::http {

using Fields = std::vector<std::pair<std::string, std::string>>;  // names in lower case

struct Request {
  std::string method;  // "GET"
  std::string target;  // "/v1/bao/articles/1775/comments?sort=newest", as it was sent
  Fields fields;
  std::string body;

  // The first field of this name (in lower case); "" where there is none.
  std::string_view field(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string content_type;  // "": no content
  std::string body;
  Fields fields = {};
};

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
};
Target parse_target(std::string_view target);

}  // namespace ykien::http
