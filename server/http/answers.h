// Answers of the API in JSON, and what its queries say.
#pragma once

#include <optional>
#include <string>

#include "http/message.h"
#include "service/comment_service.h"
#include "service/paging.h"

namespace ykien::http {

// Of decimal digits alone.
std::optional<std::size_t> read_number(std::string_view text);

Response json(int status, std::string body, Fields fields = {});
// 401
Response token_needed();
Response failed(const Problem& problem);
// 201, 200 where the key was used before, 422 where the rules refuse it.
Response created(const Created& created);
// With where the next page begins; not to be kept by caches without asking; 304 to who has it.
Response page(const Request& request, const Answer<Page>& page);
Response page(const Request& request, const Answer<std::shared_ptr<const Page>>& page);

// "sort", "count" and "after" of a query; 400. `has_best`: "best" is a sort, too.
struct Paging {
  ThreadSort sort = ThreadSort::kNewest;
  std::size_t count_max = 50;
  std::string_view after = {};
};
Answer<Paging> read_paging(const Target& target, bool has_best = false);

}  // namespace ykien::http
