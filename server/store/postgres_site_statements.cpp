// What is written of reactions, articles and sites: the last statement of each tells whether it was
// so before.
#include "store/postgres_rows.h"
#include "store/postgres_statements.h"

namespace ykien::postgres {

namespace {

// The comment before it, and the reaction that there was.
const std::string kReact =
    "WITH before AS (SELECT coalesce((SELECT name FROM reactions WHERE site = $1 AND comment = $2 "
    "AND reader = $3), '') AS name), "
    "ledger AS (INSERT INTO reactions AS r (site, comment, reader, name, at_ms) "
    "SELECT c.site, c.id, $3, $4, $5::bigint FROM comments AS c, before WHERE c.site = $1 "
    "AND c.id = $2 AND before.name <> $4 ON CONFLICT (site, comment, reader) "
    "DO UPDATE SET name = excluded.name, at_ms = excluded.at_ms), "
    "less AS (UPDATE reaction_counts AS r SET count = r.count - 1 FROM before WHERE r.site = $1 "
    "AND r.comment = $2 AND r.name = before.name AND before.name <> $4), "
    "more AS (INSERT INTO reaction_counts AS r (site, comment, name, count) "
    "SELECT c.site, c.id, $4, 1 FROM comments AS c, before WHERE c.site = $1 AND c.id = $2 "
    "AND $4 <> '' AND before.name <> $4 ON CONFLICT (site, comment, name) "
    "DO UPDATE SET count = r.count + 1), " +
    tell_latest("before.name <> $4") + " SELECT " + kColumns +
    ", before.name FROM comments AS c, before WHERE c.site = $1 AND c.id = $2";

const std::string kOpenThread =
    "INSERT INTO threads (site, article, published, told) VALUES ($1, $2, 0, 0) "
    "ON CONFLICT DO NOTHING";

const std::string kLikeArticle =
    "WITH fresh AS (INSERT INTO article_likes (site, article, reader, at_ms) "
    "VALUES ($1, $2, $3, $4::bigint) ON CONFLICT DO NOTHING RETURNING 1) "
    "UPDATE threads SET likes = likes + (SELECT count(*) FROM fresh) "
    "WHERE site = $1 AND article = $2 RETURNING 1 - (SELECT count(*) FROM fresh)";
const std::string kUnlikeArticle =
    "WITH gone AS (DELETE FROM article_likes WHERE site = $1 AND article = $2 AND reader = $3 "
    "RETURNING 1) UPDATE threads SET likes = likes - (SELECT count(*) FROM gone) "
    "WHERE site = $1 AND article = $2 RETURNING 1 - (SELECT count(*) FROM gone)";

const std::string kView =
    "UPDATE threads SET views = views + $3::bigint WHERE site = $1 AND article = $2 RETURNING 0";

// `changed`: one row where something was. $1 is the site; the deed is in four values from `first`.
std::string decide(const std::string& first_sql, int first) {
  const auto value = [&](int n) { return "$" + std::to_string(first + n); };
  return first_sql +
         ", decision AS (INSERT INTO sites AS s (site, decided) SELECT $1, 1 FROM changed "
         "ON CONFLICT (site) DO UPDATE SET decided = s.decided + 1 RETURNING decided), "
         "deed AS (INSERT INTO site_deeds (site, number, at_ms, actor, action, reason, target) "
         "SELECT $1, decided, " +
         value(0) + "::bigint, " + value(1) + ", " + value(2) + ", " + value(3) + ", " + value(4) +
         " FROM decision) SELECT 1 - (SELECT count(*) FROM changed)";
}

const std::string kChangeThread = decide(
    "WITH changed AS (UPDATE threads SET closed = $3::integer, "
    "since_ms = CASE $3::integer WHEN 0 THEN $5::bigint ELSE since_ms END, "
    "told = told + ($4 <> '')::integer WHERE site = $1 AND article = $2 "
    "AND (closed <> $3::integer OR ($3::integer = 0 AND since_ms < $5::bigint)) "
    "RETURNING article, told), "
    "thread AS (SELECT article, told FROM changed WHERE $4 <> ''), "
    "event AS (INSERT INTO events (site, article, number, name, comment) "
    "SELECT $1, article, told, $4, '' FROM thread), " +
        kForget,
    5);
const std::string kBan = decide(
    "WITH changed AS (INSERT INTO bans AS b (site, kind, value, until_ms) "
    "VALUES ($1, $2, $3, $4::bigint) ON CONFLICT (site, kind, value) "
    "DO UPDATE SET until_ms = excluded.until_ms WHERE b.until_ms <> excluded.until_ms RETURNING 1)",
    5);
const std::string kLiftBan = decide(
    "WITH changed AS (DELETE FROM bans WHERE site = $1 AND kind = $2 AND value = $3 "
    "AND $4::bigint IS NOT NULL RETURNING 1)",
    5);

const std::string kRenameVoter = "UPDATE votes SET voter = $3 WHERE site = $1 AND voter = $2";
const std::string kRenameReporter =
    "UPDATE reports SET reporter = $3 WHERE site = $1 AND reporter = $2";
const std::string kRenameReader =
    "UPDATE reactions SET reader = $3 WHERE site = $1 AND reader = $2";
// The last one tells that it was done.
const std::string kRenameLiker =
    "WITH done AS (UPDATE article_likes SET reader = $3 WHERE site = $1 AND reader = $2) SELECT 0";

const std::string kRestoreThread =
    "UPDATE threads SET likes = $3::bigint, views = $4::bigint, closed = $5::integer, "
    "since_ms = $6::bigint WHERE site = $1 AND article = $2 AND likes = 0 AND views = 0 "
    "AND closed = 0";
const std::string kRestoreLike =
    "INSERT INTO article_likes (site, article, reader, at_ms) SELECT $1, $2, $3, $4::bigint "
    "WHERE EXISTS (SELECT FROM threads WHERE site = $1 AND article = $2 AND " +
    kOurs + ") ON CONFLICT DO NOTHING";
const std::string kThreadIsOld =
    "SELECT (NOT " + kOurs + ")::integer FROM threads WHERE site = $1 AND article = $2";

const std::string kRestoreSite =
    "INSERT INTO sites (site, decided) VALUES ($1, $2::bigint) ON CONFLICT DO NOTHING";
const std::string kSiteIsOurs = "EXISTS (SELECT FROM sites WHERE site = $1 AND " + kOurs + ")";
const std::string kRestoreBan =
    "INSERT INTO bans (site, kind, value, until_ms) SELECT $1, $2, $3, $4::bigint WHERE " +
    kSiteIsOurs + " ON CONFLICT DO NOTHING";
const std::string kRestoreSiteDeed =
    "INSERT INTO site_deeds (site, number, at_ms, actor, action, reason, target) "
    "SELECT $1, $2::bigint, $3::bigint, $4, $5, $6, $7 WHERE " +
    kSiteIsOurs + " ON CONFLICT DO NOTHING";
const std::string kSiteIsOld = "SELECT (NOT " + kOurs + ")::integer FROM sites WHERE site = $1";

void add_deed(Values& values, const Deed& deed, std::string_view target) {
  values.add(deed.at_unix_ms).add(deed.actor).add(deed.action).add(deed.reason).add(target);
}

Statement open_thread(const std::string& site, const std::string& article) {
  Values values;
  values.add(site).add(article);
  return {&kOpenThread, std::move(values)};
}

}  // namespace

std::vector<Statement> statements(const Reaction& reaction) {
  Values lock;
  lock.add(reaction.site).add(reaction.id);
  Values values = lock;
  values.add(reaction.reader).add(reaction.name).add(reaction.at_unix_ms).add(reaction.event);
  return {{&kLock, std::move(lock)}, {&kReact, std::move(values)}};
}

std::vector<Statement> statements(const ArticleLike& like) {
  Values values;
  values.add(like.site).add(like.article_id).add(like.reader);
  if (like.likes) values.add(like.at_unix_ms);
  return {open_thread(like.site, like.article_id),
          {like.likes ? &kLikeArticle : &kUnlikeArticle, std::move(values)}};
}

std::vector<Statement> statements(const Views& views) {
  Values values;
  values.add(views.site).add(views.article_id).add(views.count);
  return {open_thread(views.site, views.article_id), {&kView, std::move(values)}};
}

std::vector<Statement> statements(const ThreadChange& change) {
  Values values;
  values.add(change.site).add(change.article_id).add(change.closed ? 1 : 0).add(change.event);
  add_deed(values, change.deed, target_of(change));
  return {open_thread(change.site, change.article_id), {&kChangeThread, std::move(values)}};
}

std::vector<Statement> statements(const Ban& ban) {
  Values values;
  values.add(ban.site).add(ban.kind).add(ban.value).add(ban.until_unix_ms);
  add_deed(values, ban.deed, target_of(ban));
  return {{ban.lifted ? &kLiftBan : &kBan, std::move(values)}};
}

std::vector<Statement> statements(const Rename& rename) {
  Values values;
  values.add(rename.site).add(rename.reader).add(rename.as);
  return {{&kRenameVoter, values},
          {&kRenameReporter, values},
          {&kRenameReader, values},
          {&kRenameLiker, values}};
}

std::vector<Statement> statements(const RestoredThread& restored) {
  const Thread& thread = restored.thread;
  Values values;
  values.add(restored.site).add(restored.article_id).add(thread.likes).add(thread.views);
  values.add(thread.closed ? 1 : 0).add(thread.since_unix_ms);
  std::vector<Statement> all = {open_thread(restored.site, restored.article_id),
                                {&kRestoreThread, std::move(values)}};
  for (const ArticleLike& like : restored.likes) {
    Values one;
    one.add(like.site).add(like.article_id).add(like.reader).add(like.at_unix_ms);
    all.push_back({&kRestoreLike, std::move(one)});
  }
  all.push_back({&kThreadIsOld, std::move(Values().add(restored.site).add(restored.article_id))});
  return all;
}

std::vector<Statement> statements(const RestoredSite& restored) {
  const std::int64_t last = restored.deeds.empty() ? 0 : restored.deeds.back().number;
  std::vector<Statement> all = {{&kRestoreSite, std::move(Values().add(restored.site).add(last))}};
  for (const Ban& ban : restored.bans) {
    Values values;
    values.add(ban.site).add(ban.kind).add(ban.value).add(ban.until_unix_ms);
    all.push_back({&kRestoreBan, std::move(values)});
  }
  for (const SiteDeed& one : restored.deeds) {
    Values values;
    values.add(restored.site).add(one.number);
    add_deed(values, one.deed, one.target);
    all.push_back({&kRestoreSiteDeed, std::move(values)});
  }
  all.push_back({&kSiteIsOld, std::move(Values().add(restored.site))});
  return all;
}

void add_site_statements(std::vector<const std::string*>& all) {
  all.insert(all.end(), {&kReact, &kOpenThread, &kLikeArticle, &kUnlikeArticle, &kView,
                         &kChangeThread, &kBan, &kLiftBan, &kRestoreThread, &kRestoreLike,
                         &kThreadIsOld, &kRestoreSite, &kRestoreBan, &kRestoreSiteDeed, &kSiteIsOld,
                         &kRenameVoter, &kRenameReporter, &kRenameReader, &kRenameLiker});
}

}  // namespace ykien::postgres
