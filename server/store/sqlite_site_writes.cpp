// What is written of reactions, articles and sites.
#include "store/sqlite_rows.h"
#include "store/sqlite_writes.h"

namespace ykien::sqlite {

std::string Writes::reaction_of(const Reaction& reaction) {
  Run run =
      connection_.run("SELECT name FROM reactions WHERE site = ? AND comment = ? AND reader = ?");
  const bool reacted = run.bind(reaction.site).bind(reaction.id).bind(reaction.reader).step();
  if (!reacted) broken_ = failure(run.code());
  return reacted ? std::string(run.text(0)) : "";
}

void Writes::add_reaction(const Reaction& reaction) {
  Run run = connection_.run(
      "INSERT INTO reactions (site, comment, reader, name, at_ms) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (site, comment, reader) DO UPDATE SET name = ?4, at_ms = ?5");
  run.bind(reaction.site).bind(reaction.id).bind(reaction.reader).bind(reaction.name);
  finish(run.bind(reaction.at_unix_ms));
}

void Writes::count_reaction(const Reaction& reaction, const std::string& name, int more) {
  if (name.empty() || broken_) return;
  Run run = connection_.run(
      "INSERT INTO reaction_counts (site, comment, name, count) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT (site, comment, name) DO UPDATE SET count = count + ?4");
  finish(run.bind(reaction.site).bind(reaction.id).bind(name).bind(more));
}

StoreResult<Kept> Writes::operator()(const Reaction& reaction) {
  StoreResult<Kept> kept = find(reaction.site, reaction.id);
  if (!kept) return kept;
  const std::string before = reaction_of(reaction);
  kept->again = before == reaction.name;
  if (broken_ || kept->again) return kept;
  add_reaction(reaction);
  count_reaction(reaction, before, -1);
  count_reaction(reaction, reaction.name, 1);
  if (!broken_) tell_latest(reaction.site, kept->comment, reaction.event);
  return broken_ ? kept : find(reaction.site, reaction.id);
}

void Writes::open_thread(const std::string& site, const std::string& article_id) {
  Run run = connection_.run(
      "INSERT INTO threads (site, article, published) VALUES (?, ?, 0) ON CONFLICT DO NOTHING");
  finish(run.bind(site).bind(article_id));
}

StoreResult<Kept> Writes::answer_of(const std::string& article_id) const {
  if (broken_) return std::unexpected(*broken_);
  Kept kept;
  kept.comment.article_id = article_id;
  return kept;
}

void Writes::add_like(const ArticleLike& like) {
  Run run = connection_.run(
      like.likes ? "INSERT INTO article_likes (site, article, reader, at_ms) VALUES (?, ?, ?, ?) "
                   "ON CONFLICT DO NOTHING"
                 : "DELETE FROM article_likes WHERE site = ? AND article = ? AND reader = ?");
  run.bind(like.site).bind(like.article_id).bind(like.reader);
  if (like.likes) run.bind(like.at_unix_ms);
  finish(run);
}

StoreResult<Kept> Writes::operator()(const ArticleLike& like) {
  open_thread(like.site, like.article_id);
  if (!broken_) add_like(like);
  StoreResult<Kept> kept = answer_of(like.article_id);
  if (!kept) return kept;
  kept->again = changes() == 0;
  if (kept->again) return kept;
  Run run = connection_.run("UPDATE threads SET likes = likes + ? WHERE site = ? AND article = ?");
  finish(run.bind(like.likes ? 1 : -1).bind(like.site).bind(like.article_id));
  return kept;
}

StoreResult<Kept> Writes::operator()(const Views& views) {
  open_thread(views.site, views.article_id);
  if (!broken_) {
    Run run =
        connection_.run("UPDATE threads SET views = views + ? WHERE site = ? AND article = ?");
    finish(run.bind(views.count).bind(views.site).bind(views.article_id));
  }
  return answer_of(views.article_id);
}

StoreResult<Kept> Writes::operator()(const ThreadChange& change) {
  open_thread(change.site, change.article_id);
  if (!broken_) {
    Run run = connection_.run(
        "UPDATE threads SET closed = ?1, since_ms = CASE ?1 WHEN 0 THEN ?4 ELSE since_ms END "
        "WHERE site = ?2 AND article = ?3 AND (closed <> ?1 OR (?1 = 0 AND since_ms < ?4))");
    run.bind(change.closed ? 1 : 0).bind(change.site).bind(change.article_id);
    finish(run.bind(change.deed.at_unix_ms));
  }
  StoreResult<Kept> kept = answer_of(change.article_id);
  if (!kept) return kept;
  kept->again = changes() == 0;
  if (kept->again) return kept;
  decide(change.site, target_of(change), change.deed);
  if (!broken_) tell(change.site, kept->comment, change.event);
  return kept;
}

void Writes::add_ban(const Ban& ban) {
  Run run = connection_.run(
      ban.lifted ? "DELETE FROM bans WHERE site = ? AND kind = ? AND value = ?"
                 : "INSERT INTO bans (site, kind, value, until_ms) VALUES (?1, ?2, ?3, ?4) "
                   "ON CONFLICT (site, kind, value) DO UPDATE SET until_ms = ?4 "
                   "WHERE until_ms <> ?4");
  run.bind(ban.site).bind(ban.kind).bind(ban.value);
  if (!ban.lifted) run.bind(ban.until_unix_ms);
  finish(run);
}

StoreResult<Kept> Writes::operator()(const Ban& ban) {
  add_ban(ban);
  StoreResult<Kept> kept = answer_of("");
  if (!kept) return kept;
  kept->again = changes() == 0;
  if (!kept->again) decide(ban.site, target_of(ban), ban.deed);
  return kept;
}

StoreResult<Kept> Writes::operator()(const Rename& rename) {
  for (const char* const sql :
       {"UPDATE votes SET voter = ?1 WHERE site = ?2 AND voter = ?3",
        "UPDATE reports SET reporter = ?1 WHERE site = ?2 AND reporter = ?3",
        "UPDATE reactions SET reader = ?1 WHERE site = ?2 AND reader = ?3",
        "UPDATE article_likes SET reader = ?1 WHERE site = ?2 "
        "AND reader = ?3"}) {
    if (broken_) break;
    Run run = connection_.run(sql);
    finish(run.bind(rename.as).bind(rename.site).bind(rename.reader));
  }
  return answer_of("");
}

std::int64_t Writes::last_decided(const std::string& site) {
  Run run = connection_.run("SELECT decided FROM sites WHERE site = ?");
  if (run.bind(site).step()) return run.number(0);
  broken_ = failure(run.code());
  return 0;
}

void Writes::decide(const std::string& site, const std::string& target, const Deed& deed) {
  const std::int64_t number = last_decided(site) + 1;
  if (!broken_) add_site_deed(site, {number, target, deed});
}

void Writes::add_site_deed(const std::string& site, const SiteDeed& deed) {
  {
    Run run = connection_.run(
        "INSERT INTO sites (site, decided) VALUES (?1, ?2) "
        "ON CONFLICT (site) DO UPDATE SET decided = ?2");
    finish(run.bind(site).bind(deed.number));
  }
  if (broken_) return;
  Run run = connection_.run(
      "INSERT INTO site_deeds (site, number, at_ms, actor, action, reason, target) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)");
  run.bind(site).bind(deed.number).bind(deed.deed.at_unix_ms).bind(deed.deed.actor);
  run.bind(deed.deed.action).bind(deed.deed.reason);
  finish(run.bind(deed.target));
}

StoreResult<Kept> Writes::operator()(const RestoredThread& restored) {
  open_thread(restored.site, restored.article_id);
  if (!broken_) {
    const Thread& thread = restored.thread;
    Run run = connection_.run(
        "UPDATE threads SET likes = ?, views = ?, closed = ?, since_ms = ? "
        "WHERE site = ? AND article = ? AND likes = 0 AND views = 0 AND closed = 0");
    run.bind(thread.likes).bind(thread.views).bind(thread.closed ? 1 : 0);
    finish(run.bind(thread.since_unix_ms).bind(restored.site).bind(restored.article_id));
  }
  StoreResult<Kept> kept = answer_of(restored.article_id);
  if (!kept) return kept;
  kept->again = changes() == 0;
  for (const ArticleLike& like : restored.likes) {
    if (!broken_ && !kept->again) add_like(like);
  }
  return kept;
}

StoreResult<Kept> Writes::operator()(const RestoredSite& restored) {
  const bool known = last_decided(restored.site) > 0;
  for (const Ban& ban : restored.bans) {
    if (!broken_ && !known) add_ban(ban);
  }
  for (const SiteDeed& deed : restored.deeds) {
    if (!broken_ && !known) add_site_deed(restored.site, deed);
  }
  StoreResult<Kept> kept = answer_of("");
  if (kept) kept->again = known;
  return kept;
}

}  // namespace ykien::sqlite
