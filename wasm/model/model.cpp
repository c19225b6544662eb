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

void touch_thread(Model& model) {
  touch(model, SectionId::kThread);
  touch(model, SectionId::kRest);
}

// Wherever it stands.
void touch_form(Model& model) {
  touch(model, SectionId::kDiscussion);
  touch(model, SectionId::kAnswer);
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
  model.rows = order_thread(model.comments, model.sort);
  model.comment_ordinals.clear();
  for (const Comment& comment : model.comments) {
    const auto next = static_cast<std::uint32_t>(model.ordinals.size());
    model.comment_ordinals.push_back(model.ordinals.emplace(comment.id, next).first->second);
  }
  find_relative_expiry(model);
  touch_form(model);
  touch_thread(model);
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
  touch_form(model);
}

void apply(Model& model, const action::Tick& tick) {
  const std::int64_t before = std::exchange(model.now_unix_ms, tick.now_unix_ms);
  if (model.article && model.article->clock && before / 1000 != tick.now_unix_ms / 1000) {
    touch(model, SectionId::kStrip);
  }
  if (model.relative_expiry_unix_ms != 0 && tick.now_unix_ms >= model.relative_expiry_unix_ms) {
    find_relative_expiry(model);
    touch_thread(model);
  }
}

void apply(Model& model, const action::SetReading& set) {
  if (model.reading.set(set.setting, set.value)) touch_all(model);
}

void apply(Model& model, const action::StepTextSize&) {
  const std::uint32_t next = model.reading.get(Setting::kTextSize) + 1;
  apply(model, action::SetReading{Setting::kTextSize, next < kTextSizeSteps ? next : 0});
  model.tasks.push_back({Effect::kKeepReading});
}

void apply(Model& model, const action::OpenTools&) { model.tasks.push_back({Effect::kOpenTools}); }

void apply(Model& model, const action::LoadComments&) {
  if (model.load_state == LoadState::kLoading) return;
  model.load_state = LoadState::kLoading;
  model.load_failure = FailReason::kNone;
  model.tasks.push_back({Effect::kLoadComments});
  touch_form(model);
  touch_thread(model);
}

void apply(Model& model, const action::SortThread& sort) {
  if (model.sort == sort.sort) return;
  model.sort = sort.sort;
  model.tasks.push_back({Effect::kKeepSort});
  order_comments(model);
}

Comment* find_comment(Model& model, const std::string& id) {
  const auto found = std::ranges::find(model.comments, id, &Comment::id);
  return found == model.comments.end() ? nullptr : &*found;
}

void apply(Model& model, action::Remember& remember) {
  model.can_vote = remember.can_vote;
  model.can_change = remember.can_change;
  for (const OwnVote& vote : remember.own.votes) model.votes[vote.id] = vote.value;
  for (const std::string& id : remember.own.comments) model.own[id] = 1;
  touch_thread(model);
}

// What is shown of a vote, before and behind an answer.
void set_vote(Model& model, Comment& comment, int value) {
  const int before = std::exchange(model.votes[comment.id], value);
  comment.likes += (value > 0) - (before > 0);
  comment.dislikes += (value < 0) - (before < 0);
  touch_thread(model);
}

// Shown at once; taken back where it could not be kept.
void apply(Model& model, const action::Like& like) {
  Comment& comment = model.comments[like.comment_index];
  const int before = model.votes[comment.id];
  if (model.voting.contains(comment.id)) return;
  model.voting[comment.id] = before;
  set_vote(model, comment, before > 0 ? 0 : 1);
  const std::string_view value = before > 0 ? "null" : "\"like\"";
  model.tasks.push_back({Effect::kVote, comment.id + "\n{\"value\":" + std::string(value) + "}"});
}

void apply(Model& model, const action::Voted& voted) {
  model.voting.erase(voted.id);
  Comment* const comment = find_comment(model, voted.id);
  if (comment == nullptr) return;
  comment->likes = voted.sums.likes;
  comment->dislikes = voted.sums.dislikes;
  touch_thread(model);
}

void apply(Model& model, const action::VoteFailed& failed) {
  const auto before = model.voting.find(failed.id);
  if (before == model.voting.end()) return;
  Comment* const comment = find_comment(model, failed.id);
  if (comment != nullptr) set_vote(model, *comment, before->second);
  model.voting.erase(before);
}

// The words that were written so far are another draft's from now on.
void answer(Model& model, std::string parent_id, std::size_t depth) {
  if (model.draft.parent_id == parent_id && model.editing.empty()) return;
  model.editing.clear();
  model.draft.parent_id = parent_id;
  model.draft.reply_depth = depth;
  if (model.send_state != SendState::kSending) model.send_state = SendState::kWriting;
  model.tasks.push_back({Effect::kChangeDraft, std::move(parent_id)});
  touch_form(model);
  touch_thread(model);
}

void apply(Model& model, const action::Answer& wish) {
  const auto row = std::ranges::find(model.rows, wish.comment_index, &ThreadRow::comment_index);
  if (row == model.rows.end() || model.send_state == SendState::kSending) return;
  answer(model, model.comments[wish.comment_index].id, row->depth + 1);
  model.tasks.push_back({Effect::kFocusText});
}

