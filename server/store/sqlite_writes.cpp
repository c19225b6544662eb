#include "store/sqlite_writes.h"

#include "store/sqlite_rows.h"

namespace ykien::sqlite {

namespace {

int is_published(CommentState state) { return state == CommentState::kPublished ? 1 : 0; }

void bind_comment(Run& run, const Comment& comment) {
  run.bind(comment.id).bind(comment.article_id).bind(comment.parent_id).bind(comment.author_name);
  run.bind(comment.text).bind(comment.created.unix_ms).bind(comment.created.utc_offset_minutes);
  if (comment.edited) {
    run.bind(comment.edited->unix_ms).bind(comment.edited->utc_offset_minutes);
  } else {
    run.bind_null().bind_null();
  }
  run.bind(static_cast<std::int64_t>(comment.state)).bind(comment.likes).bind(comment.dislikes);
  run.bind(comment.staff ? 1 : 0);
}

}  // namespace

// Runs a statement that answers nothing.
void Writes::finish(Run& run) {
  run.step();
  if (!broken_) broken_ = failure(run.code());
}

StoreResult<Kept> Writes::find(std::string_view site, std::string_view id) {
  Run run = connection_.run("SELECT " + kColumns + " FROM comments WHERE site = ? AND id = ?");
  const auto found = read_one(run.bind(site).bind(id));
  if (!found) broken_ = found.error();
  if (!found || !*found) return std::unexpected(broken_.value_or(StoreError::kNotFound));
  return **found;
}

StoreResult<Kept> Writes::operator()(const NewComment& fresh) {
  {
    Run run = connection_.run("SELECT " + kColumns +
                              " FROM comments WHERE site = ? AND idempotency_key = ?");
    auto known = read_one(run.bind(fresh.site).bind(fresh.idempotency_key));
    if (!known) return std::unexpected(broken_.emplace(known.error()));
    if (*known) {
      (*known)->again = true;
      return **known;
    }
  }
  if (!fresh.comment.parent_id.empty()) {
    const StoreResult<Kept> parent = find(fresh.site, fresh.comment.parent_id);
    if (!parent) return parent;
    if (parent->comment.article_id != fresh.comment.article_id)
      return std::unexpected(StoreError::kNotFound);
  }
  return insert(fresh);
}

StoreResult<Kept> Writes::insert(const NewComment& fresh) {
  {
    Run run = connection_.run(
        "INSERT INTO comments (id, article, parent, author_name, text, created_ms, "
        "created_offset, edited_ms, edited_offset, state, likes, dislikes, staff, site, "
        "author_key, idempotency_key, why, network, pinned) VALUES "
        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_comment(run, fresh.comment);
    run.bind(fresh.site).bind(fresh.author_key).bind(fresh.idempotency_key).bind(fresh.why);
    run.bind(fresh.network).bind(fresh.comment.pinned ? 1 : 0).step();
    if (run.code() == SQLITE_CONSTRAINT_UNIQUE) return std::unexpected(StoreError::kTaken);
    broken_ = failure(run.code());
  }
  if (!broken_) count(fresh.site, fresh.comment, is_published(fresh.comment.state));
  if (!broken_) tell(fresh.site, fresh.comment, fresh.event);
  return Kept{.comment = fresh.comment,
              .author_key = fresh.author_key,
              .idempotency_key = fresh.idempotency_key,
              .why = fresh.why,
              .network = fresh.network};
}

// How many more are published, in the thread and under the parent.
void Writes::count(const std::string& site, const Comment& comment, int published) {
  {
    Run run = connection_.run(
        "INSERT INTO threads (site, article, published, since_ms) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (site, article) DO UPDATE SET published = published + ?3, "
        "since_ms = CASE since_ms WHEN 0 THEN ?4 ELSE since_ms END");
    run.bind(site).bind(comment.article_id).bind(published);
    finish(run.bind(comment.created.unix_ms));
  }
  if (broken_ || published == 0 || comment.parent_id.empty()) return;
  Run run = connection_.run("UPDATE comments SET replies = replies + ? WHERE site = ? AND id = ?");
  finish(run.bind(published).bind(site).bind(comment.parent_id));
}

void Writes::tell(const std::string& site, const Comment& comment, const std::string& event) {
  if (event.empty()) return;
  std::int64_t number = 0;
  {
    Run run = connection_.run(
        "UPDATE threads SET told = told + 1 WHERE site = ? AND article = ? RETURNING told");
    if (run.bind(site).bind(comment.article_id).step()) number = run.number(0);
    broken_ = failure(run.code());
  }
  if (!broken_) {
    Run run = connection_.run(
        "INSERT INTO events (site, article, number, name, comment) VALUES (?, ?, ?, ?, ?)");
    run.bind(site).bind(comment.article_id).bind(number).bind(event);
    finish(run.bind(comment.id));
  }
  if (broken_) return;
  Run run = connection_.run("DELETE FROM events WHERE site = ? AND article = ? AND number <= ?");
  finish(run.bind(site).bind(comment.article_id).bind(number - Store::kToldMax));
}

// In place of the comment's last event of that name.
void Writes::tell_latest(const std::string& site, const Comment& comment,
                         const std::string& event) {
  if (event.empty()) return;
  {
    Run run = connection_.run(
        "DELETE FROM events WHERE site = ? AND article = ? AND comment = ? AND name = ?");
    finish(run.bind(site).bind(comment.article_id).bind(comment.id).bind(event));
  }
  if (!broken_) tell(site, comment, event);
}

StoreResult<Kept> Writes::operator()(const Change& change) {
  StoreResult<Kept> kept = find(change.site, change.id);
  if (!kept) return kept;
  if (kept->version != change.version) return std::unexpected(StoreError::kChanged);
  add_deed(change.site, past_of(change, *kept));
  const int before = is_published(kept->comment.state);
  apply_change(change, *kept);
  if (!broken_) {
    Run run = connection_.run(
        "UPDATE comments SET text = ?, author_name = ?, state = ?, edited_ms = ?, "
        "edited_offset = ?, why = ?, version = ?, reports = ?, author_key = ?, "
        "idempotency_key = ?, network = ?, pinned = ? WHERE site = ? AND id = ?");
    run.bind(change.text).bind(change.author_name);
    run.bind(static_cast<std::int64_t>(change.state));
    if (change.edited) {
      run.bind(change.edited->unix_ms).bind(change.edited->utc_offset_minutes);
    } else {
      run.bind_null().bind_null();
    }
    run.bind(change.why).bind(kept->version).bind(kept->reports).bind(kept->author_key);
    run.bind(kept->idempotency_key).bind(kept->network).bind(change.pinned ? 1 : 0);
    finish(run.bind(change.site).bind(change.id));
  }
  if (!broken_ && !change.forgets.empty()) {
    Run run = connection_.run(
        "UPDATE deeds SET text = '', author_name = '', "
        "actor = CASE actor WHEN ?3 THEN ?4 ELSE actor END WHERE site = ?1 AND comment = ?2");
    finish(run.bind(change.site).bind(change.id).bind(change.forgets).bind(kForgotten));
  }
  if (!broken_) count(change.site, kept->comment, is_published(change.state) - before);
  if (!broken_) tell(change.site, kept->comment, change.event);
  return kept;
}

void Writes::add_deed(const std::string& site, const PastDeed& past) {
  Run run = connection_.run(
      "INSERT INTO deeds (site, comment, version, at_ms, actor, action, reason, text, "
      "author_name, state, pinned, why, reports) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  run.bind(site).bind(past.id).bind(past.version).bind(past.deed.at_unix_ms).bind(past.deed.actor);
  run.bind(past.deed.action).bind(past.deed.reason).bind(past.text).bind(past.author_name);
  run.bind(static_cast<std::int64_t>(past.state)).bind(past.pinned ? 1 : 0);
  finish(run.bind(past.why).bind(past.reports));
}

int Writes::vote_of(const Vote& vote) {
  Run run = connection_.run("SELECT value FROM votes WHERE site = ? AND comment = ? AND voter = ?");
  const bool voted = run.bind(vote.site).bind(vote.id).bind(vote.voter).step();
  if (!voted) broken_ = failure(run.code());
  return voted ? static_cast<int>(run.number(0)) : 0;
}

StoreResult<Kept> Writes::operator()(const Vote& vote) {
  StoreResult<Kept> kept = find(vote.site, vote.id);
  if (!kept) return kept;
  const int before = vote_of(vote);
  kept->again = before == vote.value;
  if (broken_ || kept->again) return kept;
  kept->comment.likes += (vote.value == 1) - (before == 1);
  kept->comment.dislikes += (vote.value == -1) - (before == -1);
  add_vote(vote);
  if (!broken_) {
    Run run =
        connection_.run("UPDATE comments SET likes = ?, dislikes = ? WHERE site = ? AND id = ?");
    run.bind(kept->comment.likes).bind(kept->comment.dislikes);
    finish(run.bind(vote.site).bind(vote.id));
  }
  if (!broken_) tell_latest(vote.site, kept->comment, vote.event);
  return kept;
}

void Writes::add_vote(const Vote& vote) {
  Run run = connection_.run(
      "INSERT INTO votes (site, comment, voter, value, at_ms) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT (site, comment, voter) DO UPDATE SET value = ?4, at_ms = ?5");
  run.bind(vote.site).bind(vote.id).bind(vote.voter).bind(vote.value);
  finish(run.bind(vote.at_unix_ms));
}

// SQLite's code.
int Writes::add_report(const Report& report) {
  Run run = connection_.run(
      "INSERT INTO reports (site, comment, reporter, reason, note, at_ms) "
      "VALUES (?, ?, ?, ?, ?, ?)");
  run.bind(report.site).bind(report.id).bind(report.reporter).bind(report.reason);
  run.bind(report.note).bind(report.at_unix_ms).step();
  return run.code();
}

StoreResult<Kept> Writes::operator()(const Report& report) {
  StoreResult<Kept> kept = find(report.site, report.id);
  if (!kept) return kept;
  const int code = add_report(report);
  kept->again = code == SQLITE_CONSTRAINT_PRIMARYKEY;
  if (kept->again) return kept;
  broken_ = failure(code);
  ++kept->reports;
  if (broken_) return kept;
  Run run = connection_.run("UPDATE comments SET reports = ? WHERE site = ? AND id = ?");
  finish(run.bind(kept->reports).bind(report.site).bind(report.id));
  return kept;
}

StoreResult<Kept> Writes::operator()(const Restored& restored) {
  StoreResult<Kept> kept = (*this)(restored.fresh);
  if (!kept || kept->again) return kept;
  kept->version = restored.version;
  kept->reports = restored.reports;
  {
    Run run =
        connection_.run("UPDATE comments SET version = ?, reports = ? WHERE site = ? AND id = ?");
    run.bind(restored.version).bind(restored.reports).bind(restored.site);
    finish(run.bind(kept->comment.id));
  }
  for (const PastDeed& past : restored.deeds) {
    if (!broken_) add_deed(restored.site, past);
  }
  for (const Vote& vote : restored.votes) {
    if (!broken_) add_vote(vote);
  }
  for (const Report& report : restored.all_reports) {
    if (!broken_) broken_ = failure(add_report(report));
  }
  for (const Reaction& reaction : restored.reactions) {
    if (!broken_) add_reaction(reaction);
    if (!broken_) count_reaction(reaction, reaction.name, 1);
  }
  return broken_ ? kept : find(restored.site, kept->comment.id);
}

}  // namespace ykien::sqlite
