// What is read of reactions, articles and sites.
#include "store/postgres_rows.h"
#include "store/postgres_store.h"

namespace ykien {

using postgres::read_all;
using postgres::Rows;
using postgres::Values;

StoreResult<std::vector<Reaction>> PostgresStore::reactions(std::string_view site,
                                                            std::string_view id) {
  const Rows rows =
      ask("SELECT reader, name, at_ms FROM reactions WHERE site = $1 AND comment = $2 "
          "ORDER BY reader",
          Values().add(site).add(id));
  return read_all(rows, [&](int row) {
    return Reaction{std::string(site), std::string(id), std::string(rows.text(row, 0)),
                    std::string(rows.text(row, 1)), rows.number(row, 2)};
  });
}

StoreResult<Thread> PostgresStore::thread(std::string_view site, std::string_view article_id) {
  const Rows rows =
      ask("SELECT published, likes, views, closed, since_ms FROM threads WHERE site = $1 "
          "AND article = $2",
          Values().add(site).add(article_id));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  if (rows.count() == 0) return Thread();
  return Thread{rows.number(0, 0), rows.number(0, 1), rows.number(0, 2), rows.number(0, 3) != 0,
                rows.number(0, 4)};
}

StoreResult<std::vector<ArticleLike>> PostgresStore::article_likes(std::string_view site,
                                                                   std::string_view article_id) {
  const Rows rows =
      ask("SELECT reader, at_ms FROM article_likes WHERE site = $1 AND article = $2 "
          "ORDER BY reader",
          Values().add(site).add(article_id));
  return read_all(rows, [&](int row) {
    return ArticleLike{std::string(site), std::string(article_id), std::string(rows.text(row, 0)),
                       true, rows.number(row, 1)};
  });
}

StoreResult<Said> PostgresStore::said(std::string_view site, std::string_view article_id,
                                      std::string_view who) {
  const Rows rows =
      ask("SELECT 0, '', '', 0::bigint, 0::bigint FROM article_likes WHERE site = $1 "
          "AND article = $2 AND reader = $3 "
          "UNION ALL SELECT 1, v.comment, '', v.value, v.at_ms FROM votes AS v JOIN comments AS c "
          "ON c.site = v.site AND c.id = v.comment WHERE v.site = $1 AND v.voter = $3 "
          "AND v.value <> 0 AND c.article = $2 "
          "UNION ALL SELECT 2, r.comment, r.name, 0, r.at_ms FROM reactions AS r "
          "JOIN comments AS c ON c.site = r.site AND c.id = r.comment WHERE r.site = $1 "
          "AND r.reader = $3 AND r.name <> '' AND c.article = $2 "
          "UNION ALL SELECT 3, id, '', 0, 0 FROM comments WHERE site = $1 AND author_key = $3 "
          "AND article = $2 AND state <> 3 ORDER BY 1, 2",
          Values().add(site).add(article_id).add(who));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  Said said;
  for (int row = 0; row < rows.count(); ++row) {
    const std::string id(rows.text(row, 1));
    const std::int64_t kind = rows.number(row, 0);
    if (kind == 0) {
      said.likes = true;
    } else if (kind == 1) {
      said.votes.push_back({std::string(site), id, std::string(who),
                            static_cast<int>(rows.number(row, 3)), rows.number(row, 4)});
    } else if (kind == 3) {
      said.comments.push_back(id);
    } else {
      said.reactions.push_back({std::string(site), id, std::string(who),
                                std::string(rows.text(row, 2)), rows.number(row, 4)});
    }
  }
  return said;
}

StoreResult<std::vector<std::string>> PostgresStore::articles(std::string_view site,
                                                              std::string_view after,
                                                              std::size_t count_max) {
  const Rows rows =
      ask("SELECT article FROM threads WHERE site = $1 AND article > $2 ORDER BY article "
          "LIMIT $3::bigint",
          Values().add(site).add(after).add(static_cast<std::int64_t>(count_max)));
  return read_all(rows, [&](int row) { return std::string(rows.text(row, 0)); });
}

StoreResult<std::vector<Ban>> PostgresStore::bans(std::string_view site) {
  const Rows rows =
      ask("SELECT kind, value, until_ms FROM bans WHERE site = $1 ORDER BY kind, value",
          Values().add(site));
  return read_all(rows, [&](int row) {
    return Ban{std::string(site), std::string(rows.text(row, 0)), std::string(rows.text(row, 1)),
               rows.number(row, 2)};
  });
}

StoreResult<std::vector<SiteDeed>> PostgresStore::site_deeds(std::string_view site,
                                                             std::int64_t before,
                                                             std::size_t count_max) {
  const Rows rows =
      ask("SELECT number, at_ms, actor, action, reason, target FROM site_deeds WHERE site = $1 "
          "AND number < $2::bigint ORDER BY number DESC LIMIT $3::bigint",
          Values().add(site).add(before).add(static_cast<std::int64_t>(count_max)));
  return read_all(rows, [&](int row) {
    const auto text = [&](int column) { return std::string(rows.text(row, column)); };
    return SiteDeed{rows.number(row, 0), text(5), {rows.number(row, 1), text(2), text(3), text(4)}};
  });
}

StoreResult<std::int64_t> PostgresStore::last_decided(std::string_view site) {
  const Rows rows = ask("SELECT decided FROM sites WHERE site = $1", Values().add(site));
  if (const auto failure = rows.failure()) return std::unexpected(*failure);
  return rows.count() == 0 ? 0 : rows.number(0, 0);
}

StoreResult<std::vector<Decided>> PostgresStore::decided(std::string_view site,
                                                         std::size_t count_max) {
  const Rows rows =
      ask("SELECT c.text, c.state FROM deeds AS d JOIN comments AS c ON c.site = d.site "
          "AND c.id = d.comment WHERE d.site = $1 AND d.action IN ('approve', 'reject') "
          "AND c.state IN (0, 2) ORDER BY d.at_ms DESC, d.comment LIMIT $2::bigint",
          Values().add(site).add(static_cast<std::int64_t>(count_max)));
  return read_all(rows, [&](int row) {
    return Decided{std::string(rows.text(row, 0)), rows.number(row, 1) != 0};
  });
}

}  // namespace ykien
