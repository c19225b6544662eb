// What the addresses of sites, articles and their moderators answer.
#include <cstdint>
#include <limits>
#include <utility>

#include "http/address.h"
#include "http/answers.h"
#include "http/api.h"
#include "ykien/limits.h"

namespace ykien::http {

namespace {

// Kept by nobody, or by who asks again whether it is still so.
Response answer_of(const Answer<std::string>& answer, std::string_view cache) {
  if (!answer) return failed(answer.error());
  return json(200, *answer, {{"cache-control", std::string(cache)}});
}

std::function<void(const Answer<std::string>&)> saying(Respond respond, Fields fields = {}) {
  return [respond = std::move(respond),
          fields = std::move(fields)](const Answer<std::string>& answer) {
    Response response = answer_of(answer, "no-store");
    if (answer) response.fields.insert(response.fields.end(), fields.begin(), fields.end());
    respond(std::move(response));
  };
}

}  // namespace

void Api::site(const Ask& ask, Respond respond) const {
  respond(answer_of(articles_.site(ask.site()), "no-cache"));
}

void Api::article(const Ask& ask, Respond respond) const {
  respond(answer_of(articles_.find({ask.site(), ask.id()}), "no-cache"));
}

void Api::said(const Ask& ask, Respond respond) const {
  const std::string who = reader(ask);
  if (who.empty()) return respond(token_needed());
  respond(answer_of(articles_.said({ask.site(), ask.target.path[4], who}), "no-store"));
}

void Api::like(const Ask& ask, Respond respond) const {
  const Author who = author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  articles_.like({ask.site(), ask.id(), who.key}, ask.request.body,
                 saying(std::move(respond), who.token));
}

// Whoever asks from the same place with the same browser is one visitor.
void Api::view(const Ask& ask, Respond respond) const {
  const std::string network = network_of(ask.request.address);
  if (const auto many = context_.too_many_views(ask.site(), network)) return respond(failed(*many));
  const std::string visitor =
      ask.request.address + "/" + std::string(ask.request.field("user-agent"));
  const auto counted = articles_.view({ask.site(), ask.id()}, visitor);
  respond(counted ? Response{204, "", "", {}} : failed(counted.error()));
}

void Api::reports(const Ask& ask, Respond respond) const {
  if (!moderator(ask)) return respond(token_needed());
  respond(answer_of(moderation_.reports(ask.site(), ask.id()), "no-store"));
}

void Api::spam(const Ask& ask, Respond respond) const {
  if (!moderator(ask)) return respond(token_needed());
  respond(answer_of(moderation_.spam(ask.site(), ask.id()), "no-store"));
}

void Api::close(const Ask& ask, Respond respond) const {
  const auto who = moderator(ask);
  if (!who) return respond(token_needed());
  site_moderation_.close(ask.site(), ask.target.path[4], *who, ask.request.body,
                         saying(std::move(respond)));
}

void Api::bans(const Ask& ask, Respond respond) const {
  if (!moderator(ask)) return respond(token_needed());
  respond(answer_of(site_moderation_.bans(ask.site()), "no-store"));
}

void Api::ban(const Ask& ask, Respond respond) const {
  const auto who = moderator(ask);
  if (!who) return respond(token_needed());
  site_moderation_.ban(ask.site(), *who, ask.request.body, saying(std::move(respond)));
}

void Api::lift(const Ask& ask, Respond respond) const {
  const auto who = moderator(ask);
  if (!who) return respond(token_needed());
  site_moderation_.lift(ask.site(), *who, ask.target.value("kind"), ask.target.value("value"),
                        saying(std::move(respond)));
}

void Api::trail(const Ask& ask, Respond respond) const {
  if (!moderator(ask)) return respond(token_needed());
  const Answer<Paging> paging = read_paging(ask.target);
  if (!paging) return respond(failed(paging.error()));
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (paging->count_max == 0 || paging->count_max > kPageMax)
    return respond(failed(invalid("count")));
  if (!paging->after.empty()) {
    const auto number = read_number(paging->after);
    if (!number || *number > static_cast<std::size_t>(limits::kCountMax))
      return respond(failed(invalid("after")));
    before = static_cast<std::int64_t>(*number);
  }
  respond(answer_of(site_moderation_.trail(ask.site(), before, paging->count_max), "no-store"));
}

}  // namespace ykien::http
