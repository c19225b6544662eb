#include "abi/abi.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "abi/draw_writer.h"
#include "abi/twin_writer.h"
#include "host/host.h"
#include "ui/reader.h"
#include "ui/twin_ids.h"
#include "ykien/limits.h"
#include "ykien/text.h"

namespace ykien {
namespace {

// Then the table starts anew, unless one page needs more: one reader types, another's clock ticks,
// for days.
constexpr std::size_t kRunsMax = 20'000;
constexpr std::uint32_t kUnfinished = 1u << kSectionCount;

struct Document {
  explicit Document(RunTable& runs) : reader(runs) {}
  Reader reader;
  std::uint32_t changed = 0;  // sections laid out again, and not yet told
  std::uint32_t epoch = 0;    // of the run table, when all was laid out last
};

// All state of the module.
struct Engine {
  PageHost host;
  RunTable runs{host};
  std::size_t runs_max = kRunsMax;
  Painter painter{host};
  std::vector<std::unique_ptr<Document>> documents;
  std::vector<std::uint8_t> result;
  std::size_t error_offset = 0;
};

Engine& engine() {
  static Engine* const instance = new Engine;
  return *instance;
}

Document& document(std::uint32_t handle) {
  auto& documents = engine().documents;
  assert(handle > 0 && handle <= documents.size() && documents[handle - 1]);
  return *documents[handle - 1];
}

Reader& reader(std::uint32_t handle) { return document(handle).reader; }

void leave(std::string_view text) { engine().result.assign(text.begin(), text.end()); }

std::int32_t fail(const Error& error) {
  engine().error_offset = error.offset_bytes;
  return -static_cast<std::int32_t>(error.code);
}

std::int32_t leave_or_fail(const Result<std::string>& text) {
  if (!text) return fail(text.error());
  leave(*text);
  return 0;
}

std::int32_t count_or_fail(const Result<std::size_t>& count) {
  return count ? static_cast<std::int32_t>(*count) : fail(count.error());
}

SectionId section_id(std::uint32_t section) {
  assert(section < kSectionCount);
  return static_cast<SectionId>(section);
}

Setting setting_of(std::uint32_t setting) {
  assert(setting < kSettingCount);
  return static_cast<Setting>(setting);
}

void lay_out(Document& doc) {
  Engine& e = engine();
  const bool full = !doc.reader.composing() && e.runs.size() > e.runs_max;
  if (full || doc.reader.drops_styles()) {
    e.runs.clear();
    e.painter.forget_runs();
  }
  doc.changed |= doc.reader.lay_out();
  if (doc.reader.composing() || doc.epoch == e.runs.epoch()) return;
  doc.epoch = e.runs.epoch();
  e.runs_max = std::max(e.runs_max, 2 * e.runs.size());
}

}  // namespace
}  // namespace ykien

using namespace ykien;

