#include "model/model.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace ykien {

namespace {

constexpr std::size_t kRecentTextsMax = 20;

void touch(Model& model, SectionId section) {
  ++model.revisions[static_cast<std::size_t>(section)];
}

void touch_all(Model& model) {
  for (std::uint32_t& revision : model.revisions) ++revision;
}

void find_relative_expiry(Model& model) {
  std::int64_t next_ms = 0;
  for (const Comment& comment : model.comments) {
    const std::int64_t expiry_ms = relative_expiry_ms(comment.created, model.now_unix_ms);
    next_ms = next_ms == 0 ? expiry_ms : std::min(next_ms, expiry_ms);
  }
  model.relative_expiry_unix_ms = next_ms == 0 ? 0 : model.now_unix_ms + next_ms;
}

void order_comments(Model& model) {
  model.rows = order_thread(model.comments, ThreadSort::kNewest);
  model.comment_ordinals.clear();
  for (const Comment& comment : model.comments) {
    const auto next = static_cast<std::uint32_t>(model.ordinals.size());
    model.comment_ordinals.push_back(model.ordinals.emplace(comment.id, next).first->second);
  }
  find_relative_expiry(model);
  touch(model, SectionId::kDiscussion);
  touch(model, SectionId::kThread);
}

void check(Model& model) { model.checked = model.rules.check_draft(model.draft); }

void apply(Model& model, action::ShowArticle& show) {
  model.article = std::move(show.article);
  model.reading_time.reset();
  touch_all(model);
}

void apply(Model& model, action::AddBlocks& add) {
  std::vector<Block>& blocks = model.article->blocks;
  std::move(add.blocks.begin(), add.blocks.end(), std::back_inserter(blocks));
  model.reading_time.reset();
  touch(model, SectionId::kArticle);
}

void apply(Model& model, action::UsePolicy& use) {
  model.rules = RuleSet(std::move(use.policy));
  check(model);
  touch(model, SectionId::kDiscussion);
}

void apply(Model& model, const action::Tick& tick) {
  const std::int64_t before = std::exchange(model.now_unix_ms, tick.now_unix_ms);
  if (model.article && model.article->clock && before / 1000 != tick.now_unix_ms / 1000) {
    touch(model, SectionId::kStrip);
  }
  if (model.relative_expiry_unix_ms != 0 && tick.now_unix_ms >= model.relative_expiry_unix_ms) {
    find_relative_expiry(model);
    touch(model, SectionId::kThread);
  }
}

void apply(Model& model, const action::SetReading& set) {
  if (model.reading.set(set.setting, set.value)) touch_all(model);
}

void apply(Model& model, const action::StepTextSize&) {
  const std::uint32_t next = model.reading.get(Setting::kTextSize) + 1;
  apply(model, action::SetReading{Setting::kTextSize, next < kTextSizeSteps ? next : 0});
  model.effects.push_back(Effect::kKeepReading);
}

void apply(Model& model, const action::OpenTools&) { model.effects.push_back(Effect::kOpenTools); }

void apply(Model& model, const action::LoadComments&) {
  if (model.load_state == LoadState::kLoading) return;
  model.load_state = LoadState::kLoading;
  model.load_failure = FailReason::kNone;
  model.effects.push_back(Effect::kLoadComments);
  touch(model, SectionId::kDiscussion);
  touch(model, SectionId::kThread);
}

void apply(Model& model, action::CommentsLoaded& loaded) {
  model.comments = std::move(loaded.comments);
  model.load_state = LoadState::kReady;
  model.load_failure = FailReason::kNone;
  order_comments(model);
}

void apply(Model& model, const action::CommentsFailed& failed) {
  model.load_state = LoadState::kFailed;
  model.load_failure = failed.reason;
  touch(model, SectionId::kDiscussion);
  touch(model, SectionId::kThread);
}

void apply(Model& model, action::EditDraft& edit) {
  if (edit.text == model.draft.text && edit.author_name == model.draft.author_name) return;
  model.draft.text = std::move(edit.text);
  model.draft.author_name = std::move(edit.author_name);
  if (model.send_state != SendState::kSending) model.send_state = SendState::kWriting;
  check(model);
  touch(model, SectionId::kDiscussion);
}

void apply(Model& model, const action::Send&) {
  if (model.send_state == SendState::kSending) return;
  check(model);
  const bool refused = model.checked.verdict == Verdict::kReject;
  model.send_state = refused ? SendState::kRefused : SendState::kSending;
  model.effects.push_back(refused ? Effect::kFocusText : Effect::kSendDraft);
  touch(model, SectionId::kDiscussion);
}

void apply(Model& model, action::Sent& sent) {
  model.send_state =
      sent.comment.state == CommentState::kPublished ? SendState::kSent : SendState::kHeld;
  auto& recent = model.draft.recent_texts;
  recent.insert(recent.begin(), sent.comment.text);
  if (recent.size() > kRecentTextsMax) recent.pop_back();
  model.draft.text.clear();
  model.comments.push_back(std::move(sent.comment));
  check(model);
  order_comments(model);
}

void apply(Model& model, const action::SendFailed&) {
  model.send_state = SendState::kFailed;
  touch(model, SectionId::kDiscussion);
}

void apply(Model& model, action::SendRefused& refused) {
  model.checked.violations = std::move(refused.violations);
  model.checked.verdict = Verdict::kReject;
  model.send_state = SendState::kRefused;
  model.effects.push_back(Effect::kFocusText);
  touch(model, SectionId::kDiscussion);
}

}  // namespace

void update(Model& model, Action action) {
  std::visit([&](auto& a) { apply(model, a); }, action);
}

Comment make_comment(const Model& model, std::string id) {
  assert(model.checked.verdict != Verdict::kReject);
  Comment comment;
  comment.id = std::move(id);
  comment.article_id = model.article ? model.article->id : "";
  comment.parent_id = model.draft.parent_id;
  comment.author_name = model.checked.author_name;
  comment.text = model.checked.text;
  comment.created = {model.now_unix_ms, model.article ? model.article->utc_offset_minutes : 0};
  comment.state =
      model.checked.verdict == Verdict::kHold ? CommentState::kHeld : CommentState::kPublished;
  return comment;
}

std::int64_t next_tick_ms(const Model& model) {
  if (model.article && model.article->clock) return 1000 - model.now_unix_ms % 1000;
  if (model.relative_expiry_unix_ms == 0) return 0;
  return std::max<std::int64_t>(1000, model.relative_expiry_unix_ms - model.now_unix_ms);
}

}  // namespace ykien
