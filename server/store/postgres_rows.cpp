#include "store/postgres_rows.h"

namespace ykien::postgres {

Kept read_kept(const Rows& rows, int row) {
  Kept kept;
  Comment& comment = kept.comment;
  comment.id = rows.text(row, 0);
  comment.article_id = rows.text(row, 1);
  comment.parent_id = rows.text(row, 2);
  comment.author_name = rows.text(row, 3);
  comment.text = rows.text(row, 4);
  comment.created = {rows.number(row, 5), static_cast<int>(rows.number(row, 6))};
  if (!rows.is_null(row, 7))
    comment.edited = {rows.number(row, 7), static_cast<int>(rows.number(row, 8))};
  comment.state = static_cast<CommentState>(rows.number(row, 9));
  comment.likes = rows.number(row, 10);
  comment.dislikes = rows.number(row, 11);
  comment.staff = rows.number(row, 12) != 0;
  kept.author_key = rows.text(row, 13);
  kept.why = rows.text(row, 14);
  kept.version = rows.number(row, 15);
  kept.replies = rows.number(row, 16);
  kept.reports = rows.number(row, 17);
  kept.idempotency_key = rows.text(row, 18);
  kept.network = rows.text(row, 19);
  comment.pinned = rows.number(row, 20) != 0;
  comment.reactions = read_reactions(rows.text(row, 21));
  return kept;
}

}  // namespace ykien::postgres
