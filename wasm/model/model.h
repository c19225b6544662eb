// The state of one reader, and how actions change it. No clock, no ids, no network: they come with
// the actions.
//
// One thread. Text is UTF-8, NFC where the core has seen it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "model/reading.h"
#include "ykien/article.h"
#include "ykien/comment.h"
#include "ykien/comment_rules.h"

namespace ykien {

// The parts of the page that change apart from each other. Values cross the ABI.
// kAnswer is the form below the comment that it answers; kRest what stands below that.
enum class SectionId : std::uint8_t {
  kStrip = 0,
  kArticle = 1,
  kDiscussion = 2,
  kThread = 3,
  kAnswer = 4,
  kRest = 5
};
inline constexpr std::size_t kSectionCount = 6;

enum class LoadState : std::uint8_t { kIdle, kLoading, kReady, kFailed };
enum class SendState : std::uint8_t { kWriting, kSending, kSent, kHeld, kFailed, kRefused };
enum class FailReason : std::uint32_t {
  kNone = 0,
  kTimedOut = 1,
  kNetwork = 2,
  kStorage = 3,
  kBadAnswer = 4
};

// What the page must do. Values cross the ABI.
enum class Effect : std::uint32_t {
  kNone = 0,
  kLoadComments = 1,
  kSendDraft = 2,
  kKeepReading = 3,
  kFocusText = 4,
  kOpenTools = 5,
  kKeepSort = 6,
  kVote = 7,         // detail: the comment's id, a line end, what to say (docs/http-api.md, votes)
  kChangeDraft = 8,  // detail: the comment that is answered from now on, "" for none
  kMoveDraft = 9,    // what was answered is gone: the words become a comment of their own
  kEditDraft = 10,   // detail: the comment whose words are changed, a line end, the words
  kRemove = 11,      // detail: a comment of the reader's own
  kRestore = 12,     // likewise
};
struct Task {
  Effect effect = Effect::kNone;
  std::string detail = {};  // UTF-8
};

// As many steps as the aA button goes through; the reading tools know larger ones.
inline constexpr std::uint32_t kTextSizeSteps = 5;

// By comment id.
using Marks = std::unordered_map<std::string, int>;

struct Model {
  std::optional<Article> article;
  std::optional<ReadingTime> reading_time;  // of the article, when it is first laid out
  RuleSet rules{Policy{}};

  std::vector<Comment> comments;
  std::vector<ThreadRow> rows;
  std::vector<std::uint32_t> comment_ordinals;  // one per comment: stable numbers for twins
  std::unordered_map<std::string, std::uint32_t>
      ordinals;                              // by comment id, as long as the model lives
  std::int64_t relative_expiry_unix_ms = 0;  // when a relative time shown changes next; 0 = never
  LoadState load_state = LoadState::kIdle;
  FailReason load_failure = FailReason::kNone;

  ThreadSort sort = ThreadSort::kNewest;
  bool can_vote = false;    // who keeps comments takes votes
  Marks votes;              // the reader's own, by comment id: 1 or -1
  Marks voting;             // on their way: what was there before
  bool can_change = false;  // who keeps comments lets authors change theirs
  Marks own;                // the reader's comments, by id
  Marks removed;            // of them; they may be brought back
  std::string editing;      // the one whose words are in the form; "": none

  Draft draft;  // its parent is the comment that is answered
  CheckedDraft checked;
  SendState send_state = SendState::kWriting;

  std::int64_t now_unix_ms = 0;
  Reading reading;

  std::vector<Task> tasks;  // oldest first
  std::array<std::uint32_t, kSectionCount>
      revisions{};  // grows when what a section shows may have changed

  Language language() const { return article ? article->language : Language::kVietnamese; }
};

namespace action {
struct ShowArticle {
  Article article;
};
struct AddBlocks {
  std::vector<Block> blocks;
};
struct UsePolicy {
  Policy policy;
};
struct Tick {
  std::int64_t now_unix_ms;
};
struct SetReading {
  Setting setting;
  std::uint32_t value;
};
struct StepTextSize {};
struct OpenTools {};
struct LoadComments {};
struct SortThread {
  ThreadSort sort;
};
// What the reader has said before.
struct Remember {
  Own own;
  bool can_vote;
  bool can_change;
};
struct Like {
  std::size_t comment_index;
};
struct Voted {
  std::string id;
  VoteSums sums;
};
struct VoteFailed {
  std::string id;
};
struct Answer {
  std::size_t comment_index;
};
struct AnswerNone {};
struct Rewrite {
  std::size_t comment_index;
};
struct Remove {
  std::size_t comment_index;
};
struct Restore {
  std::size_t comment_index;
};
// It could not be removed, or brought back.
struct ChangeFailed {
  std::string id;
};
struct CommentsLoaded {
  std::vector<Comment> comments;
};
struct CommentsFailed {
  FailReason reason;
};
struct EditDraft {
  std::string text;
  std::string author_name;
};
struct Send {};
struct Sent {
  Comment comment;
};
struct SendFailed {};
// By the rules of the server, which knows more: what the author wrote elsewhere, a stricter policy.
struct SendRefused {
  std::vector<Violation> violations;
};
}  // namespace action

using Action =
    std::variant<action::ShowArticle, action::AddBlocks, action::UsePolicy, action::Tick,
                 action::SetReading, action::StepTextSize, action::OpenTools, action::LoadComments,
                 action::SortThread, action::Remember, action::Like, action::Voted,
                 action::VoteFailed, action::Answer, action::AnswerNone, action::Rewrite,
                 action::Remove, action::Restore, action::ChangeFailed, action::CommentsLoaded,
                 action::CommentsFailed, action::EditDraft, action::Send, action::Sent,
                 action::SendFailed, action::SendRefused>;

void update(Model& model, Action action);

// The comment that the draft becomes, with this id and the model's time; its state follows the
// verdict. Requires: model.checked.verdict is not kReject.
Comment make_comment(const Model& model, std::string id);

// The row below which the form stands: of the comment that is answered, or changed; rows.size()
// where it is none, or not shown any more.
std::size_t form_row(const Model& model);

// Whether the reader may change its words, still.
bool may_rewrite(const Model& model, const Comment& comment);

// Milliseconds from now until something shown depends on the time again; 0 = never.
std::int64_t next_tick_ms(const Model& model);

}  // namespace ykien
