// What each address of the API answers.
#include <utility>
#include <vector>

#include "http/address.h"
#include "http/answers.h"
#include "http/api.h"
#include "http/marks.h"
#include "ykien/text.h"

namespace ykien::http {

namespace {

std::string write_votes(const Kept& kept) {
  return "{\"likes\":" + std::to_string(kept.comment.likes) +
         ",\"dislikes\":" + std::to_string(kept.comment.dislikes) + "}";
}

std::string write_changed(const Kept& kept) {
  return "{\"comment\":" + write_comment(kept.comment) + "}";
}

}  // namespace

template <class Write>
Revised Api::answer_with(Respond respond, Fields fields, Write write) {
  return [respond = std::move(respond), fields = std::move(fields), write](Answer<Kept> kept) {
    Response response = kept ? json(200, write(*kept)) : failed(kept.error());
    if (kept) response.fields = fields;
    response.fields.emplace_back("cache-control", "no-store");
    respond(std::move(response));
  };
}

void Api::health(const Ask&, Respond respond) const { respond(json(200, "{}")); }

// Whether the store answers.
void Api::ready(const Ask&, Respond respond) const {
  const auto told = context_.store.last_told("", "");
  respond(told ? json(200, "{}") : failed(store_problem(told.error())));
}

void Api::list(const Ask& ask, Respond respond) const {
  const Answer<Paging> paging = read_paging(ask.target, true);
  if (!paging) return respond(failed(paging.error()));
  const std::string who = reader(ask);
  PageQuery query{.site = ask.site(),
                  .article_id = ask.id(),
                  .sort = paging->sort,
                  .count_max = paging->count_max,
                  .reader_key = who};
  if (ask.target.has("parent")) query.parent_id = ask.target.value("parent");
  respond(page(ask.request, comments_.list(query, paging->after)));
}

std::string Api::network_mark(const Ask& ask) const {
  constexpr std::size_t kMarkCharacters = 16;  // 96 bits
  const std::string words = std::string(ask.site()) + "/network/" + network_of(ask.request.address);
  return to_base64url(hmac_sha256(options_.secret, words)).substr(0, kMarkCharacters);
}

std::optional<Response> Api::why_not(const Ask& ask, const Author& who,
                                     std::string_view article_id) const {
  if (who.key.empty()) return token_needed();
  if (!may_write(ask, who)) return failed({403, "sign-in-needed", 0});
  // An author of a moment ago is nobody's: the address counts.
  const std::string_view known = who.token.empty() ? std::string_view(who.key) : "";
  const std::string network = network_mark(ask);
  const Origin from = {who.key, network, ask.request.address};
  if (const auto barred = context_.why_barred(ask.site(), from)) return failed(*barred);
  const auto problem =
      context_.too_many(ask.site(), known, network_of(ask.request.address), article_id);
  return problem ? std::optional(failed(*problem)) : std::nullopt;
}

void Api::create(const Ask& ask, Respond respond) const {
  if (is_refused(ask)) return respond(token_needed());
  const Author who = author(ask);
  // Without a key, the service says so.
  if (auto no = who.key.empty() ? std::nullopt : why_not(ask, who, ask.id()))
    return respond(std::move(*no));
  const std::string network = network_mark(ask);
  const CreateRequest wish = {.site = ask.site(),
                              .article_id = ask.id(),
                              .idempotency_key = ask.request.field("idempotency-key"),
                              .author_key = who.key,
                              .draft_json = ask.request.body,
                              .author_name = who.name,
                              .staff = who.staff,
                              .network = network,
                              .busy = context_.is_busy(ask.site(), network_of(ask.request.address)),
                              .worked = has_worked(ask)};
  comments_.create(wish, [this, respond = std::move(respond), fields = who.token,
                          site = std::string(ask.site())](const Answer<Created>& answer) {
    const bool wants_work = !answer && answer.error().status == 428;
    if (wants_work) return respond(ask_for_work(site));
    Response response = answer ? created(*answer) : failed(answer.error());
    if (answer) response.fields = fields;
    response.fields.emplace_back("cache-control", "no-store");
    respond(std::move(response));
  });
}

void Api::listen(const Ask& ask, Respond respond) const {
  const std::string network = network_of(ask.request.address);
  if (!streams_->enter(network, options_.streams_max))
    return respond(failed({429, "too-many", 0, 60}));
  const auto events = comments_.listen(ask.site(), ask.id(), ask.request.field("last-event-id"));
  if (!events) {
    streams_->leave(network);
    return respond(failed(events.error()));
  }
  respond({200,
           "text/event-stream",
           "",
           {{"cache-control", "no-store"}},
           streams_->counted(*events, network)});
}

void Api::counts(const Ask& ask, Respond respond) const {
  std::vector<std::string> ids;
  std::string_view rest = ask.target.value("articles");
  while (!rest.empty()) ids.emplace_back(cut(rest, ','));
  const auto counts = comments_.counts(ask.site(), ids);
  if (!counts) return respond(failed(counts.error()));
  std::string body = "[";
  for (const std::int64_t count : *counts) body += (body == "[" ? "" : ",") + std::to_string(count);
  respond(json(200, body + "]", {{"cache-control", "no-cache"}}));
}

void Api::find(const Ask& ask, Respond respond) const {
  const auto found = comments_.find(ask.site(), ask.id(), reader(ask));
  if (!found) return respond(failed(found.error()));
  respond(json(200, *found, {{"cache-control", "no-cache"}}));
}

void Api::edit(const Ask& ask, Respond respond) const {
  const Author who = known_author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.edit({ask.site(), ask.id(), who.key, who.name, who.staff}, ask.request.body,
                [respond = std::move(respond)](const Answer<Created>& answer) {
                  Response response = answer ? created(*answer) : failed(answer.error());
                  if (response.status == 201) response.status = 200;
                  response.fields.emplace_back("cache-control", "no-store");
                  respond(std::move(response));
                });
}

void Api::remove(const Ask& ask, Respond respond) const {
  const Author who = known_author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.remove({ask.site(), ask.id(), who.key},
                  answer_with(std::move(respond), {}, write_changed));
}

void Api::restore(const Ask& ask, Respond respond) const {
  const Author who = known_author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.restore({ask.site(), ask.id(), who.key},
                   answer_with(std::move(respond), {}, write_changed));
}

void Api::vote(const Ask& ask, Respond respond) const {
  const Author who = author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.vote({ask.site(), ask.id(), who.key}, ask.request.body,
                answer_with(std::move(respond), who.token, write_votes));
}

void Api::react(const Ask& ask, Respond respond) const {
  const Author who = author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.react({ask.site(), ask.id(), who.key}, ask.request.body,
                 answer_with(std::move(respond), who.token, write_changed));
}

void Api::report(const Ask& ask, Respond respond) const {
  const Author who = author(ask);
  if (auto no = why_not(ask, who, "")) return respond(std::move(*no));
  authors_.report({ask.site(), ask.id(), who.key}, ask.request.body,
                  answer_with(std::move(respond), who.token, [](const Kept&) { return "{}"; }));
}

void Api::mine(const Ask& ask, Respond respond) const {
  const Answer<Paging> paging = read_paging(ask.target);
  const std::string who = reader(ask);
  if (who.empty()) return respond(token_needed());
  if (!paging) return respond(failed(paging.error()));
  const ListQuery query{
      .site = ask.site(), .author_key = who, .sort = paging->sort, .count_max = paging->count_max};
  respond(page(ask.request, list_kept(context_, query, paging->after, Reader::kAuthor)));
}

void Api::forget(const Ask& ask, Respond respond) const {
  const std::string who = reader(ask);
  if (who.empty()) return respond(token_needed());
  authors_.forget(ask.site(), who, [respond = std::move(respond)](Answer<std::size_t> count) {
    const Fields fields = {{"cache-control", "no-store"}};
    if (!count) return respond(failed(count.error()));
    respond(json(200, "{\"forgotten\":" + std::to_string(*count) + "}", fields));
  });
}

void Api::queue(const Ask& ask, Respond respond) const {
  const Answer<Paging> paging = read_paging(ask.target);
  if (!moderator(ask)) return respond(token_needed());
  if (!paging) return respond(failed(paging.error()));
  ListQuery query{.site = ask.site(),
                  .reported = ask.target.value("reported") == "true",
                  .suspect = ask.target.value("suspect") == "true",
                  .sort = paging->sort,
                  .count_max = paging->count_max};
  if (const std::string_view name = ask.target.value("state"); !name.empty()) {
    query.state = comment_state_of(name);
    if (!query.state) return respond(failed(invalid("state")));
  }
  if (ask.target.has("author")) query.author_key = ask.target.value("author");
  if (query.author_key && valid_utf8_prefix_bytes(*query.author_key) != query.author_key->size())
    return respond(failed(invalid("author")));
  respond(page(ask.request, list_kept(context_, query, paging->after, Reader::kModerator)));
}

void Api::deeds(const Ask& ask, Respond respond) const {
  if (!moderator(ask)) return respond(token_needed());
  const auto deeds = moderation_.deeds(ask.site(), ask.id());
  if (!deeds) return respond(failed(deeds.error()));
  respond(json(200, *deeds, {{"cache-control", "no-store"}}));
}

void Api::act(const Ask& ask, Respond respond) const {
  const auto who = moderator(ask);
  if (!who) return respond(token_needed());
  moderation_.act(ask.site(), *who, ask.request.body,
                  [respond = std::move(respond)](const Answer<std::string>& answers) {
                    respond(answers ? json(200, *answers, {{"cache-control", "no-store"}})
                                    : failed(answers.error()));
                  });
}

}  // namespace ykien::http
