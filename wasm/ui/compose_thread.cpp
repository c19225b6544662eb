// The comments, or what stands in for them while they load, fail, or are none.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ui/compose.h"
#include "ui/twin_ids.h"
#include "ykien/text.h"

namespace ykien {

namespace {

std::string_view failure_text(const Words& words, FailReason reason) {
  switch (reason) {
    case FailReason::kTimedOut:
      return words.load_timed_out;
    case FailReason::kStorage:
      return words.load_storage;
    case FailReason::kBadAnswer:
      return words.load_bad_answer;
    default:
      return words.load_network;
  }
}

bool answers(const Model& model) { return form_row(model) < model.rows.size(); }

void add_state(const Page& page, Flow& flow, std::string_view text, std::uint32_t flags) {
  Type type = page.theme.label();
  type.style.color = page.theme.palette().muted;
  TextBox state =
      make_text_box(twin_id::kLoading, TwinKind::kStatus, type, {make_piece(page, type, text)});
  state.flags = flags;
  flow.add_text(std::move(state));
}

void add_retry(const Page& page, Flow& flow) {
  Type type = page.theme.button();
  type.style.color = page.theme.palette().text;
  flow.gap(page.theme.px(8));
  Flow::Row row(flow, make_container(twin_id::kThreadState, TwinKind::kGroup), 0, 0);
  TextBox retry = make_text_box(twin_id::kRetry, TwinKind::kButton, type,
                                {make_piece(page, type, page.words().retry)});
  retry.label = page.words().retry;
  retry.decor = Decor::kButtonQuiet;
  retry.padding_x = page.theme.px(20);
  retry.padding_y = page.theme.px(11);
  row.add_text(std::move(retry));
}

class CommentComposer {
 public:
  CommentComposer(const Page& page, Flow& flow) : page_(page), theme_(page.theme), flow_(flow) {}

  // Remembers it as one that others may answer.
  void pass(const ThreadRow& row) { relation_of(row, page_.model.comments[row.comment_index]); }

  void add(const ThreadRow& row) {
    const Comment& comment = page_.model.comments[row.comment_index];
    first_id_ = id_ = twin_id::kComments +
                      page_.model.comment_ordinals[row.comment_index] * twin_id::kCommentParts;
    flow_.gap(theme_.px(24));
    flow_.push_inset(indent_of(page_, row.depth), 0);
    Box container = make_container(id_++, TwinKind::kComment);
    container.label = relation_of(row, comment);
    container.source = comment.id;
    flow_.begin_container(std::move(container));
    add_avatar(comment);
    flow_.push_inset(theme_.px(kAvatarCss + 12), 0);
    add_head(comment);
    add_body(comment);
    add_actions(comment);
    flow_.pop_inset();
    flow_.end_container();
    flow_.pop_inset();
  }

 private:
  static constexpr double kAvatarCss = 36;

  // What its place tells those who see. Who wrote it is not said: that is read next.
  std::string relation_of(const ThreadRow& row, const Comment& comment) {
    authors_.resize(row.depth);
    const std::string_view answered = authors_.empty() ? "" : authors_.back();
    authors_.push_back(comment.author_name);
    return answered.empty() ? "" : fill_words(page_.words().reply_to, {.name = answered});
  }

  void add_avatar(const Comment& comment) {
    Type type = theme_.button();
    type.style.color = theme_.palette().muted;
    type.line_height = theme_.px(kAvatarCss);
    const std::string_view author = comment.author_name;
    const std::string_view initial =
        author.substr(0, cut_graphemes(author, 1).value_or(author.size()));
    TextBox avatar =
        make_text_box(id_++, TwinKind::kMarker, type, {make_piece(page_, type, initial)});
    avatar.decor = Decor::kAvatar;
    avatar.align = Align::kCenter;
    flow_.add_beside(std::move(avatar), 0, theme_.px(kAvatarCss));
  }

  void add_head(const Comment& comment) {
    Type name = theme_.label();
    name.style.weight = 700;
    const Type small = theme_.small();
    Flow::Row row(flow_, make_container(id_++, TwinKind::kGroup), theme_.px(8), 0);
    const std::uint32_t author_id = id_++;
    if (!comment.author_name.empty())
      row.add_text(make_text_box(author_id, TwinKind::kParagraph, name,
                                 {make_piece(page_, name, comment.author_name)}));
    std::vector<Piece> about = {make_piece(
        page_, small,
        format_relative(comment.created, page_.model.now_unix_ms, page_.model.language()),
        piece::kTime, format_rfc3339(comment.created))};
    const auto add = [&](std::string_view word) {
      about.push_back(make_piece(page_, small, " · " + std::string(word)));
    };
    if (comment.staff) add(page_.words().staff);
    if (comment.edited) add(page_.words().edited);
    if (comment.state == CommentState::kHeld) add(page_.words().awaiting);
    row.add_text(make_text_box(id_++, TwinKind::kParagraph, small, std::move(about)));
  }

  void add_body(const Comment& comment) {
    Type type = theme_.comment();
    const bool removed = page_.model.removed.contains(comment.id);
    const bool deleted = removed || comment.state == CommentState::kDeleted;
    const Words& words = page_.words();
    const std::string_view gap = removed ? words.removed : words.deleted_comment;
    if (deleted) type.style.color = theme_.palette().muted;
    flow_.gap(theme_.px(2));
    flow_.add_text(make_text_box(id_++, TwinKind::kParagraph, type,
                                 {make_piece(page_, type, deleted ? gap : comment.text)}));
  }

