#include "service/site_moderation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "service/moderation.h"
#include "service/networks.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"
#include "ykien/text.h"

namespace ykien {

namespace {

constexpr JsonLimits kSmall = {.bytes_max = 16u << 10};
constexpr std::size_t kReasonBytesMax = 2'000;
constexpr std::size_t kValueBytesMax = 1'024;
constexpr std::array kKinds = {ban_kind::kAuthor, ban_kind::kNetwork, ban_kind::kAddress,
                               ban_kind::kBannedWord, ban_kind::kSuspectWord};

std::string read_text(JsonValue value, std::size_t bytes_max) {
  if (value.string().size() > bytes_max) value.fail(ErrorCode::kTooLarge, "too long");
  return std::string(value.string());
}

Deed deed_of(const Context& context, std::string_view moderator, std::string_view action) {
  return {context.world.now_unix_ms(), std::string(kModeratorActor).append(moderator),
          std::string(action)};
}

bool is_word(std::string_view kind) {
  return kind == ban_kind::kBannedWord || kind == ban_kind::kSuspectWord;
}

Ban read_ban(JsonValue root) {
  Ban ban;
  ban.kind = kKinds[root.required("kind").choice(kKinds, 0)];
  const JsonValue value = root.member("value");
  ban.value = read_text(value, kValueBytesMax);
  if (ban.value.contains('\0')) value.fail(ErrorCode::kNulByte, "in a value");
  if (ban.kind == ban_kind::kAddress && !Networks::parse({ban.value}))
    value.fail(ErrorCode::kInvalidValue, "no address and no network, or every one");
  const JsonValue until = root.member("until");
  const auto time = parse_timestamp(until.string(), 0);
  if (until.present() && (!time || is_word(ban.kind)))
    until.fail(ErrorCode::kInvalidValue, "no time, or of a word");
  if (time) ban.until_unix_ms = time->unix_ms;
  ban.deed.reason = read_text(root.member("reason"), kReasonBytesMax);
  return ban;
}

void write_ban(JsonWriter& writer, const Ban& ban) {
  writer.begin_object().key("kind").string(ban.kind).key("value").string(ban.value);
  if (ban.until_unix_ms > 0) writer.key("until").string(format_rfc3339({ban.until_unix_ms, 0}));
  writer.end_object();
}

}  // namespace

void SiteModeration::write(Write write, std::string answer, Done done) const {
  context_.writer.add(std::move(write), [answer = std::move(answer),
                                         done = std::move(done)](const StoreResult<Kept>& kept) {
    if (!kept) return done(std::unexpected(store_problem(kept.error())));
    done(answer);
  });
}

void SiteModeration::close(std::string_view site, std::string_view article_id,
                           std::string_view moderator, std::string_view json, Done done) const {
  if (const auto known = context_.site(site); !known) return done(std::unexpected(known.error()));
  if (!is_id(article_id)) return done(std::unexpected(invalid("article")));
  JsonDocument document(json, kSmall);
  const bool closed = document.root().required("closed").boolean(true);
  ThreadChange change{std::string(site), std::string(article_id), closed,
                      closed ? "closed" : "opened",
                      deed_of(context_, moderator, closed ? "close" : "open")};
  change.deed.reason = read_text(document.root().member("reason"), kReasonBytesMax);
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  write(std::move(change), closed ? R"({"closed":true})" : R"({"closed":false})", std::move(done));
}

Answer<std::string> SiteModeration::bans(std::string_view site) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  const auto bans = context_.store.bans(site);
  if (!bans) return std::unexpected(store_problem(bans.error()));
  JsonWriter writer;
  writer.begin_array();
  for (const Ban& ban : *bans) write_ban(writer, ban);
  return writer.end_array().take();
}

// What it says, or what is known of the comment that it names.
Answer<std::string> SiteModeration::value_of(const Ban& ban, std::string_view comment_id) const {
  if (comment_id.empty()) return ban.value;
  const bool of_author = ban.kind == ban_kind::kAuthor;
  if (!is_id(comment_id) || (!of_author && ban.kind != ban_kind::kNetwork))
    return std::unexpected(invalid("comment"));
  const auto found = context_.store.find(ban.site, comment_id);
  if (!found) return std::unexpected(store_problem(found.error()));
  if (!*found) return std::unexpected(store_problem(StoreError::kNotFound));
  return of_author ? (*found)->author_key : (*found)->network;
}

// Those that are over do not count, and one that is there may last longer.
std::optional<Problem> SiteModeration::why_no_more(const Ban& ban) const {
  const auto bans = context_.store.bans(ban.site);
  if (!bans) return store_problem(bans.error());
  const std::int64_t now_ms = context_.world.now_unix_ms();
  std::size_t count = 0;
  for (const Ban& one : *bans) {
    if (one.kind == ban.kind && one.value == ban.value) return std::nullopt;
    if (lasts(one.until_unix_ms, now_ms)) ++count;
  }
  return count < kBansMax ? std::nullopt : std::optional(Problem{409, "too-many-bans", 0});
}

void SiteModeration::ban(std::string_view site, std::string_view moderator, std::string_view json,
                         Done done) const {
  if (const auto known = context_.site(site); !known) return done(std::unexpected(known.error()));
  JsonDocument document(json, kSmall);
  Ban ban = read_ban(document.root());
  const std::string comment_id(document.root().member("comment").string());
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  ban.site = site;
  std::string reason = std::move(ban.deed.reason);
  ban.deed = deed_of(context_, moderator, "ban");
  ban.deed.reason = std::move(reason);
  Answer<std::string> value = value_of(ban, comment_id);
  if (!value) return done(std::unexpected(value.error()));
  ban.value = std::move(*value);
  // What nobody is known by bans everybody.
  if (ban.value.empty() || ban.value == kForgotten) return done(std::unexpected(invalid("value")));
  if (const auto problem = why_no_more(ban)) return done(std::unexpected(*problem));
  JsonWriter writer;
  write_ban(writer, ban);
  write(std::move(ban), writer.take(), std::move(done));
}

void SiteModeration::lift(std::string_view site, std::string_view moderator, std::string_view kind,
                          std::string_view value, Done done) const {
  if (const auto known = context_.site(site); !known) return done(std::unexpected(known.error()));
  if (!std::ranges::contains(kKinds, kind)) return done(std::unexpected(invalid("kind")));
  if (value.empty() || valid_utf8_prefix_bytes(value) != value.size() || value.contains('\0'))
    return done(std::unexpected(invalid("value")));
  write(Ban{std::string(site), std::string(kind), std::string(value), 0, true,
            deed_of(context_, moderator, "lift")},
        "{}", std::move(done));
}

Answer<std::string> SiteModeration::trail(std::string_view site, std::int64_t before,
                                          std::size_t count_max) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  const auto deeds = context_.store.site_deeds(site, before, count_max);
  if (!deeds) return std::unexpected(store_problem(deeds.error()));
  JsonWriter writer;
  writer.begin_array();
  for (const SiteDeed& one : *deeds) {
    writer.begin_object().key("number").integer(one.number);
    writer.key("at").string(format_rfc3339({one.deed.at_unix_ms, 0}));
    writer.key("actor").string(one.deed.actor).key("action").string(one.deed.action);
    writer.key("target").string(one.target).member("reason", one.deed.reason).end_object();
  }
  return writer.end_array().take();
}

}  // namespace ykien
