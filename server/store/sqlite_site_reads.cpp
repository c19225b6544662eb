// What is read of reactions, articles and sites.
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

namespace ykien {

using sqlite::failure;
using sqlite::read_all;

StoreResult<std::vector<Reaction>> SqliteStore::reactions(std::string_view site,
                                                          std::string_view id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT reader, name, at_ms FROM reactions WHERE site = ? AND comment = ? ORDER BY reader");
  run.bind(site).bind(id);
  return read_all(run, [&] {
    return Reaction{std::string(site), std::string(id), std::string(run.text(0)),
                    std::string(run.text(1)), run.number(2)};
  });
}

StoreResult<Thread> SqliteStore::thread(std::string_view site, std::string_view article_id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT published, likes, views, closed, since_ms FROM threads WHERE site = ? "
      "AND article = ?");
  if (run.bind(site).bind(article_id).step())
    return Thread{run.number(0), run.number(1), run.number(2), run.number(3) != 0, run.number(4)};
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return Thread();
}

StoreResult<std::vector<ArticleLike>> SqliteStore::article_likes(std::string_view site,
                                                                 std::string_view article_id) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT reader, at_ms FROM article_likes WHERE site = ? AND article = ? ORDER BY reader");
  run.bind(site).bind(article_id);
  return read_all(run, [&] {
    return ArticleLike{std::string(site), std::string(article_id), std::string(run.text(0)), true,
                       run.number(1)};
  });
}

StoreResult<Said> SqliteStore::said(std::string_view site, std::string_view article_id,
                                    std::string_view who) {
  const Reader reader(readers_);
  sqlite::Run likes =
      reader->run("SELECT 1 FROM article_likes WHERE site = ? AND article = ? AND reader = ?");
  Said said;
  said.likes = likes.bind(site).bind(article_id).bind(who).step();
  if (const auto error = failure(likes.code())) return std::unexpected(*error);
  sqlite::Run votes = reader->run(
      "SELECT v.comment, v.value, v.at_ms FROM votes AS v JOIN comments AS c ON c.site = v.site "
      "AND c.id = v.comment WHERE v.site = ? AND v.voter = ? AND v.value <> 0 AND c.article = ? "
      "ORDER BY v.comment");
  votes.bind(site).bind(who).bind(article_id);
  while (votes.step()) {
    said.votes.push_back({std::string(site), std::string(votes.text(0)), std::string(who),
                          static_cast<int>(votes.number(1)), votes.number(2)});
  }
  if (const auto error = failure(votes.code())) return std::unexpected(*error);
  sqlite::Run reactions = reader->run(
      "SELECT r.comment, r.name, r.at_ms FROM reactions AS r JOIN comments AS c "
      "ON c.site = r.site AND c.id = r.comment WHERE r.site = ? AND r.reader = ? AND r.name <> '' "
      "AND c.article = ? ORDER BY r.comment");
  reactions.bind(site).bind(who).bind(article_id);
  while (reactions.step()) {
    said.reactions.push_back({std::string(site), std::string(reactions.text(0)), std::string(who),
                              std::string(reactions.text(1)), reactions.number(2)});
  }
  if (const auto error = failure(reactions.code())) return std::unexpected(*error);
  sqlite::Run comments = reader->run(
      "SELECT id FROM comments WHERE site = ? AND author_key = ? AND article = ? AND state <> 3 "
      "ORDER BY id");
  comments.bind(site).bind(who).bind(article_id);
  while (comments.step()) said.comments.emplace_back(comments.text(0));
  if (const auto error = failure(comments.code())) return std::unexpected(*error);
  return said;
}

StoreResult<std::vector<std::string>> SqliteStore::articles(std::string_view site,
                                                            std::string_view after,
                                                            std::size_t count_max) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT article FROM threads WHERE site = ? AND article > ? ORDER BY article LIMIT ?");
  run.bind(site).bind(after).bind(static_cast<std::int64_t>(count_max));
  return read_all(run, [&] { return std::string(run.text(0)); });
}

StoreResult<std::vector<Ban>> SqliteStore::bans(std::string_view site) {
  const Reader reader(readers_);
  sqlite::Run run =
      reader->run("SELECT kind, value, until_ms FROM bans WHERE site = ? ORDER BY kind, value");
  run.bind(site);
  return read_all(run, [&] {
    return Ban{std::string(site), std::string(run.text(0)), std::string(run.text(1)),
               run.number(2)};
  });
}

StoreResult<std::vector<SiteDeed>> SqliteStore::site_deeds(std::string_view site,
                                                           std::int64_t before,
                                                           std::size_t count_max) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT number, at_ms, actor, action, reason, target FROM site_deeds WHERE site = ? "
      "AND number < ? ORDER BY number DESC LIMIT ?");
  run.bind(site).bind(before).bind(static_cast<std::int64_t>(count_max));
  const auto text = [&](int column) { return std::string(run.text(column)); };
  return read_all(run, [&] {
    return SiteDeed{run.number(0), text(5), {run.number(1), text(2), text(3), text(4)}};
  });
}

StoreResult<std::int64_t> SqliteStore::last_decided(std::string_view site) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run("SELECT decided FROM sites WHERE site = ?");
  if (run.bind(site).step()) return run.number(0);
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return 0;
}

StoreResult<std::vector<Decided>> SqliteStore::decided(std::string_view site,
                                                       std::size_t count_max) {
  const Reader reader(readers_);
  sqlite::Run run = reader->run(
      "SELECT comments.text, comments.state FROM deeds JOIN comments "
      "ON comments.site = deeds.site AND comments.id = deeds.comment WHERE deeds.site = ? "
      "AND deeds.action IN ('approve', 'reject') AND comments.state IN (0, 2) "
      "ORDER BY deeds.at_ms DESC, deeds.comment LIMIT ?");
  run.bind(site).bind(static_cast<std::int64_t>(count_max));
  return read_all(run, [&] { return Decided{std::string(run.text(0)), run.number(1) != 0}; });
}

}  // namespace ykien
