#include "http/api.h"

#include <charconv>
#include <optional>
#include <utility>

#include "http/token.h"

namespace ykien::http {

namespace {

constexpr std::string_view kJson = "application/json";

Response json(int status, std::string body, Fields fields = {}) {
  return {status, std::string(kJson), std::move(body), std::move(fields)};
}

Response failed(const Problem& problem) {
  return fault(problem.status, problem.code, problem.offset_bytes);
}

Response created(const Created& created) {
  std::string body = "{\"checked\":" + write_checked_draft(created.checked);
  if (!created.kept) return json(422, body + "}");
  body += ",\"comment\":" + write_comment(created.kept->comment);
  return json(created.kept->again ? 200 : 201, body + "}");
}

// "v1", a site, and what is asked for.
bool is_path(const Target& target, std::initializer_list<std::string_view> shape) {
  if (target.path.size() != shape.size()) return false;
  std::size_t i = 0;
  for (const std::string_view part : shape) {
    const std::string& segment = target.path[i++];
    if (segment.empty() || (part != "*" && part != segment)) return false;
  }
  return true;
}

std::optional<std::size_t> read_count(std::string_view text) {
  std::size_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, count);
  return problem == std::errc() && after == end ? std::optional(count) : std::nullopt;
}

}  // namespace

Api::Api(CommentService& service, ApiOptions options)
    : service_(service), options_(std::move(options)) {}

void Api::handle(const Request& request, Respond respond) const {
  const Target target = parse_target(request.target);
  if (!target.valid) return respond(fault(400, "invalid-target"));
  Fields fields = target.path.size() > 1 ? cors(request, target.path[1]) : Fields();
  fields.emplace_back("vary", "Origin");
  route(request, target, [respond = std::move(respond), fields](Response response) {
    response.fields.insert(response.fields.end(), fields.begin(), fields.end());
    respond(std::move(response));
  });
}

void Api::route(const Request& request, const Target& target, Respond respond) const {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool thread = is_path(target, {"v1", "*", "articles", "*", "comments"});
  const bool counts_path = is_path(target, {"v1", "*", "counts"});
  const bool events_path = is_path(target, {"v1", "*", "articles", "*", "events"});
  if (is_path(target, {"healthz"}) && reads) return respond(json(200, "{}"));
  if (!thread && !counts_path && !events_path) return respond(fault(404, "not-found"));
  if (request.method == "OPTIONS") return respond({204, "", "", {}});
  if (thread && request.method == "POST") return create(request, target, std::move(respond));
  if (reads && events_path) return respond(listen(request, target));
  if (reads) return respond(thread ? list(request, target) : counts(target));
  Response refused = fault(405, "method-not-allowed");
  refused.fields.emplace_back("allow", thread ? "GET, HEAD, OPTIONS, POST" : "GET, HEAD, OPTIONS");
  respond(std::move(refused));
}

// Only for origins that the site names, and never for any; nothing of it needs credentials.
Fields Api::cors(const Request& request, std::string_view site) const {
  const auto origins = options_.origins.find(site);
  const std::string_view origin = request.field("origin");
  if (origins == options_.origins.end() || !origins->second.contains(std::string(origin)))
    return {};
  return {{"access-control-allow-origin", std::string(origin)},
          {"access-control-allow-methods", "GET, POST"},
          {"access-control-allow-headers", "authorization, content-type, idempotency-key"},
          {"access-control-expose-headers", "ykien-token, ykien-next"},
          {"access-control-max-age", "600"}};
}

std::string Api::author(const Request& request, std::string_view site) const {
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view token = request.field("authorization");
  if (!token.starts_with(kBearer)) return {};
  token.remove_prefix(kBearer.size());
  return author_of(options_.secret, site, token);
}

void Api::create(const Request& request, const Target& target, Respond respond) const {
  // A form of another page cannot send this type without asking first.
  if (!request.field("content-type").starts_with(kJson)) {
    return respond(fault(415, "unsupported-type"));
  }
  const std::string& site = target.path[1];
  std::string who = author(request, site);
  Fields fields;
  if (who.empty()) {
    who = author_for(options_.secret, site, request.field("idempotency-key"));
    fields.emplace_back("ykien-token", make_token(options_.secret, site, who));
  }
  const CreateRequest wish = {.site = site,
                              .article_id = target.path[3],
                              .idempotency_key = request.field("idempotency-key"),
                              .author_key = who,
                              .draft_json = request.body};
  service_.create(wish, [respond = std::move(respond), fields](const Answer<Created>& answer) {
    Response response = answer ? created(*answer) : failed(answer.error());
    if (answer) response.fields = fields;
    response.fields.emplace_back("cache-control", "no-store");
    respond(std::move(response));
  });
}

Response Api::list(const Request& request, const Target& target) const {
  PageQuery query;
  query.site = target.path[1];
  query.article_id = target.path[3];
  const std::string_view sort = target.value("sort");
  if (!sort.empty() && sort != "newest" && sort != "oldest") return fault(400, "invalid-sort");
  query.sort = sort == "oldest" ? ThreadSort::kOldest : ThreadSort::kNewest;
  if (const std::string_view count = target.value("count"); !count.empty()) {
    query.count_max = read_count(count).value_or(0);
  }
  const std::string reader = author(request, query.site);
  query.reader_key = reader;
  auto page = service_.list(query, target.value("after"));
  if (!page) return failed(page.error());
  Response response = json(200, std::move(page->comments_json), {{"cache-control", "no-cache"}});
  if (!page->next.empty()) response.fields.emplace_back("ykien-next", page->next);
  return response;
}

Response Api::listen(const Request& request, const Target& target) const {
  const auto events =
      service_.listen(target.path[1], target.path[3], request.field("last-event-id"));
  if (!events) return failed(events.error());
  return {200, "text/event-stream", "", {{"cache-control", "no-store"}}, *events};
}

Response Api::counts(const Target& target) const {
  std::vector<std::string> ids;
  std::string_view rest = target.value("articles");
  while (!rest.empty()) ids.emplace_back(cut(rest, ','));
  const auto counts = service_.counts(target.path[1], ids);
  if (!counts) return failed(counts.error());
  std::string body = "[";
  for (const std::int64_t count : *counts) body += (body == "[" ? "" : ",") + std::to_string(count);
  return json(200, body + "]", {{"cache-control", "no-cache"}});
}

}  // namespace ykien::http
