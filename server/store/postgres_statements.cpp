#include "store/postgres_statements.h"

#include "store/postgres_rows.h"

namespace ykien::postgres {

std::string tell_latest(const std::string& changed) {
  return "thread AS (UPDATE threads AS t SET told = t.told + 1 FROM before, comments AS told_of "
         "WHERE told_of.site = $1 AND told_of.id = $2 AND t.site = $1 "
         "AND t.article = told_of.article AND $6 <> '' AND " +
         changed +
         " RETURNING t.article, t.told), gone AS (DELETE FROM events USING thread "
         "WHERE events.site = $1 AND events.article = thread.article AND events.comment = $2 "
         "AND events.name = $6), event AS (INSERT INTO events (site, article, number, name, "
         "comment) SELECT $1, article, told, $6, $2 FROM thread), " +
         kForget;
}

namespace {

// One row where it was new; else it is to be looked up why not.
const std::string kInsert =
    "WITH fresh AS (INSERT INTO comments (site, id, article, parent, author_name, text, "
    "created_ms, created_offset, edited_ms, edited_offset, state, likes, dislikes, staff, "
    "author_key, idempotency_key, why, network, pinned) "
    "SELECT $1, $2, $3, $4, $5, $6, $7::bigint, $8::integer, $9::bigint, $10::integer, "
    "$11::integer, $12::bigint, $13::bigint, $14::integer, $15, $16, $17, $20, $21::integer "
    "WHERE $4 = '' OR EXISTS (SELECT FROM comments WHERE site = $1 AND id = $4 AND article = $3) "
    "ON CONFLICT DO NOTHING RETURNING 1), "
    "thread AS (INSERT INTO threads AS t (site, article, published, told, since_ms) "
    "SELECT $1, $3, $18::integer, ($19 <> '')::integer, $7::bigint FROM fresh "
    "ON CONFLICT (site, article) "
    "DO UPDATE SET published = t.published + excluded.published, told = t.told + excluded.told, "
    "since_ms = CASE t.since_ms WHEN 0 THEN excluded.since_ms ELSE t.since_ms END "
    "RETURNING article, told), "
    "event AS (INSERT INTO events (site, article, number, name, comment) "
    "SELECT $1, $3, told, $19, $2 FROM thread WHERE $19 <> ''), " +
    kForget +
    ", above AS (UPDATE comments SET replies = replies + $18::integer FROM fresh "
    "WHERE site = $1 AND id = $4 AND $18::integer > 0) SELECT 1 FROM fresh";

// One row where the version was the one that was read.
const std::string kChange =
    "WITH old AS (SELECT * FROM comments WHERE site = $1 AND id = $2 AND version = $3::bigint "
    "FOR UPDATE), "
    "deed AS (INSERT INTO deeds (site, comment, version, at_ms, actor, action, reason, text, "
    "author_name, state, pinned, why, reports) SELECT site, id, version, $13::bigint, $14, $15, "
    "$16, text, author_name, state, pinned, why, reports FROM old), "
    "thread AS (UPDATE threads AS t SET "
    "published = t.published + $11::integer - (old.state = 0)::integer, "
    "told = t.told + ($12 <> '')::integer FROM old WHERE t.site = old.site "
    "AND t.article = old.article RETURNING t.article, t.told), "
    "event AS (INSERT INTO events (site, article, number, name, comment) "
    "SELECT $1, article, told, $12, $2 FROM thread WHERE $12 <> ''), " +
    kForget +
    ", above AS (UPDATE comments AS up SET "
    "replies = up.replies + $11::integer - (old.state = 0)::integer FROM old "
    "WHERE up.site = $1 AND up.id = old.parent AND old.parent <> '') "
    "UPDATE comments AS c SET text = $4, author_name = $5, state = $6::integer, "
    "edited_ms = $7::bigint, edited_offset = $8::integer, why = $9, version = c.version + 1, "
    "reports = coalesce($10::bigint, c.reports), "
    "pinned = $18::integer, author_key = coalesce($17, c.author_key), "
    "network = CASE WHEN $17 IS NULL THEN c.network ELSE '' END, "
    "idempotency_key = coalesce($17 || '/' || c.id, c.idempotency_key) FROM old "
    "WHERE c.site = $1 AND c.id = $2 RETURNING " +
    kColumns;

// Behind a change that forgets: one row where it was made.
const std::string kIsForgotten =
    "site = $1 AND id = $2 AND version = $3::bigint + 1 AND author_key = $4 "
    "AND " +
    kOurs;
const std::string kForgetWords =
    "WITH words AS (UPDATE deeds SET text = '', author_name = '', "
    "actor = CASE actor WHEN $5 THEN $4 ELSE actor END WHERE site = $1 AND comment = $2 "
    "AND EXISTS (SELECT FROM comments WHERE " +
    kIsForgotten + ")) SELECT " + kColumns + " FROM comments AS c WHERE " + kIsForgotten;

const std::string kVote =
    "WITH before AS (SELECT coalesce((SELECT value FROM votes WHERE site = $1 AND comment = $2 "
    "AND voter = $3), 0) AS value), "
    "ledger AS (INSERT INTO votes AS v (site, comment, voter, value, at_ms) "
    "SELECT site, id, $3, $4::integer, $5::bigint FROM comments WHERE site = $1 AND id = $2 "
    "ON CONFLICT (site, comment, voter) DO UPDATE SET value = excluded.value, "
    "at_ms = excluded.at_ms), " +
    tell_latest("before.value <> $4::integer") +
    " UPDATE comments AS c SET "
    "likes = c.likes + ($4::integer = 1)::integer - (before.value = 1)::integer, "
    "dislikes = c.dislikes + ($4::integer = -1)::integer - (before.value = -1)::integer "
    "FROM before WHERE c.site = $1 AND c.id = $2 RETURNING " +
    kColumns + ", (before.value = $4::integer)::integer";

const std::string kReport =
    "WITH fresh AS (INSERT INTO reports (site, comment, reporter, reason, note, at_ms) "
    "SELECT site, id, $3, $4, $5, $6::bigint FROM comments WHERE site = $1 AND id = $2 "
    "ON CONFLICT DO NOTHING RETURNING 1) "
    "UPDATE comments AS c SET reports = c.reports + (SELECT count(*) FROM fresh) "
    "WHERE c.site = $1 AND c.id = $2 RETURNING " +
    kColumns + ", 1 - (SELECT count(*) FROM fresh)";

// What is restored is so only behind a comment that this transaction has made.
const std::string kMade =
    "EXISTS (SELECT FROM comments WHERE site = $1 AND id = $2 AND " + kOurs + ")";
const std::string kRestore =
    "UPDATE comments AS c SET version = $3::bigint, reports = $4::bigint "
    "WHERE c.site = $1 AND c.id = $2 AND " +
    kMade + " RETURNING " + kColumns;
const std::string kRestoreDeed =
    "INSERT INTO deeds (site, comment, version, at_ms, actor, action, reason, text, author_name, "
    "state, pinned, why, reports) SELECT $1, $2, $3::bigint, $4::bigint, $5, $6, $7, $8, $9, "
    "$10::integer, $11::integer, $12, $13::bigint WHERE " +
    kMade;
const std::string kRestoreVote =
    "INSERT INTO votes (site, comment, voter, value, at_ms) "
    "SELECT $1, $2, $3, $4::integer, $5::bigint WHERE " +
    kMade;
const std::string kRestoreReaction =
    "WITH one AS (INSERT INTO reactions (site, comment, reader, name, at_ms) "
    "SELECT $1, $2, $3, $4, $5::bigint WHERE " +
    kMade +
    " RETURNING name) INSERT INTO reaction_counts AS r (site, comment, name, count) "
    "SELECT $1, $2, name, 1 FROM one WHERE name <> '' "
    "ON CONFLICT (site, comment, name) DO UPDATE SET count = r.count + 1";
const std::string kRestoreReport =
    "INSERT INTO reports (site, comment, reporter, reason, note, at_ms) "
    "SELECT $1, $2, $3, $4, $5, $6::bigint WHERE " +
    kMade;

std::int64_t is_published(CommentState state) { return state == CommentState::kPublished ? 1 : 0; }

void add_time(Values& values, const std::optional<Timestamp>& time) {
  if (time) {
    values.add(time->unix_ms).add(time->utc_offset_minutes);
  } else {
    values.add_null().add_null();
  }
}

std::vector<Statement> statements(const NewComment& fresh) {
  const Comment& comment = fresh.comment;
  Values values;
  values.add(fresh.site).add(comment.id).add(comment.article_id).add(comment.parent_id);
  values.add(comment.author_name).add(comment.text).add(comment.created.unix_ms);
  values.add(comment.created.utc_offset_minutes);
  add_time(values, comment.edited);
  values.add(static_cast<std::int64_t>(comment.state)).add(comment.likes).add(comment.dislikes);
  values.add(comment.staff ? 1 : 0).add(fresh.author_key).add(fresh.idempotency_key);
  values.add(fresh.why).add(is_published(comment.state)).add(fresh.event);
  values.add(fresh.network).add(comment.pinned ? 1 : 0);
  return {{&kInsert, std::move(values)}};
}

std::vector<Statement> statements(const Change& change) {
  Values values;
  values.add(change.site).add(change.id).add(change.version).add(change.text);
  values.add(change.author_name).add(static_cast<std::int64_t>(change.state));
  add_time(values, change.edited);
  values.add(change.why);
  if (change.reports) {
    values.add(*change.reports);
  } else {
    values.add_null();
  }
  values.add(is_published(change.state));
  values.add(change.event).add(change.deed.at_unix_ms).add(change.deed.actor);
  values.add(change.deed.action).add(change.deed.reason);
  if (change.forgets.empty()) {
    values.add_null().add(change.pinned ? 1 : 0);
    return {{&kChange, std::move(values)}};
  }
  values.add(kForgotten).add(change.pinned ? 1 : 0);
  Values words;
  words.add(change.site).add(change.id).add(change.version).add(kForgotten).add(change.forgets);
  return {{&kChange, std::move(values)}, {&kForgetWords, std::move(words)}};
}

std::vector<Statement> statements(const Vote& vote) {
  Values lock;
  lock.add(vote.site).add(vote.id);
  Values values = lock;
  values.add(vote.voter).add(vote.value).add(vote.at_unix_ms).add(vote.event);
  return {{&kLock, std::move(lock)}, {&kVote, std::move(values)}};
}

Values values_of(const Report& report) {
  Values values;
  values.add(report.site).add(report.id).add(report.reporter).add(report.reason);
  values.add(report.note).add(report.at_unix_ms);
  return values;
}

std::vector<Statement> statements(const Report& report) { return {{&kReport, values_of(report)}}; }

// The last one tells what became of it.
std::vector<Statement> statements(const Restored& restored) {
  std::vector<Statement> all = statements(restored.fresh);
  for (const PastDeed& past : restored.deeds) {
    Values values;
    values.add(restored.site).add(past.id).add(past.version).add(past.deed.at_unix_ms);
    values.add(past.deed.actor).add(past.deed.action).add(past.deed.reason).add(past.text);
    values.add(past.author_name).add(static_cast<std::int64_t>(past.state));
    values.add(past.pinned ? 1 : 0).add(past.why).add(past.reports);
    all.push_back({&kRestoreDeed, std::move(values)});
  }
  for (const Vote& vote : restored.votes) {
    Values values;
    values.add(vote.site).add(vote.id).add(vote.voter).add(vote.value).add(vote.at_unix_ms);
    all.push_back({&kRestoreVote, std::move(values)});
  }
  for (const Reaction& reaction : restored.reactions) {
    Values values;
    values.add(reaction.site).add(reaction.id).add(reaction.reader).add(reaction.name);
    all.push_back({&kRestoreReaction, std::move(values.add(reaction.at_unix_ms))});
  }
  for (const Report& report : restored.all_reports)
    all.push_back({&kRestoreReport, values_of(report)});
  Values values;
  values.add(restored.site).add(restored.fresh.comment.id).add(restored.version);
  values.add(restored.reports);
  all.push_back({&kRestore, std::move(values)});
  return all;
}

}  // namespace

std::vector<Statement> statements_of(const Write& write) {
  return std::visit([](const auto& one) { return statements(one); }, write);
}

std::vector<const std::string*> write_statements() {
  std::vector<const std::string*> all = {&kInsert,        &kChange,      &kLock,
                                         &kVote,          &kReport,      &kRestore,
                                         &kRestoreDeed,   &kRestoreVote, &kRestoreReaction,
                                         &kRestoreReport, &kForgetWords};
  add_site_statements(all);
  return all;
}

}  // namespace ykien::postgres
