// What is read of comments.
#include "store/postgres_rows.h"
#include "store/postgres_store.h"

namespace ykien {

using postgres::array_of;
using postgres::kColumns;
using postgres::read_all;
using postgres::read_kept;
using postgres::Rows;
using postgres::Values;

namespace {

KeptPage page_of(const Rows& rows, std::size_t count_max, ThreadSort sort) {
  KeptPage page;
  for (int row = 0; row < rows.count(); ++row) {
    if (page.comments.size() == count_max) {
      const Comment& last = page.comments.back().comment;
      const bool best = sort == ThreadSort::kBest;
      page.next = Place{last.created.unix_ms, last.id,
                        best ? rows.number(row - 1, postgres::kRankColumn) : 0};
      break;
    }
    page.comments.push_back(read_kept(rows, row));
  }
  return page;
}

// `place`: what stands behind it, of the best with its rank first.
std::string order(ThreadSort sort, bool after, const std::string& place) {
  const bool newest = sort == ThreadSort::kNewest;
  const std::string columns =
      sort == ThreadSort::kBest ? "c.rank, created_ms, id" : "created_ms, id";
  std::string sql;
  if (after) sql = " AND (" + columns + (newest ? ") < " : ") > ") + place;
  return sql + " ORDER BY " + (newest ? "created_ms DESC, id DESC" : columns);
}

}  // namespace

StoreResult<std::optional<Kept>> PostgresStore::find_one(const std::string& where,
                                                         std::string_view site,
                                                         std::string_view what) {
  const Rows rows = ask("SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND " + where,
                        Values().add(site).add(what));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return rows.count() == 0 ? std::nullopt : std::optional(read_kept(rows, 0));
}

StoreResult<std::optional<Kept>> PostgresStore::find(std::string_view site, std::string_view id) {
  return find_one("id = $2", site, id);
}

StoreResult<std::optional<Kept>> PostgresStore::kept(std::string_view site, std::string_view key) {
  return find_one("idempotency_key = $2", site, key);
}

StoreResult<std::vector<std::string>> PostgresStore::recent_texts(std::string_view site,
                                                                  std::string_view author_key,
                                                                  std::int64_t since_unix_ms,
                                                                  std::string_view except_id,
                                                                  std::size_t count_max) {
  Values values;
  values.add(site).add(author_key).add(since_unix_ms);
  values.add(static_cast<std::int64_t>(CommentState::kDeleted)).add(except_id);
  values.add(static_cast<std::int64_t>(count_max));
  const Rows rows = ask(
      "SELECT text FROM comments WHERE site = $1 AND author_key = $2 AND created_ms >= $3::bigint "
      "AND state <> $4::integer AND id <> $5 ORDER BY created_ms DESC, id DESC LIMIT $6::bigint",
      values);
  return read_all(rows, [&](int row) { return std::string(rows.text(row, 0)); });
}

StoreResult<CommentPage> PostgresStore::comments(const PageQuery& query) {
  const Place after = query.after.value_or(Place());
  Values values;
  values.add(query.site).add(query.article_id).add(query.parent_id.value_or(""));
  values.add(query.reader_key).add(after.created_unix_ms).add(after.id);
  values.add(static_cast<std::int64_t>(query.count_max) + 1).add(after.rank);
  const bool best = query.sort == ThreadSort::kBest;
  const std::string place = best ? "($8::bigint, $5::bigint, $6::text)" : "($5::bigint, $6::text)";
  // Each parameter has a type, whether it is used or not.
  // Who has written reads what they wrote.
  const auto asks = query.reader_key.empty() ? &PostgresStore::ask_replica : &PostgresStore::ask;
  const Rows rows = (this->*asks)(
      "SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND article = $2 AND " +
          (query.parent_id ? "parent = $3::text" : "$3::text = ''") +
          " AND (state = 0 OR (state = 3 AND replies > 0) OR ($4 <> '' AND author_key = $4 "
          "AND state <> 3)) AND $5::bigint IS NOT NULL AND $6::text IS NOT NULL "
          "AND $8::bigint IS NOT NULL" +
          (query.pinned ? " AND pinned = 1" : "") +
          order(query.sort, query.after.has_value(), place) + " LIMIT $7::bigint",
      values);
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  KeptPage found = page_of(rows, query.count_max, query.sort);
  CommentPage page{.comments = {}, .next = std::move(found.next)};
  for (Kept& one : found.comments) page.comments.push_back(std::move(one.comment));
  return page;
}

StoreResult<KeptPage> PostgresStore::list(const ListQuery& query) {
  const Place after = query.after.value_or(Place());
  Values values;
  values.add(query.site).add(query.author_key.value_or(""));
  values.add(static_cast<std::int64_t>(query.state.value_or(CommentState::kPublished)));
  values.add(after.created_unix_ms).add(after.id);
  values.add(static_cast<std::int64_t>(query.count_max) + 1);
  const Rows rows = ask("SELECT " + kColumns + " FROM comments AS c WHERE site = $1 AND " +
                            (query.author_key ? "author_key = $2::text" : "$2::text = ''") +
                            " AND " + (query.state ? "state = $3::integer" : "$3::integer = 0") +
                            " AND $4::bigint IS NOT NULL AND $5::text IS NOT NULL" +
                            (query.reported ? " AND reports > 0" : "") +
                            (query.suspect ? " AND why <> '' AND why <> 'moderation'" : "") +
                            order(query.sort, query.after.has_value(), "($4::bigint, $5::text)") +
                            " LIMIT $6::bigint",
                        values);
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return page_of(rows, query.count_max, query.sort);
}

StoreResult<std::vector<PastDeed>> PostgresStore::deeds(std::string_view site,
                                                        std::string_view id) {
  const Rows rows =
      ask("SELECT version, at_ms, actor, action, reason, text, author_name, state, pinned, "
          "why, reports FROM deeds "
          "WHERE site = $1 AND comment = $2 ORDER BY version",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) { return std::string(rows.text(row, column)); };
    return PastDeed{std::string(id),
                    rows.number(row, 0),
                    {rows.number(row, 1), text(2), text(3), text(4)},
                    text(5),
                    text(6),
                    static_cast<CommentState>(rows.number(row, 7)),
                    rows.number(row, 8) != 0,
                    text(9),
                    rows.number(row, 10)};
  });
}