  // What one may do with it: what everybody sees, and what is one's own.
  void add_actions(const Comment& comment) {
    const Model& model = page_.model;
    const bool shown = comment.state == CommentState::kPublished;
    const bool removed = model.removed.contains(comment.id);
    const bool own = model.can_change && model.own.contains(comment.id) &&
                     (shown || comment.state == CommentState::kHeld);
    if (!shown && !own) return;
    Flow::Row row(flow_, make_container(first_id_ + kActions, TwinKind::kGroup), theme_.px(20), 0);
    if (removed) return add_button(row, twin_id::kRestore, page_.words().restore);
    if (shown && model.can_vote) add_like(comment, row);
    if (shown && model.rules.policy().reply_depth_max > 0) {
      add_button(row, twin_id::kAnswer, page_.words().answer,
                 fill_words(page_.words().reply_to, {.name = comment.author_name}));
    }
    if (own && may_rewrite(model, comment))
      add_button(row, twin_id::kRewrite, page_.words().rewrite, page_.words().rewriting);
    if (own) add_button(row, twin_id::kRemove, page_.words().remove, page_.words().removing);
    if (shown) add_permalink(comment, row);
  }

  void add_button(Flow::Row& row, std::uint32_t part, std::string_view text,
                  std::string_view label = {}) {
    TextBox button = make_text_button(page_, first_id_ + part, text, false);
    if (!label.empty()) button.label = label;
    row.add_text(std::move(button));
  }

  void add_permalink(const Comment& comment, Flow::Row& row) {
    Type type = theme_.small();
    type.style.weight = 600;
    TextBox link = make_text_box(
        first_id_ + kPermalink, TwinKind::kParagraph, type,
        {make_piece(page_, type, page_.words().permalink, piece::kLink | piece::kQuiet,
                    "#" + std::string(kAnchor) + comment.id)});
    link.padding_y = theme_.px(6);
    row.add_text(std::move(link));
  }

  void add_like(const Comment& comment, Flow::Row& row) {
    const Model& model = page_.model;
    const auto own = model.votes.find(comment.id);
    const bool liked = own != model.votes.end() && own->second > 0;
    std::string text(page_.words().like);
    if (comment.likes > 0) text += " · " + format_count(comment.likes, model.article->number_style);
    TextBox like = make_text_button(page_, first_id_ + twin_id::kLike, text, liked);
    like.label = text + ", " + fill_words(page_.words().comment_of, {.name = comment.author_name});
    like.flags = twin::kToggle | (liked ? twin::kPressed : 0);
    if (model.voting.contains(comment.id)) like.flags |= twin::kBusy;
    row.add_text(std::move(like));
  }

  static constexpr std::uint32_t kActions = 7;
  static constexpr std::uint32_t kPermalink = 10;
  static constexpr std::string_view kAnchor = "y-kien-";  // and the id: of its element

  const Page& page_;
  const Theme& theme_;
  Flow& flow_;
  std::uint32_t first_id_ = 0;
  std::uint32_t id_ = 0;
  std::vector<std::string_view> authors_;  // of the comment and those that it answers
};

// Where one can tell them apart.
void add_sorts(const Page& page, Flow& flow) {
  const Model& model = page.model;
  if (model.rows.size() < 2) return;
  struct Sort {
    ThreadSort sort;
    std::string_view name;
  };
  const Sort sorts[] = {{ThreadSort::kBest, page.words().best},
                        {ThreadSort::kNewest, page.words().newest},
                        {ThreadSort::kOldest, page.words().oldest}};
  Box group = make_container(twin_id::kSorts, TwinKind::kGroup);
  group.label = page.words().sort;
  Flow::Row row(flow, std::move(group), page.theme.px(20), 0);
  std::uint32_t id = twin_id::kSort;
  for (const Sort& one : sorts) {
    const bool chosen = one.sort == model.sort;
    TextBox button = make_text_button(page, id++, one.name, chosen);
    button.flags = twin::kToggle | (chosen ? twin::kPressed : 0);
    row.add_text(std::move(button));
  }
}

}  // namespace

Section compose_thread(const Page& page) {
  Flow flow = reading_column(page);
  const Model& model = page.model;
  if (!model.article) return flow.finish(SectionRole::kNone);
  if (model.load_state == LoadState::kLoading)
    add_state(page, flow, page.words().loading, twin::kBusy);
  if (model.load_state == LoadState::kFailed) {
    add_state(page, flow, failure_text(page.words(), model.load_failure), 0);
    add_retry(page, flow);
  }
  if (model.load_state == LoadState::kReady && model.rows.empty())
    add_state(page, flow, page.words().no_comments, 0);
  add_sorts(page, flow);
  CommentComposer composer(page, flow);
  const std::size_t end = std::min(form_row(model) + 1, model.rows.size());
  for (std::size_t i = 0; i < end; ++i) composer.add(model.rows[i]);
  flow.gap(page.theme.px(end < model.rows.size() || answers(model) ? 12 : 32));
  return flow.finish(SectionRole::kNone);
}

Section compose_answer(const Page& page) {
  Flow flow = reading_column(page);
  if (!answers(page.model)) return flow.finish(SectionRole::kNone);
  const ThreadRow& row = page.model.rows[form_row(page.model)];
  flow.push_inset(indent_of(page, row.depth + 1), 0);
  add_form(page, flow);
  flow.pop_inset();
  return flow.finish(SectionRole::kNone);
}

Section compose_rest(const Page& page) {
  Flow flow = reading_column(page);
  const Model& model = page.model;
  if (!answers(model)) return flow.finish(SectionRole::kNone);
  CommentComposer composer(page, flow);
  const std::size_t first = form_row(model) + 1;
  for (std::size_t i = 0; i < first; ++i) composer.pass(model.rows[i]);
  for (std::size_t i = first; i < model.rows.size(); ++i) composer.add(model.rows[i]);
  flow.gap(page.theme.px(32));
  return flow.finish(SectionRole::kNone);
}

}  // namespace ykien
