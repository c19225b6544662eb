#include "http/answers.h"

#include <charconv>
#include <utility>

#include "service/kept_list.h"

namespace ykien::http {

std::optional<std::size_t> read_number(std::string_view text) {
  std::size_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, count);
  return problem == std::errc() && after == end ? std::optional(count) : std::nullopt;
}

Response json(int status, std::string body, Fields fields) {
  return {status, "application/json", std::move(body), std::move(fields)};
}

Response token_needed() {
  Response response = fault(401, "token-needed");
  response.fields.emplace_back("www-authenticate", "Bearer");
  return response;
}

Response failed(const Problem& problem) {
  Response response = fault(problem.status, problem.code, problem.offset_bytes);
  if (problem.retry_after_s > 0)
    response.fields.emplace_back("retry-after", std::to_string(problem.retry_after_s));
  return response;
}

Response created(const Created& created) {
  std::string body = "{\"checked\":" + write_checked_draft(created.checked);
  if (!created.kept) return json(422, body + "}");
  body += ",\"comment\":" + write_comment(created.kept->comment);
  if (!created.kept->why.empty()) body += ",\"why\":" + write_names(created.kept->why);
  return json(created.kept->again ? 200 : 201, body + "}");
}

Response page(const Request& request, const Answer<Page>& page) {
  if (!page) return failed(page.error());
  return http::page(request, std::make_shared<const Page>(*page));
}

Response page(const Request& request, const Answer<std::shared_ptr<const Page>>& page) {
  if (!page) return failed(page.error());
  Fields fields = {{"cache-control", "no-cache"}, {"etag", (*page)->tag}};
  if (!(*page)->next.empty()) fields.emplace_back("ykien-next", (*page)->next);
  if (names_tag(request.field("if-none-match"), (*page)->tag))
    return {304, "", "", std::move(fields)};
  Response response = json(200, "", std::move(fields));
  response.shared_body = std::shared_ptr<const std::string>(*page, &(*page)->json);
  return response;
}

Answer<Paging> read_paging(const Target& target, bool has_best) {
  Paging paging;
  const std::string_view sort = target.value("sort");
  const bool best = has_best && sort == "best";
  if (!sort.empty() && sort != "newest" && sort != "oldest" && !best)
    return std::unexpected(invalid("sort"));
  if (sort == "oldest") paging.sort = ThreadSort::kOldest;
  if (best) paging.sort = ThreadSort::kBest;
  const std::string_view count = target.value("count");
  if (!count.empty()) paging.count_max = read_number(count).value_or(0);
  paging.after = target.value("after");
  return paging;
}

}  // namespace ykien::http