void apply(Model& model, const action::Rewrite& wish) {
  const auto row = std::ranges::find(model.rows, wish.comment_index, &ThreadRow::comment_index);
  if (row == model.rows.end() || model.send_state == SendState::kSending) return;
  const Comment& comment = model.comments[wish.comment_index];
  model.editing = comment.id;
  std::erase(model.draft.recent_texts, comment.text);  // of itself it is no repeat
  model.draft.parent_id = comment.parent_id;
  model.draft.reply_depth = row->depth;
  model.send_state = SendState::kWriting;
  model.tasks.push_back({Effect::kEditDraft, comment.id + "\n" + comment.text});
  model.tasks.push_back({Effect::kFocusText});
  touch_form(model);
  touch_thread(model);
}

// Shown at once; taken back where it could not be kept.
void apply(Model& model, const action::Remove& wish) {
  const std::string& id = model.comments[wish.comment_index].id;
  if (std::exchange(model.removed[id], 1) != 0) return;
  model.tasks.push_back({Effect::kRemove, id});
  touch_thread(model);
}

void apply(Model& model, const action::Restore& wish) {
  const std::string& id = model.comments[wish.comment_index].id;
  if (model.removed.erase(id) == 0) return;
  model.tasks.push_back({Effect::kRestore, id});
  touch_thread(model);
}

void apply(Model& model, const action::ChangeFailed& failed) {
  if (model.removed.erase(failed.id) == 0) model.removed[failed.id] = 1;
  touch_thread(model);
}

void apply(Model& model, const action::AnswerNone&) {
  if (model.send_state != SendState::kSending) answer(model, "", 0);
}

// What the reader has removed is not in the list, but may be brought back.
void keep_removed(const Model& model, std::vector<Comment>& comments) {
  for (const Comment& before : model.comments) {
    if (!model.removed.contains(before.id)) continue;
    const auto now = std::ranges::find(comments, before.id, &Comment::id);
    if (now == comments.end()) {
      comments.push_back(before);
    } else {
      *now = before;
    }
  }
}

void apply(Model& model, action::CommentsLoaded& loaded) {
  keep_removed(model, loaded.comments);
  model.comments = std::move(loaded.comments);
  model.load_state = LoadState::kReady;
  model.load_failure = FailReason::kNone;
  order_comments(model);
  const bool stands_below = !model.draft.parent_id.empty() || !model.editing.empty();
  if (!stands_below || form_row(model) < model.rows.size()) return;
  model.editing.clear();
  model.draft.parent_id.clear();
  model.draft.reply_depth = 0;
  model.tasks.push_back({Effect::kMoveDraft});
}

void apply(Model& model, const action::CommentsFailed& failed) {
  model.load_state = LoadState::kFailed;
  model.load_failure = failed.reason;
  touch_form(model);
  touch_thread(model);
}

void apply(Model& model, action::EditDraft& edit) {
  if (edit.text == model.draft.text && edit.author_name == model.draft.author_name) return;
  model.draft.text = std::move(edit.text);
  model.draft.author_name = std::move(edit.author_name);
  if (model.send_state != SendState::kSending) model.send_state = SendState::kWriting;
  check(model);
  touch_form(model);
}

void apply(Model& model, const action::Send&) {
  if (model.send_state == SendState::kSending) return;
  check(model);
  const bool refused = model.checked.verdict == Verdict::kReject;
  model.send_state = refused ? SendState::kRefused : SendState::kSending;
  model.tasks.push_back({refused ? Effect::kFocusText : Effect::kSendDraft});
  touch_form(model);
}

void apply(Model& model, action::Sent& sent) {
  model.send_state =
      sent.comment.state == CommentState::kPublished ? SendState::kSent : SendState::kHeld;
  auto& recent = model.draft.recent_texts;
  recent.insert(recent.begin(), sent.comment.text);
  if (recent.size() > kRecentTextsMax) recent.pop_back();
  model.draft.text.clear();
  const SendState sent_state = model.send_state;
  answer(model, "", 0);
  model.send_state = sent_state;
  model.own[sent.comment.id] = 1;
  if (Comment* const before = find_comment(model, sent.comment.id)) {
    *before = std::move(sent.comment);
  } else {
    model.comments.push_back(std::move(sent.comment));
  }
  check(model);
  order_comments(model);
}

void apply(Model& model, const action::SendFailed&) {
  model.send_state = SendState::kFailed;
  touch_form(model);
}

void apply(Model& model, action::SendRefused& refused) {
  model.checked.violations = std::move(refused.violations);
  model.checked.verdict = Verdict::kReject;
  model.send_state = SendState::kRefused;
  model.tasks.push_back({Effect::kFocusText});
  touch_form(model);
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

std::size_t form_row(const Model& model) {
  const std::string& id = model.editing.empty() ? model.draft.parent_id : model.editing;
  if (id.empty()) return model.rows.size();
  const auto row = std::ranges::find_if(
      model.rows, [&](const ThreadRow& one) { return model.comments[one.comment_index].id == id; });
  return static_cast<std::size_t>(row - model.rows.begin());
}

bool may_rewrite(const Model& model, const Comment& comment) {
  constexpr std::int64_t kWindowMs = std::int64_t{5} * 60 * 1000;
  return model.now_unix_ms - comment.created.unix_ms < kWindowMs;
}

std::int64_t next_tick_ms(const Model& model) {
  if (model.article && model.article->clock) return 1000 - model.now_unix_ms % 1000;
  if (model.relative_expiry_unix_ms == 0) return 0;
  return std::max<std::int64_t>(1000, model.relative_expiry_unix_ms - model.now_unix_ms);
}

}  // namespace ykien
