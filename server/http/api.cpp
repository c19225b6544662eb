#include "http/api.h"

#include <openssl/rand.h>

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <utility>
#include <vector>

#include "http/answers.h"
#include "http/token.h"

namespace ykien::http {

struct Api::Route {
  std::string_view method;
  std::vector<std::string_view> path;  // "*": any segment
  void (Api::*answer)(const Ask& ask, Respond respond) const;

  bool leads_to(const Target& target) const {
    const auto same = [](std::string_view part, std::string_view segment) {
      return !segment.empty() && (part == "*" || part == segment);
    };
    return std::ranges::equal(path, target.path, same);
  }
};

Api::Api(Context& context, ApiOptions options)
    : context_(context),
      comments_(context),
      articles_(context),
      authors_(context),
      moderation_(context),
      site_moderation_(context),
      options_(std::move(options)),
      streams_(std::make_shared<Streams>()),
      spent_(std::make_shared<SpentChallenges>()),
      metrics_(std::make_shared<Metrics>(names_of_routes())) {}

// "v1", a site, and what is asked for.
std::span<const Api::Route> Api::routes() {
  static const std::vector<Route> routes = {
      {"GET", {"healthz"}, &Api::health},
      {"GET", {"readyz"}, &Api::ready},
      {"GET", {"v1", "*", "articles", "*", "comments"}, &Api::list},
      {"POST", {"v1", "*", "articles", "*", "comments"}, &Api::create},
      {"GET", {"v1", "*", "articles", "*", "events"}, &Api::listen},
      {"GET", {"v1", "*", "counts"}, &Api::counts},
      {"GET", {"v1", "*", "comments", "*"}, &Api::find},
      {"PATCH", {"v1", "*", "comments", "*"}, &Api::edit},
      {"DELETE", {"v1", "*", "comments", "*"}, &Api::remove},
      {"POST", {"v1", "*", "comments", "*", "restore"}, &Api::restore},
      {"PUT", {"v1", "*", "comments", "*", "vote"}, &Api::vote},
      {"POST", {"v1", "*", "comments", "*", "reports"}, &Api::report},
      {"GET", {"v1", "*", "me", "comments"}, &Api::mine},
      {"DELETE", {"v1", "*", "me"}, &Api::forget},
      {"GET", {"v1", "*", "me", "articles", "*"}, &Api::said},
      {"GET", {"v1", "*", "articles", "*"}, &Api::article},
      {"PUT", {"v1", "*", "articles", "*", "like"}, &Api::like},
      {"POST", {"v1", "*", "articles", "*", "views"}, &Api::view},
      {"PUT", {"v1", "*", "comments", "*", "reaction"}, &Api::react},
      {"GET", {"v1", "*", "moderation", "comments"}, &Api::queue},
      {"GET", {"v1", "*", "moderation", "*", "deeds"}, &Api::deeds},
      {"GET", {"v1", "*", "moderation", "*", "reports"}, &Api::reports},
      {"GET", {"v1", "*", "moderation", "*", "spam"}, &Api::spam},
      {"POST", {"v1", "*", "moderation", "actions"}, &Api::act},
      {"PUT", {"v1", "*", "moderation", "articles", "*"}, &Api::close},
      {"GET", {"v1", "*", "moderation", "bans"}, &Api::bans},
      {"POST", {"v1", "*", "moderation", "bans"}, &Api::ban},
      {"DELETE", {"v1", "*", "moderation", "bans"}, &Api::lift},
      {"GET", {"v1", "*", "moderation", "trail"}, &Api::trail},
      {"GET", {"v1", "*"}, &Api::site},
  };
  return routes;
}

// "GET /v1/*/counts"
std::vector<std::string> Api::names_of_routes() {
  std::vector<std::string> names;
  for (const Route& route : routes()) {
    names.push_back(std::string(route.method) + " ");
    for (const std::string_view part : route.path) names.back().append("/").append(part);
  }
  return names;
}

std::string Api::metrics() const { return metrics_->text(streams_->total()); }

void Api::handle(const Request& request, Respond respond) const {
  const Target target = parse_target(request.target);
  if (!target.valid) return respond(fault(400, "invalid-target"));
  Fields fields = target.path.size() > 1 ? cors(request, target.path[1]) : Fields();
  fields.emplace_back("vary", "Origin");
  route({request, target}, [respond = std::move(respond), fields](Response response) {
    response.fields.insert(response.fields.end(), fields.begin(), fields.end());
    respond(std::move(response));
  });
}

void Api::route(const Ask& ask, Respond respond) const {
  const std::string_view sent = ask.request.method;
  const std::string_view method = sent == "HEAD" ? "GET" : sent;
  std::string allowed;
  for (const Route& route : routes()) {
    if (!route.leads_to(ask.target)) continue;
    const bool writes = method != "GET" && method != "DELETE" && !ask.request.body.empty();
    // A form of another page cannot send this type without asking first.
    const bool typed = ask.request.field("content-type").starts_with("application/json");
    if (route.method == method) {
      Respond counted = [respond = std::move(respond), metrics = metrics_,
                         kind = static_cast<std::size_t>(&route - routes().data()),
                         began = std::chrono::steady_clock::now()](Response response) {
        metrics->count(kind, response.status, std::chrono::steady_clock::now() - began);
        respond(std::move(response));
      };
      if (writes && !typed) return counted(fault(415, "unsupported-type"));
      return (this->*route.answer)(ask, std::move(counted));
    }
    allowed += std::string(route.method) + (route.method == "GET" ? ", HEAD, " : ", ");
  }
  if (allowed.empty()) return respond(fault(404, "not-found"));
  if (method == "OPTIONS") return respond({204, "", "", {}});
  Response refused = fault(405, "method-not-allowed");
  refused.fields.emplace_back("allow", allowed + "OPTIONS");
  respond(std::move(refused));
}

// Only for origins that the site names, and never for any; nothing of it needs credentials.
Fields Api::cors(const Request& request, std::string_view site) const {
  const auto origins = options_.origins.find(site);
  const std::string_view origin = request.field("origin");
  if (origins == options_.origins.end() || !origins->second.contains(std::string(origin)))
    return {};
  return {
      {"access-control-allow-origin", std::string(origin)},
      {"access-control-allow-methods", "DELETE, GET, PATCH, POST, PUT"},
      {"access-control-allow-headers", "authorization, content-type, idempotency-key, ykien-work"},
      {"access-control-expose-headers", "etag, retry-after, ykien-token, ykien-next"},
      {"access-control-max-age", "600"}};
}

namespace {

std::string_view bearer(const Request& request) {
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view token = request.field("authorization");
  if (!token.starts_with(kBearer)) return {};
  return token.substr(kBearer.size());
}

}  // namespace

std::optional<Claims> Api::claims(const Ask& ask) const {
  const auto keys = options_.sign_in.find(ask.site());
  if (keys == options_.sign_in.end()) return std::nullopt;
  return read_jwt(bearer(ask.request), keys->second, ask.site(), context_.world.now_unix_ms());
}

bool Api::is_refused(const Ask& ask) const {
  const bool signs_in = options_.sign_in.contains(ask.site());
  return signs_in && std::ranges::count(bearer(ask.request), '.') == 2 && !claims(ask);
}

// "" where no token of ours, or of the publisher, says so.
std::string Api::reader(const Ask& ask) const { return known_author(ask).key; }

// No author of ours has a slash.
Api::Author Api::known_author(const Ask& ask) const {
  if (const auto said = claims(ask)) {
    return {.key = "sign-in/" + said->subject,
            .name = said->name,
            .staff = said->role != Claims::Role::kReader,
            .signed_in = true,
            .phone_verified = said->phone_verified};
  }
  return {.key = author_of(options_.secret, ask.site(), bearer(ask.request))};
}

// Who has no token is named after the key that came along; "" where there is none.
Api::Author Api::author(const Ask& ask) const {
  if (Author known = known_author(ask); !known.key.empty()) return known;
  if (is_refused(ask)) return {};
  const std::string_view key = ask.request.field("idempotency-key");
  if (!is_id(key)) return {};
  std::string fresh = author_for(options_.secret, ask.site(), key);
  std::string token = make_token(options_.secret, ask.site(), fresh);
  return {.key = std::move(fresh), .token = {{"ykien-token", std::move(token)}}};
}

bool Api::may_write(const Ask& ask, const Author& who) const {
  const auto needs = options_.needs.find(ask.site());
  if (needs == options_.needs.end() || needs->second == Needs::kNothing) return true;
  return needs->second == Needs::kPhone ? who.phone_verified : who.signed_in;
}

// Whether the browser has done what it was asked for.
bool Api::has_worked(const Ask& ask) const {
  const std::string_view work = ask.request.field("ykien-work");
  if (work.empty()) return false;
  return check_solution({options_.secret, ask.site(), work, context_.world.now_unix_ms()},
                        *spent_) == Solution::kGood;
}

Response Api::ask_for_work(std::string_view site) const {
  constexpr std::int64_t kMinutes = 10;
  constexpr std::int64_t kHashes = 50'000;
  Challenge challenge{options_.secret, site, {}, 0, kHashes};
  RAND_bytes(challenge.random.data(), static_cast<int>(challenge.random.size()));
  challenge.until_unix_s = context_.world.now_unix_ms() / 1000 + kMinutes * 60;
  return json(428, R"({"code":"work-needed","challenge":)" + make_challenge(challenge) + "}",
              {{"cache-control", "no-store"}});
}

std::optional<std::string> Api::moderator(const Ask& ask) const {
  if (const auto said = claims(ask)) {
    if (said->role != Claims::Role::kModerator) return std::nullopt;
    return said->subject;
  }
  return moderator_of(options_.secret, ask.site(), bearer(ask.request),
                      context_.world.now_unix_ms());
}

}  // namespace ykien::http
