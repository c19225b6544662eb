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
    {"reply without its parent",
     "SELECT count(*) FROM comments WHERE parent <> '' AND NOT EXISTS (SELECT 1 FROM comments AS c "
     "WHERE c.site = comments.site AND c.article = comments.article AND c.id = comments.parent)",
     ""},
    {"version without its deed",
     "SELECT count(*) FROM comments WHERE version <> 1 + (SELECT count(*) FROM deeds AS d "
     "WHERE d.site = comments.site AND d.comment = comments.id)",
     ""},
    {"event beyond its thread's number",
     "SELECT count(*) FROM events WHERE NOT EXISTS (SELECT 1 FROM threads AS t "
     "WHERE t.site = events.site AND t.article = events.article AND t.told >= events.number)",
     ""},
    {"event without its comment",
     "SELECT count(*) FROM events WHERE NOT EXISTS (SELECT 1 FROM comments AS c "
     "WHERE c.site = events.site AND c.id = events.comment)",
     ""},
};

}  // namespace

std::span<const Check> checks() { return kChecks; }

}  // namespace ykien
