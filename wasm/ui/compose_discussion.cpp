// The heading "Ý kiến (n)" and the form. The field's frames are drawn; the fields themselves are
// the page's own.
#include <algorithm>

#include "ui/compose.h"
#include "ui/twin_ids.h"

namespace ykien {

namespace {

constexpr double kFieldHeightCss = 44;
constexpr double kTextHeightCss = 112;

std::string title_text(const Page& page) {
  const Model& model = page.model;
  std::string count = "…";
  if (model.load_state == LoadState::kReady) {
    const auto shown =
        std::count_if(model.rows.begin(), model.rows.end(), [&](const ThreadRow& row) {
          return model.comments[row.comment_index].state != CommentState::kDeleted;
        });
    count = format_count(shown, model.article->number_style);
  }
  return std::string(page.words().comments) + " (" + count + ")";
}

void add_title(const Page& page, Flow& flow) {
  const Theme& theme = page.theme;
  flow.add_box(make_container(twin_id::kCommentsRule, TwinKind::kMarker, Decor::kRule),
               theme.px(1));
  flow.gap(theme.px(24));
  const Type type = theme.heading(2);
  TextBox title = make_text_box(twin_id::kCommentsTitle, TwinKind::kHeading, type,
                                {make_piece(page, type, title_text(page))});
  title.value = 2;
  title.label = page.words().comments;
  flow.add_text(std::move(title));
}

bool violates(const Model& model, Rule first, Rule last) {
  return std::any_of(model.checked.violations.begin(), model.checked.violations.end(),
                     [&](const Violation& v) {
                       return v.verdict == Verdict::kReject && v.rule >= first && v.rule <= last;
                     });
}

void add_field(const Page& page, Flow& flow, Box field, double height_css) {
  const KnownSize* size = page.size_of(field.id);
  const Type type = page.theme.field();
  field.style = page.runs.intern_style(type.style);
  field.line_height = type.line_height;
  flow.add_box(std::move(field),
               page.theme.px(size ? std::max(size->height_css, height_css) : height_css));
}

void add_fields(const Page& page, Flow& flow) {
  const Model& model = page.model;
  const bool refused = model.send_state == SendState::kRefused;
  Box name = make_container(twin_id::kName, TwinKind::kInput, Decor::kField);
  name.label = page.words().name_label;
  name.source = page.words().name_placeholder;
  name.value = 1;
  if (refused && violates(model, Rule::kNameMissing, Rule::kNameBannedWord)) {
    name.flags |= twin::kInvalid;
    name.decor = Decor::kFieldInvalid;
  }
  add_field(page, flow, std::move(name), kFieldHeightCss);

  Box text = make_container(twin_id::kText, TwinKind::kTextArea, Decor::kField);
  text.label = page.words().text_label;
  text.source = page.words().text_placeholder;
  const bool too_long = violates(model, Rule::kTextGraphemes, Rule::kTextCluster);
  if (too_long || (refused && violates(model, Rule::kTextEncoding, Rule::kTextLinkHeld))) {
    text.flags |= twin::kInvalid;
    text.decor = Decor::kFieldInvalid;
  }
  flow.gap(page.theme.px(12));
  add_field(page, flow, std::move(text), kTextHeightCss);
}

void add_counter(const Page& page, Flow::Row& row) {
  const Model& model = page.model;
  Type type = page.theme.small();
  const bool over = violates(model, Rule::kTextGraphemes, Rule::kTextGraphemes);
  if (over) {
    type.style.color = page.theme.palette().danger;
    type.style.weight = 700;
  }
  const NumberStyle numbers = model.article->number_style;
  const std::string n =
      format_count(static_cast<std::int64_t>(model.checked.counts.graphemes), numbers);
  const std::string limit =
      format_count(static_cast<std::int64_t>(model.rules.policy().body_graphemes_max), numbers);
  row.add_text(make_text_box(
      twin_id::kCounter, TwinKind::kParagraph, type,
      {make_piece(page, type, fill_words(page.words().counter, {.n = n, .limit = limit}),
                  piece::kTicking)}));
}

void add_send(const Page& page, Flow::Row& row) {
  const bool sending = page.model.send_state == SendState::kSending;
  const Type type = page.theme.button();
  TextBox send =
      make_text_box(twin_id::kSend, TwinKind::kButton, type,
                    {make_piece(page, type, sending ? page.words().sending : page.words().send)});
  send.label = send.pieces.front().text;
  send.decor = Decor::kButton;
  send.align = Align::kEnd;
  send.flags = twin::kDefault;
  send.padding_x = page.theme.px(20);
  send.padding_y = page.theme.px(11);
  if (sending) send.flags |= twin::kDisabled | twin::kBusy;
  row.add_text(std::move(send));
}

struct Message {
  std::string text;
  std::uint32_t color;
};

// While one writes, only what is wrong already; after a refused send, all of it.
std::vector<Message> messages_of(const Page& page) {
  const Model& model = page.model;
  const Palette& palette = page.theme.palette();
  const Words& words = page.words();
  if (model.send_state == SendState::kSent) return {{std::string(words.sent), palette.success}};
  if (model.send_state == SendState::kHeld) return {{std::string(words.held), palette.success}};
  std::vector<Message> messages;
  if (model.send_state == SendState::kFailed)
    messages.push_back({std::string(words.send_failed), palette.danger});
  for (const Violation& violation : model.checked.violations) {
    const bool waits = violation.rule == Rule::kTextEmpty || violation.rule == Rule::kNameMissing ||
                       violation.rule == Rule::kEmailMissing || violation.rule == Rule::kModeration;
    if (model.draft.text.empty() && model.send_state != SendState::kRefused) continue;
    if (waits && model.send_state != SendState::kRefused) continue;
    std::string text = describe(violation, model.language(), model.article->number_style);
    if (!messages.empty() && messages.back().text == text) continue;
    messages.push_back(
        {std::move(text), violation.verdict == Verdict::kReject ? palette.danger : palette.muted});
  }
  return messages;
}

// Whom the form answers, and the way out of it.
void add_answering(const Page& page, Flow& flow) {
  const std::size_t answered = form_row(page.model);
  if (answered == page.model.rows.size()) return;
  const Comment& comment = page.model.comments[page.model.rows[answered].comment_index];
  const std::string title = page.model.editing.empty()
                                ? fill_words(page.words().reply_to, {.name = comment.author_name})
                                : std::string(page.words().rewriting);
  Type type = page.theme.label();
  type.style.weight = 700;
  {
    Flow::Row row(flow, make_container(twin_id::kAnswering, TwinKind::kGroup), page.theme.px(12),
                  0);
    TextBox none = make_text_button(page, twin_id::kAnswerNone, page.words().answer_none, false);
    none.align = Align::kEnd;
    row.add_text(std::move(none));
    row.add_text(make_text_box(twin_id::kAnsweringWhom, TwinKind::kParagraph, type,
                               {make_piece(page, type, title)}));
  }
  flow.gap(page.theme.px(8));
}

// In a status that is there before they are: only what changes in one is read out.
void add_messages(const Page& page, Flow& flow) {
  const std::vector<Message> messages = messages_of(page);
  if (!messages.empty()) flow.gap(page.theme.px(8));
  flow.begin_container(make_container(twin_id::kMessages, TwinKind::kStatus));
  std::uint32_t id = twin_id::kViolation;
  for (const Message& message : messages) {
    Type type = page.theme.label();
    type.style.color = message.color;
    flow.gap(page.theme.px(8));
    flow.add_text(make_text_box(id++, TwinKind::kParagraph, type,
                                {make_piece(page, type, message.text, piece::kTicking)}));
  }
  flow.end_container();
}

}  // namespace

void add_form(const Page& page, Flow& flow) {
  flow.begin_container(make_container(twin_id::kForm, TwinKind::kForm, Decor::kSurface),
                       page.theme.px(16));
  add_answering(page, flow);
  add_fields(page, flow);
  flow.gap(page.theme.px(12));
  {
    Flow::Row row(flow, make_container(twin_id::kFormRow, TwinKind::kGroup), page.theme.px(12),
                  page.theme.px(8));
    add_send(page, row);
    add_counter(page, row);
  }
  add_messages(page, flow);
  flow.end_container();
}

Section compose_discussion(const Page& page) {
  Flow flow = reading_column(page);
  if (!page.model.article) return flow.finish(SectionRole::kRegion);
  add_title(page, flow);
  flow.gap(page.theme.px(12));
  if (form_row(page.model) == page.model.rows.size()) {
    add_form(page, flow);
  } else {
    flow.add_text(make_text_button(page, twin_id::kWriteNew, page.words().write_new, true));
  }
  flow.gap(page.theme.px(24));
  return flow.finish(SectionRole::kRegion);
}

}  // namespace ykien