extern "C" {

std::uint32_t ykien_abi_version() { return kYkienAbiVersion; }
void* ykien_alloc(std::uint32_t bytes) { return std::malloc(bytes); }
void ykien_free(void* memory) { std::free(memory); }
const std::uint8_t* ykien_result() { return engine().result.data(); }
std::uint32_t ykien_result_bytes() { return static_cast<std::uint32_t>(engine().result.size()); }
std::uint32_t ykien_error_offset() { return static_cast<std::uint32_t>(engine().error_offset); }
void ykien_error_name(std::int32_t status) { leave(error_name(static_cast<ErrorCode>(-status))); }

std::int32_t ykien_count_graphemes(const char* text, std::uint32_t bytes) {
  return count_or_fail(count_graphemes({text, bytes}));
}

std::int32_t ykien_cut_graphemes(const char* text, std::uint32_t bytes, std::uint32_t graphemes) {
  return count_or_fail(cut_graphemes({text, bytes}, graphemes));
}

std::int32_t ykien_to_nfc(const char* text, std::uint32_t bytes) {
  return leave_or_fail(to_nfc({text, bytes}));
}
std::int32_t ykien_to_nfd(const char* text, std::uint32_t bytes) {
  return leave_or_fail(to_nfd({text, bytes}));
}

std::int32_t ykien_check_draft(const char* policy, std::uint32_t policy_bytes, const char* draft,
                               std::uint32_t draft_bytes) {
  Result<Policy> parsed_policy = parse_policy({policy, policy_bytes});
  if (!parsed_policy) return fail(parsed_policy.error());
  const Result<Draft> parsed_draft = parse_draft({draft, draft_bytes});
  if (!parsed_draft) return fail(parsed_draft.error());
  leave(write_checked_draft(RuleSet(std::move(*parsed_policy)).check_draft(*parsed_draft)));
  return 0;
}

std::int32_t ykien_normalize_article(const char* json, std::uint32_t bytes) {
  const Result<Article> article = parse_article({json, bytes});
  if (!article) return fail(article.error());
  leave(write_article(*article));
  return 0;
}

std::uint32_t ykien_open() {
  auto& documents = engine().documents;
  documents.push_back(std::make_unique<Document>(engine().runs));
  return static_cast<std::uint32_t>(documents.size());
}

void ykien_close(std::uint32_t handle) {
  document(handle);
  engine().documents[handle - 1].reset();
}

std::int32_t ykien_set_article(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<Article> article = parse_article({json, bytes});
  if (!article) return fail(article.error());
  reader(handle).apply(action::ShowArticle{std::move(*article)});
  return 0;
}

std::int32_t ykien_add_blocks(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<std::vector<Block>> blocks = parse_blocks({json, bytes});
  if (!blocks) return fail(blocks.error());
  const std::optional<Article>& article = reader(handle).model().article;
  assert(article);
  if (article->blocks.size() + blocks->size() > limits::kBlocksMax) {
    return fail({ErrorCode::kTooLarge, 0, "too many blocks"});
  }
  reader(handle).apply(action::AddBlocks{std::move(*blocks)});
  return 0;
}

std::int32_t ykien_set_policy(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<Policy> policy = parse_policy({json, bytes});
  if (!policy) return fail(policy.error());
  reader(handle).apply(action::UsePolicy{std::move(*policy)});
  return 0;
}

void ykien_set_view(std::uint32_t handle, double width_css, double device_pixel_ratio,
                    std::uint32_t theme, std::uint32_t font_set) {
  reader(handle).set_view(
      {width_css, device_pixel_ratio, static_cast<Appearance>(theme & 3), font_set});
}

void ykien_set_now(std::uint32_t handle, double unix_ms) {
  reader(handle).apply(action::Tick{static_cast<std::int64_t>(unix_ms)});
}

double ykien_next_tick_ms(std::uint32_t handle) {
  return static_cast<double>(next_tick_ms(reader(handle).model()));
}

void ykien_set_reading(std::uint32_t handle, std::uint32_t setting, std::uint32_t value) {
  reader(handle).apply(action::SetReading{setting_of(setting), value});
}

std::uint32_t ykien_reading(std::uint32_t handle, std::uint32_t setting) {
  return reader(handle).model().reading.get(setting_of(setting));
}

std::uint32_t ykien_reading_minutes(std::uint32_t handle) {
  const ReadingTime time = reader(handle).model().reading_time.value_or(ReadingTime());
  return static_cast<std::uint32_t>(time.minutes_min) | static_cast<std::uint32_t>(time.minutes_max)
                                                            << 16;
}

void ykien_set_field_height(std::uint32_t handle, std::uint32_t twin, double height_css) {
  reader(handle).set_size(twin, {0, height_css});
}

void ykien_set_image_size(std::uint32_t handle, std::uint32_t twin, std::uint32_t width_px,
                          std::uint32_t height_px) {
  reader(handle).set_size(twin, {static_cast<double>(width_px), static_cast<double>(height_px)});
}

void ykien_set_plain(std::uint32_t handle, std::uint32_t twin, double height_css) {
  reader(handle).set_plain(twin, height_css);
}

void ykien_forget_plain(std::uint32_t handle) { reader(handle).forget_plain(); }

void ykien_set_draft(std::uint32_t handle, const char* text, std::uint32_t text_bytes,
                     const char* name, std::uint32_t name_bytes) {
  reader(handle).apply(action::EditDraft{{text, text_bytes}, {name, name_bytes}});
}

void ykien_press(std::uint32_t handle, std::uint32_t twin) { reader(handle).press(twin); }

std::uint32_t ykien_next_effect(std::uint32_t handle) {
  Task task = reader(handle).take_task();
  leave(std::move(task.detail));
  return static_cast<std::uint32_t>(task.effect);
}

void ykien_load_comments(std::uint32_t handle) { reader(handle).apply(action::LoadComments{}); }

void ykien_set_sort(std::uint32_t handle, std::uint32_t sort) {
  constexpr std::uint32_t kLast = static_cast<std::uint32_t>(ThreadSort::kBest);
  reader(handle).apply(action::SortThread{static_cast<ThreadSort>(std::min(sort, kLast))});
}

std::uint32_t ykien_sort(std::uint32_t handle) {
  return static_cast<std::uint32_t>(reader(handle).model().sort);
}

std::int32_t ykien_set_own(std::uint32_t handle, std::uint32_t abilities, const char* json,
                           std::uint32_t bytes) {
  Result<Own> own = parse_own({json, bytes});
  if (!own) return fail(own.error());
  reader(handle).apply(
      action::Remember{std::move(*own), (abilities & 1) != 0, (abilities & 2) != 0});
  return 0;
}

std::int32_t ykien_set_comments(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<std::vector<Comment>> comments = parse_comments({json, bytes});
  if (!comments) {
    reader(handle).apply(action::CommentsFailed{FailReason::kBadAnswer});
    return fail(comments.error());
  }
  reader(handle).apply(action::CommentsLoaded{std::move(*comments)});
  return 0;
}

void ykien_comments_failed(std::uint32_t handle, std::uint32_t reason) {
  reader(handle).apply(action::CommentsFailed{static_cast<FailReason>(reason)});
}

std::int32_t ykien_prepare_comment(std::uint32_t handle, const char* id, std::uint32_t id_bytes) {
  const Model& model = reader(handle).model();
  if (model.checked.verdict == Verdict::kReject)
    return fail({ErrorCode::kInvalidValue, 0, "the rules refuse the draft"});
  leave(write_comment(make_comment(model, {id, id_bytes})));
  return static_cast<std::int32_t>(model.checked.verdict);
}

std::int32_t ykien_comment_stored(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<Comment> comment = parse_comment({json, bytes});
  if (!comment) {
    reader(handle).apply(action::SendFailed{});
    return fail(comment.error());
  }
  reader(handle).apply(action::Sent{std::move(*comment)});
  return 0;
}

void ykien_comment_failed(std::uint32_t handle) { reader(handle).apply(action::SendFailed{}); }

std::int32_t ykien_vote_stored(std::uint32_t handle, const char* id, std::uint32_t id_bytes,
                               const char* json, std::uint32_t bytes) {
  const Result<VoteSums> sums = parse_vote_sums({json, bytes});
  if (!sums) {
    ykien_vote_failed(handle, id, id_bytes);
    return fail(sums.error());
  }
  reader(handle).apply(action::Voted{{id, id_bytes}, *sums});
  return 0;
}

void ykien_vote_failed(std::uint32_t handle, const char* id, std::uint32_t id_bytes) {
  reader(handle).apply(action::VoteFailed{{id, id_bytes}});
}

void ykien_change_failed(std::uint32_t handle, const char* id, std::uint32_t id_bytes) {
  reader(handle).apply(action::ChangeFailed{{id, id_bytes}});
}

std::int32_t ykien_comment_refused(std::uint32_t handle, const char* json, std::uint32_t bytes) {
  Result<std::vector<Violation>> violations = parse_refusal({json, bytes});
  if (!violations || violations->empty()) {
    reader(handle).apply(action::SendFailed{});
    return violations ? 0 : fail(violations.error());
  }
  reader(handle).apply(action::SendRefused{std::move(*violations)});
  return 0;
}

std::uint32_t ykien_layout(std::uint32_t handle) {
  Document& doc = document(handle);
  lay_out(doc);
  return std::exchange(doc.changed, 0) | (doc.reader.composing() ? kUnfinished : 0);
}

void ykien_twins(std::uint32_t handle, std::uint32_t section) {
  const Reader& r = reader(handle);
  engine().result.clear();
  write_twins(r.section(section_id(section)), engine().runs, r.view().device_pixel_ratio,
              r.theme().palette(), engine().result);
}

std::uint32_t ykien_tile_hash(std::uint32_t handle, std::uint32_t section, std::int32_t y,
                              std::int32_t height) {
  return reader(handle).tile_hash(section_id(section), y, height);
}

void ykien_paint(std::uint32_t handle, std::uint32_t section, std::int32_t y, std::int32_t height) {
  Engine& e = engine();
  Document& doc = document(handle);
  // Another document may have begun a new run table.
  while (!doc.reader.holds(section_id(section))) lay_out(doc);
  const Theme theme = doc.reader.theme();
  const Tile tile{y, theme.width(), height};
  e.result.clear();
  write_tile(e.painter, doc.reader.section(section_id(section)), e.runs, theme, tile, e.result);
}

void ykien_textures_lost() { engine().painter.forget_runs(); }

}  // extern "C"
