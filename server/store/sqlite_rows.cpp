#include "store/sqlite_rows.h"

namespace ykien::sqlite {

const std::string kColumns =
    "comments.id, comments.article, parent, author_name, text, created_ms, created_offset, "
    "edited_ms, "
    "edited_offset, state, likes, dislikes, staff, author_key, why, version, replies, reports, "
    "idempotency_key, network, pinned, "
    "(SELECT group_concat(name || ':' || count, ' ' ORDER BY name) FROM reaction_counts AS r "
    "WHERE r.site = comments.site AND r.comment = comments.id AND count > 0), rank";

namespace {

Comment read_comment(const Run& row) {
  Comment comment;
  comment.id = row.text(0);
  comment.article_id = row.text(1);
  comment.parent_id = row.text(2);
  comment.author_name = row.text(3);
  comment.text = row.text(4);
  comment.created = {row.number(5), static_cast<int>(row.number(6))};
  if (!row.is_null(7)) comment.edited = {row.number(7), static_cast<int>(row.number(8))};
  comment.state = static_cast<CommentState>(row.number(9));
  comment.likes = row.number(10);
  comment.dislikes = row.number(11);
  comment.staff = row.number(12) != 0;
  return comment;
}

}  // namespace

Kept read_kept(const Run& row) {
  Kept kept;
  kept.comment = read_comment(row);
  kept.author_key = row.text(13);
  kept.why = row.text(14);
  kept.version = row.number(15);
  kept.replies = row.number(16);
  kept.reports = row.number(17);
  kept.idempotency_key = row.text(18);
  kept.network = row.text(19);
  kept.comment.pinned = row.number(20) != 0;
  kept.comment.reactions = read_reactions(row.text(21));
  return kept;
}

std::optional<StoreError> failure(int code) {
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_DONE:
    case SQLITE_ROW:
      return std::nullopt;
    case SQLITE_FULL:
      return StoreError::kFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return StoreError::kReadOnly;
    default:
      return StoreError::kUnavailable;
  }
}

StoreResult<std::optional<Kept>> read_one(Run& run) {
  if (run.step()) return read_kept(run);
  if (const auto error = failure(run.code())) return std::unexpected(*error);
  return std::nullopt;
}

}  // namespace ykien::sqlite
