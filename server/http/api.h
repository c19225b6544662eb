// The HTTP API: which request is which use case (docs/http-api.md).
#pragma once

#include <map>
#include <set>
#include <string>

#include "http/message.h"
#include "service/comment_service.h"

namespace ykien::http {

struct ApiOptions {
  std::string secret;  // of the authors' tokens: at least 32 random bytes
  // By site: the origins (RFC 6454) whose pages may ask, exactly as browsers send them.
  std::map<std::string, std::set<std::string>, std::less<>> origins;
};

class Api {
 public:
  // The service outlives the API.
  Api(CommentService& service, ApiOptions options);

  void handle(const Request& request, Respond respond) const;

 private:
  void route(const Request& request, const Target& target, Respond respond) const;
  void create(const Request& request, const Target& target, Respond respond) const;
  Response list(const Request& request, const Target& target) const;
  Response counts(const Target& target) const;
  Response listen(const Request& request, const Target& target) const;
  std::string author(const Request& request, std::string_view site) const;
  Fields cors(const Request& request, std::string_view site) const;

  CommentService& service_;
  ApiOptions options_;
};

}  // namespace ykien::http
