#include "store/audit.h"

namespace ykien {

namespace {

constexpr Check kChecks[] = {
    {"comment without its thread",
     "SELECT count(*) FROM comments WHERE NOT EXISTS (SELECT 1 FROM threads AS t "
     "WHERE t.site = comments.site AND t.article = comments.article)",
     "INSERT INTO threads (site, article, published, told) SELECT DISTINCT site, article, 0, 0 "
     "FROM comments WHERE NOT EXISTS (SELECT 1 FROM threads AS t WHERE t.site = comments.site "
     "AND t.article = comments.article)"},
    {"published of a thread",
     "SELECT count(*) FROM threads WHERE published <> (SELECT count(*) FROM comments AS c "
     "WHERE c.site = threads.site AND c.article = threads.article AND c.state = 0)",
     "UPDATE threads SET published = (SELECT count(*) FROM comments AS c "
     "WHERE c.site = threads.site AND c.article = threads.article AND c.state = 0)"},
    {"replies of a comment",
     "SELECT count(*) FROM comments WHERE replies <> (SELECT count(*) FROM comments AS c "
     "WHERE c.site = comments.site AND c.article = comments.article AND c.parent = comments.id "
     "AND c.state = 0)",
     "UPDATE comments SET replies = (SELECT count(*) FROM comments AS c "
     "WHERE c.site = comments.site AND c.article = comments.article AND c.parent = comments.id "
     "AND c.state = 0)"},
    {"votes on a comment",
     "SELECT count(*) FROM comments WHERE "
     "likes <> (SELECT count(*) FROM votes AS v WHERE v.site = comments.site "
     "AND v.comment = comments.id AND v.value = 1) OR "
     "dislikes <> (SELECT count(*) FROM votes AS v WHERE v.site = comments.site "
     "AND v.comment = comments.id AND v.value = -1)",
     "UPDATE comments SET likes = (SELECT count(*) FROM votes AS v "
     "WHERE v.site = comments.site AND v.comment = comments.id AND v.value = 1), "
     "dislikes = (SELECT count(*) FROM votes AS v WHERE v.site = comments.site "
     "AND v.comment = comments.id AND v.value = -1)"},
    {"reactions to a comment",
     "SELECT count(*) FROM (SELECT site, comment, name, count(*) AS n FROM reactions "
     "WHERE name <> '' GROUP BY site, comment, name) AS r WHERE n <> coalesce((SELECT count "
     "FROM reaction_counts AS s WHERE s.site = r.site AND s.comment = r.comment "
     "AND s.name = r.name), 0)",
     "INSERT INTO reaction_counts (site, comment, name, count) SELECT site, comment, name, "
     "count(*) FROM reactions WHERE name <> '' GROUP BY site, comment, name "
     "ON CONFLICT (site, comment, name) DO UPDATE SET count = excluded.count"},
    {"reactions that nobody gave",
     "SELECT count(*) FROM reaction_counts AS s WHERE count <> 0 AND NOT EXISTS (SELECT 1 "
     "FROM reactions AS r WHERE r.site = s.site AND r.comment = s.comment AND r.name = s.name)",
     "UPDATE reaction_counts SET count = 0 WHERE NOT EXISTS (SELECT 1 FROM reactions AS r "
     "WHERE r.site = reaction_counts.site AND r.comment = reaction_counts.comment "
     "AND r.name = reaction_counts.name)"},
    {"likes of an article",
     "SELECT count(*) FROM threads WHERE likes <> (SELECT count(*) FROM article_likes AS l "
     "WHERE l.site = threads.site AND l.article = threads.article)",
     "UPDATE threads SET likes = (SELECT count(*) FROM article_likes AS l "
     "WHERE l.site = threads.site AND l.article = threads.article)"},
    {"reply without its parent",
     "SELECT count(*) FROM comments WHERE parent <> '' AND NOT EXISTS (SELECT 1 FROM comments AS c "
     "WHERE c.site = comments.site AND c.article = comments.article AND c.id = comments.parent)",
     ""},
    {"version without its deed",
     "SELECT count(*) FROM comments WHERE version <> 1 + (SELECT count(*) FROM deeds AS d "
     "WHERE d.site = comments.site AND d.comment = comments.id)",
     ""},
    {"site's trail beyond its number",
     "SELECT count(*) FROM site_deeds WHERE NOT EXISTS (SELECT 1 FROM sites AS s "
     "WHERE s.site = site_deeds.site AND s.decided >= site_deeds.number)",
     ""},
    {"event beyond its thread's number",
     "SELECT count(*) FROM events WHERE NOT EXISTS (SELECT 1 FROM threads AS t "
     "WHERE t.site = events.site AND t.article = events.article AND t.told >= events.number)",
     ""},
    {"event without its comment",
     "SELECT count(*) FROM events WHERE comment <> '' AND NOT EXISTS (SELECT 1 FROM comments AS c "
     "WHERE c.site = events.site AND c.id = events.comment)",
     ""},
};

}  // namespace

std::span<const Check> checks() { return kChecks; }

}  // namespace ykien
