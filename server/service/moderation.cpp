#include "service/moderation.h"

#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

#include "service/kept_list.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"

namespace ykien {

namespace {

enum class Action : std::uint8_t { kApprove, kReject, kDelete, kUndo, kPin, kUnpin };
constexpr std::array<std::string_view, 6> kActions = {"approve", "reject", "delete",
                                                      "undo",    "pin",    "unpin"};
constexpr std::size_t kReasonBytesMax = 2'000;

struct Order {
  std::string site;
  std::string moderator;
  Action action = Action::kApprove;
  std::string reason;
};

// What came of each, until all have come.
struct Answers {
  std::string site;
  std::mutex mutex;
  std::vector<std::string> ids;
  std::vector<Answer<Kept>> of;
  std::size_t missing = 0;
  Moderation::Done done;
};

std::string write_answers(const Answers& answers) {
  JsonWriter writer;
  writer.begin_array();
  for (std::size_t i = 0; i < answers.ids.size(); ++i) {
    const Answer<Kept>& kept = answers.of[i];
    writer.begin_object().key("id").string(answers.ids[i]);
    if (kept) writer.key("state").string(comment_state_name(kept->comment.state));
    if (!kept) writer.key("code").string(kept.error().code);
    writer.end_object();
  }
  return writer.end_array().take();
}

Deed deed_of(const Context& context, const Order& order) {
  return {context.world.now_unix_ms(), order.moderator,
          std::string(kActions[static_cast<std::size_t>(order.action)]), order.reason};
}

// To what it was before the last deed.
Answer<std::optional<Change>> undo(const Context& context, const Order& order, const Kept& kept) {
  const auto deeds = context.store.deeds(order.site, kept.comment.id);
  if (!deeds) return std::unexpected(store_problem(deeds.error()));
  // What an author has deleted stays so; and asked for twice, it is undone once.
  const bool undone = !deeds->empty() && deeds->back().deed.action == "undo";
  if (deeds->empty() || undone || !deeds->back().deed.actor.starts_with(kModeratorActor))
    return std::unexpected(not_open());
  const PastDeed& past = deeds->back();
  Change change = change_of(order.site, kept, deed_of(context, order));
  change.text = past.text;
  change.author_name = past.author_name;
  change.state = past.state;
  change.pinned = past.pinned;
  change.why = past.why;
  change.reports = past.reports;
  return change;
}

// Only what everybody sees is pinned.
Answer<std::optional<Change>> pin(const Context& context, const Order& order, const Kept& kept) {
  const bool pinned = order.action == Action::kPin;
  if (kept.comment.pinned == pinned) return std::nullopt;
  if (kept.comment.state != CommentState::kPublished) return std::unexpected(not_open());
  Change change = change_of(order.site, kept, deed_of(context, order));
  change.pinned = pinned;
  return change;
}

Answer<std::optional<Change>> decide(const Context& context, const Order& order, const Kept& kept) {
  constexpr std::array kStates = {CommentState::kPublished, CommentState::kRejected,
                                  CommentState::kDeleted};
  if (order.action == Action::kUndo) return undo(context, order, kept);
  if (order.action == Action::kPin || order.action == Action::kUnpin)
    return pin(context, order, kept);
  const CommentState state = kStates[static_cast<std::size_t>(order.action)];
  const bool gone = kept.comment.state == CommentState::kDeleted;
  if (kept.comment.state == state && kept.reports == 0) return std::nullopt;
  if (gone && order.action != Action::kDelete) return std::unexpected(not_open());
  Change change = change_of(order.site, kept, deed_of(context, order));
  change.state = state;
  change.reports = 0;
  change.pinned = change.pinned && order.action == Action::kApprove;
  if (order.action == Action::kApprove) change.why = "";
  if (order.action == Action::kDelete) make_gap(change);
  return change;
}

void take(Context& context, const std::shared_ptr<Answers>& answers, std::size_t index,
          Answer<Kept> kept) {
  const std::lock_guard lock(answers->mutex);
  answers->of[index] = std::move(kept);
  if (--answers->missing > 0) return;
  context.spam.decided(answers->site);
  answers->done(write_answers(*answers));
}

}  // namespace

Answer<std::string> Moderation::deeds(std::string_view site, std::string_view id) const {
  if (!is_id(id)) return std::unexpected(store_problem(StoreError::kNotFound));
  const auto deeds = context_.store.deeds(site, id);
  if (!deeds) return std::unexpected(store_problem(deeds.error()));
  return write_deeds(*deeds);
}

Answer<std::string> Moderation::spam(std::string_view site, std::string_view id) const {
  if (const auto known = context_.site(site); !known) return std::unexpected(known.error());
  const auto found = is_id(id) ? context_.store.find(site, id) : std::optional<Kept>();
  if (!found) return std::unexpected(store_problem(found.error()));
  if (!*found) return std::unexpected(store_problem(StoreError::kNotFound));
  const auto bayes = context_.spam.of(site);
  const std::string& text = (*found)->comment.text;
  const auto percent = [](double probability) {
    return static_cast<std::int64_t>(std::lround(100 * probability));
  };
  JsonWriter writer;
  writer.begin_object().key("ready").boolean(bayes->is_ready());
  writer.key("percent").integer(percent(bayes->spam_probability(text)));
  writer.key("words").begin_array();
  for (const Bayes::Reason& one : bayes->explain(text)) {
    writer.begin_object().key("words").string(one.words);
    writer.key("percent").integer(percent(one.spam_probability)).end_object();
  }
  return writer.end_array().end_object().take();
}

Answer<std::string> Moderation::reports(std::string_view site, std::string_view id) const {
  if (!is_id(id)) return std::unexpected(store_problem(StoreError::kNotFound));
  const auto reports = context_.store.reports(site, id);
  if (!reports) return std::unexpected(store_problem(reports.error()));
  JsonWriter writer;
  writer.begin_array();
  for (const Report& one : *reports) {
    writer.begin_object().key("at").string(format_rfc3339({one.at_unix_ms, 0}));
    writer.key("reporter").string(one.reporter).key("reason").string(one.reason);
    writer.member("note", one.note).end_object();
  }
  return writer.end_array().take();
}

void Moderation::act(std::string_view site, std::string_view moderator, std::string_view json,
                     Done done) const {
  if (const auto known = context_.site(site); !known) return done(std::unexpected(known.error()));
  JsonDocument document(json, {.bytes_max = 64u << 10});
  const JsonValue root = document.root();
  Order order{std::string(site), std::string(kModeratorActor).append(moderator), {}, {}};
  order.action = static_cast<Action>(root.required("action").choice(kActions, 0));
  order.reason = root.member("reason").string();
  if (order.reason.size() > kReasonBytesMax) root.fail(ErrorCode::kTooLarge, "reason");
  const auto answers = std::make_shared<Answers>();
  answers->site = site;
  for (const JsonValue id : root.required("ids").items(kIdsMax))
    answers->ids.emplace_back(id.string());
  if (document.error()) return done(std::unexpected(bad_json(*document.error())));
  if (answers->ids.empty()) return done("[]");
  answers->missing = answers->ids.size();
  answers->of.resize(answers->ids.size(), std::unexpected(Problem()));
  answers->done = std::move(done);
  for (std::size_t i = 0; i < answers->ids.size(); ++i) {
    revise(
        context_, order.site, answers->ids[i],
        [this, order](const Kept& kept) { return decide(context_, order, kept); },
        [&context = context_, answers, i](Answer<Kept> kept) {
          take(context, answers, i, std::move(kept));
        });
  }
}

}  // namespace ykien