StoreResult<std::vector<Vote>> PostgresStore::votes(std::string_view site, std::string_view id) {
  const Rows rows =
      ask("SELECT voter, value, at_ms FROM votes WHERE site = $1 AND comment = $2 ORDER BY voter",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    return Vote{std::string(site), std::string(id), std::string(rows.text(row, 0)),
                static_cast<int>(rows.number(row, 1)), rows.number(row, 2)};
  });
}

StoreResult<std::vector<Report>> PostgresStore::reports(std::string_view site,
                                                        std::string_view id) {
  const Rows rows =
      ask("SELECT reporter, reason, note, at_ms FROM reports WHERE site = $1 AND comment = $2 "
          "ORDER BY reporter",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) { return std::string(rows.text(row, column)); };
    return Report{std::string(site), std::string(id), text(0),
                  text(1),           text(2),         rows.number(row, 3)};
  });
}

StoreResult<std::vector<Told>> PostgresStore::told(std::span<const Watched> watched) {
  Values values;
  values.add(array_of(watched, [](const Watched& one) { return one.site; }));
  values.add(array_of(watched, [](const Watched& one) { return one.article_id; }));
  values.add(array_of(watched, [](const Watched& one) { return std::to_string(one.after); }));
  const Rows rows =
      ask("SELECT " + kColumns +
              ", w.site, w.article, e.number, e.name FROM unnest($1::text[], $2::text[], "
              "$3::bigint[]) AS w (site, article, after) JOIN events AS e ON e.site = w.site "
              "AND e.article = w.article AND e.number > w.after LEFT JOIN comments AS c "
              "ON c.site = e.site AND c.id = e.comment ORDER BY w.site, w.article, e.number",
          values);
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) {
      return std::string(rows.text(row, postgres::kColumnCount + column));
    };
    return Told{text(0), text(1), rows.number(row, postgres::kColumnCount + 2), text(3),
                read_kept(rows, row).comment};
  });
}

StoreResult<std::int64_t> PostgresStore::last_told(std::string_view site,
                                                   std::string_view article_id) {
  const Rows rows = ask("SELECT told FROM threads WHERE site = $1 AND article = $2",
                        Values().add(site).add(article_id));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return rows.count() == 0 ? 0 : rows.number(0, 0);
}

StoreResult<std::vector<std::int64_t>> PostgresStore::counts(
    std::string_view site, std::span<const std::string> article_ids) {
  const Rows rows = ask_replica(
      "SELECT coalesce(published, 0) FROM unnest($2::text[]) WITH ORDINALITY AS w (article, place) "
      "LEFT JOIN threads AS t ON t.site = $1 AND t.article = w.article ORDER BY place",
      Values().add(site).add(array_of(article_ids, [](const std::string& id) { return id; })));
  return read_all(rows, [&](int row) { return rows.number(row, 0); });
}

StoreResult<std::vector<Finding>> PostgresStore::verify(bool mend) {
  std::vector<Finding> findings;
  const auto count = [this](const std::string& sql) -> StoreResult<std::int64_t> {
    const Rows rows = ask(sql, Values());
    if (const auto failure = rows.failure()) return std::unexpected(*failure);
    return rows.number(0, 0);
  };
  const auto put_right = [this](const std::string& sql) { return ask(sql, Values()).failure(); };
  if (const auto error = run_checks(mend, count, put_right, findings))
    return std::unexpected(*error);
  return findings;
}

}  // namespace ykien
