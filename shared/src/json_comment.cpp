// The JSON forms of comments and drafts; docs/comment-format.md has their grammar.
#include <algorithm>
#include <iterator>

#include "clean_text.h"
#include "json_values.h"
#include "ykien/comment.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"
#include "ykien/limits.h"

namespace ykien {

namespace {

constexpr std::string_view kStateNames[] = {"published", "held", "rejected", "deleted"};

std::string check_size(JsonValue value, std::string text, std::size_t bytes_max) {
  if (text.size() > bytes_max) value.fail(ErrorCode::kTooLarge, "too long");
  return text;
}

// What a person typed is not cleaned: check_draft() judges it as it is.
std::string read_raw(JsonValue value, std::size_t bytes_max) {
  return check_size(value, std::string(value.string()), bytes_max);
}

ReactionCount read_reaction(JsonValue value) {
  return {read_id(value.required("name")), value.required("count").integer(0)};
}

Comment read_comment(JsonValue value) {
  Comment comment;
  comment.id = read_id(value.required("id"));
  comment.article_id = read_id(value.required("articleId"));
  comment.parent_id = read_optional_id(value.member("parentId"));
  comment.author_name = read_line(value.member("authorName"), limits::kNameBytesMax);
  comment.state = static_cast<CommentState>(value.member("state").choice(kStateNames, 0));
  const bool deleted = comment.state == CommentState::kDeleted;
  const JsonValue text = deleted ? value.member("text") : value.required("text");
  comment.text = check_size(text, clean_lines(text.string()), limits::kDraftBytesMax);
  comment.created = read_time(value.required("created"), 0).value_or(Timestamp());
  comment.edited = read_time(value.member("edited"), 0);
  comment.likes = value.member("likes").integer(0);
  comment.dislikes = value.member("dislikes").integer(0);
  comment.staff = value.member("staff").boolean(false);
  comment.pinned = value.member("pinned").boolean(false);
  for (const JsonValue item : value.member("reactions").items(limits::kReactionsMax))
    comment.reactions.push_back(read_reaction(item));
  return comment;
}

Draft read_draft(JsonValue value) {
  constexpr JsonIntegerRange kDepths = {0, limits::kReplyDepthMax};
  Draft draft;
  draft.text = read_raw(value.required("text"), limits::kDraftBytesMax);
  draft.author_name = read_raw(value.member("authorName"), limits::kNameBytesMax);
  draft.author_email = read_raw(value.member("authorEmail"), limits::kNameBytesMax);
  draft.parent_id = read_optional_id(value.member("parentId"));
  draft.reply_depth = static_cast<std::size_t>(value.member("replyDepth").integer(0, kDepths));
  for (const JsonValue item : value.member("recentTexts").items(limits::kRecentTextsMax)) {
    draft.recent_texts.push_back(read_raw(item, limits::kDraftBytesMax));
  }
  return draft;
}

void write_reactions(JsonWriter& writer, const std::vector<ReactionCount>& reactions) {
  writer.key("reactions").begin_array();
  for (const ReactionCount& one : reactions) {
    writer.begin_object().key("name").string(one.name).key("count").integer(one.count);
    writer.end_object();
  }
  writer.end_array();
}

void write_comment_object(JsonWriter& writer, const Comment& comment) {
  writer.begin_object();
  writer.key("id").string(comment.id).key("articleId").string(comment.article_id);
  writer.member("parentId", comment.parent_id).member("authorName", comment.author_name);
  writer.key("text").string(comment.text).key("created").string(format_rfc3339(comment.created));
  if (comment.edited) writer.key("edited").string(format_rfc3339(*comment.edited));
  writer.key("state").string(comment_state_name(comment.state));
  writer.key("likes").integer(comment.likes).key("dislikes").integer(comment.dislikes);
  writer.member_if("staff", comment.staff).member_if("pinned", comment.pinned);
  if (!comment.reactions.empty()) write_reactions(writer, comment.reactions);
  writer.end_object();
}

}  // namespace

std::string_view comment_state_name(CommentState state) {
  return kStateNames[static_cast<std::size_t>(state)];
}

std::optional<CommentState> comment_state_of(std::string_view name) {
  const auto* const found = std::ranges::find(kStateNames, name);
  if (found == std::end(kStateNames)) return std::nullopt;
  return static_cast<CommentState>(found - std::begin(kStateNames));
}

Result<Comment> parse_comment(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kCommentJsonBytesMax});
  return finish_reading(document, read_comment(document.root()));
}

Result<std::vector<Comment>> parse_comments(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kThreadJsonBytesMax});
  std::vector<Comment> comments;
  const JsonItems items = document.root().items(limits::kCommentsMax);
  comments.reserve(items.count());
  for (const JsonValue item : items) comments.push_back(read_comment(item));
  return finish_reading(document, std::move(comments));
}

Result<Draft> parse_draft(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kCommentJsonBytesMax});
  return finish_reading(document, read_draft(document.root()));
}

Result<Own> parse_own(std::string_view json) {
  constexpr std::string_view kValues[] = {"dislike", "like"};
  JsonDocument document(json, {.bytes_max = limits::kThreadJsonBytesMax});
  Own own;
  for (const JsonValue one : document.root().member("votes").items(limits::kCommentsMax)) {
    const bool like = one.required("value").choice(kValues, 0) == 1;
    own.votes.push_back({read_id(one.required("id")), like ? 1 : -1});
  }
  for (const JsonValue one : document.root().member("comments").items(limits::kCommentsMax))
    own.comments.push_back(read_id(one));
  return finish_reading(document, std::move(own));
}

Result<VoteSums> parse_vote_sums(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kCommentJsonBytesMax});
  const JsonValue root = document.root();
  return finish_reading(
      document, VoteSums{root.required("likes").integer(0), root.required("dislikes").integer(0)});
}

std::string write_comment(const Comment& comment) {
  JsonWriter writer;
  write_comment_object(writer, comment);
  return writer.take();
}

std::string write_comments(const std::vector<Comment>& comments) {
  JsonWriter writer;
  writer.begin_array();
  for (const Comment& comment : comments) write_comment_object(writer, comment);
  return writer.end_array().take();
}

}  // namespace ykien
