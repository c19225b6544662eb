// The HTTP API: which request is which use case (docs/http-api.md).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "http/jwt.h"
#include "http/message.h"
#include "http/metrics.h"
#include "http/proof_of_work.h"
#include "http/streams.h"
#include "service/article_service.h"
#include "service/author_service.h"
#include "service/comment_service.h"
#include "service/kept_list.h"
#include "service/moderation.h"
#include "service/site_moderation.h"

namespace ykien::http {

// Who may write.
enum class Needs : std::uint8_t { kNothing, kSignIn, kPhone };

struct ApiOptions {
  std::string secret = {};  // of the tokens: at least 32 random bytes
  // By site: the origins (RFC 6454) whose pages may ask, exactly as browsers send them.
  std::map<std::string, std::set<std::string>, std::less<>> origins = {};
  // By site: the keys of publishers who sign their readers in; the site's name is the audience.
  std::map<std::string, std::vector<JwtKey>, std::less<>> sign_in = {};
  std::map<std::string, Needs, std::less<>> needs = {};  // by site
  std::size_t streams_max = 500;  // of events, to each /24 or /64; 0: as many as it likes
};

class Api {
 public:
  // The context outlives the API.
  Api(Context& context, ApiOptions options);

  void handle(const Request& request, Respond respond) const;

  // Of what was answered so far, for Prometheus.
  std::string metrics() const;

 private:
  // A request, and what its address says.
  struct Ask {
    const Request& request;
    const Target& target;

    std::string_view site() const { return target.path[1]; }
    // The article's or the comment's.
    std::string_view id() const { return target.path[3]; }
  };
  struct Route;
  // Who writes; `token` is to be told to who has none yet. A publisher's reader has a name that the
  // draft does not change.
  struct Author {
    std::string key = {};
    Fields token = {};
    std::string name = {};
    bool staff = false;
    bool signed_in = false;       // by the publisher
    bool phone_verified = false;  // whose number the publisher has verified
  };

  static std::span<const Route> routes();
  static std::vector<std::string> names_of_routes();
  void route(const Ask& ask, Respond respond) const;
  Fields cors(const Request& request, std::string_view site) const;

  std::optional<Claims> claims(const Ask& ask) const;
  // A publisher's token that says nothing any more: who brings it is not to become somebody else.
  bool is_refused(const Ask& ask) const;
  std::string reader(const Ask& ask) const;
  Author known_author(const Ask& ask) const;
  Author author(const Ask& ask) const;
  bool may_write(const Ask& ask, const Author& who) const;
  bool has_worked(const Ask& ask) const;
  Response ask_for_work(std::string_view site) const;
  std::optional<std::string> moderator(const Ask& ask) const;
  // A mark of the network that asks, which tells nothing without the secret.
  std::string network_mark(const Ask& ask) const;
  // Why a write is not done now: nobody who is asked for, somebody who is banned, or too much of
  // it.
  std::optional<Response> why_not(const Ask& ask, const Author& who,
                                  std::string_view article_id) const;
  // How to answer with a comment that was changed, or with why it was not.
  template <class Write>
  static Revised answer_with(Respond respond, Fields fields, Write write);

  void health(const Ask& ask, Respond respond) const;
  void ready(const Ask& ask, Respond respond) const;
  void list(const Ask& ask, Respond respond) const;
  void create(const Ask& ask, Respond respond) const;
  void listen(const Ask& ask, Respond respond) const;
  void counts(const Ask& ask, Respond respond) const;
  void site(const Ask& ask, Respond respond) const;
  void article(const Ask& ask, Respond respond) const;
  void like(const Ask& ask, Respond respond) const;
  void view(const Ask& ask, Respond respond) const;
  void said(const Ask& ask, Respond respond) const;
  void find(const Ask& ask, Respond respond) const;
  void edit(const Ask& ask, Respond respond) const;
  void remove(const Ask& ask, Respond respond) const;
  void restore(const Ask& ask, Respond respond) const;
  void vote(const Ask& ask, Respond respond) const;
  void react(const Ask& ask, Respond respond) const;
  void report(const Ask& ask, Respond respond) const;
  void mine(const Ask& ask, Respond respond) const;
  void forget(const Ask& ask, Respond respond) const;
  void queue(const Ask& ask, Respond respond) const;
  void deeds(const Ask& ask, Respond respond) const;
  void reports(const Ask& ask, Respond respond) const;
  void spam(const Ask& ask, Respond respond) const;
  void act(const Ask& ask, Respond respond) const;
  void close(const Ask& ask, Respond respond) const;
  void bans(const Ask& ask, Respond respond) const;
  void ban(const Ask& ask, Respond respond) const;
  void lift(const Ask& ask, Respond respond) const;
  void trail(const Ask& ask, Respond respond) const;

  Context& context_;
  CommentService comments_;
  ArticleService articles_;
  AuthorService authors_;
  Moderation moderation_;
  SiteModeration site_moderation_;
  ApiOptions options_;
  const std::shared_ptr<Streams> streams_;
  const std::shared_ptr<SpentChallenges> spent_;
  const std::shared_ptr<Metrics> metrics_;  // answers may come when this has gone
};

}  // namespace ykien::http
