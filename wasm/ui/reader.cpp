#include "ui/reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "layout/hash.h"
#include "ui/twin_ids.h"

namespace ykien {

namespace {

// Of the article, in one lay_out(): some milliseconds, so that the page can stop between two.
constexpr std::size_t kStepEffort = 16 * 1024;
// More than what takes an hour to read.
constexpr int kLongSteps = 8;

std::uint32_t hash_section(const Section& section) {
  Hash hash;
  hash.add(section.height);
  for (const Box& box : section.boxes) {
    hash.add(box.id);
    hash.add(box.hash);
    hash.add(box.x);
    hash.add(box.y);
  }
  return hash.value();
}

}  // namespace

Task Reader::take_task() {
  if (model_.tasks.empty()) return {};
  Task task = std::move(model_.tasks.front());
  model_.tasks.erase(model_.tasks.begin());
  return task;
}

void Reader::press(std::uint32_t twin) {
  if (twin == twin_id::kTextSize) apply(action::StepTextSize{});
  if (twin == twin_id::kTools) apply(action::OpenTools{});
  if (twin == twin_id::kSend) apply(action::Send{});
  if (twin == twin_id::kRetry) apply(action::LoadComments{});
  if (twin == twin_id::kAnswerNone || twin == twin_id::kWriteNew) apply(action::AnswerNone{});
  constexpr std::array kSorts = {ThreadSort::kBest, ThreadSort::kNewest, ThreadSort::kOldest};
  const std::uint32_t sort = twin - twin_id::kSort;
  if (sort < kSorts.size()) apply(action::SortThread{kSorts[sort]});
  if (twin >= twin_id::kComments) press_comment(twin);
}

void Reader::press_comment(std::uint32_t twin) {
  const std::uint32_t ordinal = (twin - twin_id::kComments) / twin_id::kCommentParts;
  const auto found = std::ranges::find(model_.comment_ordinals, ordinal);
  if (found == model_.comment_ordinals.end()) return;
  const auto index = static_cast<std::size_t>(found - model_.comment_ordinals.begin());
  const std::uint32_t part = (twin - twin_id::kComments) % twin_id::kCommentParts;
  if (part == twin_id::kLike) apply(action::Like{index});
  if (part == twin_id::kAnswer) apply(action::Answer{index});
  if (part == twin_id::kRewrite) apply(action::Rewrite{index});
  if (part == twin_id::kRemove) apply(action::Remove{index});
  if (part == twin_id::kRestore) apply(action::Restore{index});
}

void Reader::set_view(const View& view) {
  if (view == view_) return;
  view_ = view;
  ++stamp_;
}

void Reader::set_size(std::uint32_t twin, const KnownSize& size) {
  sizes_[twin] = size;
  touch(twin);
}

void Reader::set_plain(std::uint32_t twin, double height_css) {
  plain_[twin] = static_cast<int>(std::lround(height_css * view_.device_pixel_ratio));
  touch(twin);
}

// Its section alone: a field that grows under a thousand comments moves them, and no more.
void Reader::touch(std::uint32_t twin) {
  const auto is_it = [twin](const Box& box) { return box.id == twin; };
  for (Laid& laid : laid_) {
    if (!std::ranges::any_of(laid.section.boxes, is_it)) continue;
    laid.stamp = 0;
    return;
  }
  ++stamp_;
}

void Reader::forget_plain() {
  if (plain_.empty()) return;
  plain_.clear();
  ++stamp_;
}

std::uint32_t Reader::tile_hash(SectionId id, int y, int height) const {
  Hash hash;
  hash.add(hash_range(section(id), y, height));
  // Decor is coloured when it is drawn.
  using Colors = std::array<std::uint32_t, sizeof(Palette) / sizeof(std::uint32_t)>;
  for (const std::uint32_t color : std::bit_cast<Colors>(theme().palette())) hash.add(color);
  return hash.value();
}

bool Reader::drops_styles() const {
  // A long article shows what it showed until it is laid out anew, and needs its runs.
  return !long_article_ && body_style_.font_set != 0 && theme().body().style != body_style_;
}

std::uint32_t Reader::lay_out() {
  const std::uint32_t epoch = runs_.epoch();
  if (std::exchange(epoch_, epoch) != epoch) ++stamp_;
  const Theme theme = this->theme();
  body_style_ = theme.body().style;
  const Page page{model_, theme, runs_, sizes_, plain_};
  std::uint32_t changed = 0;
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    Laid& laid = laid_[i];
    if (laid.revision == model_.revisions[i] && laid.stamp == stamp_) continue;
    laid.revision = model_.revisions[i];
    laid.stamp = stamp_;
    changed |= compose(page, static_cast<SectionId>(i));
  }
  if (composer_) changed |= compose_article();
  return changed;
}

std::uint32_t Reader::compose(const Page& page, SectionId id) {
  switch (id) {
    case SectionId::kStrip:
      return show(id, compose_strip(page));
    case SectionId::kArticle:
      if (model_.article && !model_.reading_time)
        model_.reading_time = estimate_reading_time(*model_.article);
      composer_ = std::make_unique<ArticleComposer>(page);
      steps_ = 0;
      return 0;
    case SectionId::kDiscussion:
      return show(id, compose_discussion(page));
    case SectionId::kThread:
      return show(id, compose_thread(page));
    case SectionId::kAnswer:
      return show(id, compose_answer(page));
    case SectionId::kRest:
      return show(id, compose_rest(page));
  }
  return 0;
}

std::uint32_t Reader::compose_article() {
  const bool done = composer_->work(kStepEffort);
  const bool shown = !section(SectionId::kArticle).boxes.empty();
  long_article_ = long_article_ || ++steps_ > kLongSteps;
  if (!done) return shown ? 0 : show(SectionId::kArticle, composer_->section());
  const std::unique_ptr<ArticleComposer> composer = std::move(composer_);
  return show(SectionId::kArticle, composer->finish());
}

std::uint32_t Reader::show(SectionId id, Section section) {
  Laid& laid = laid_[static_cast<std::size_t>(id)];
  laid.section = std::move(section);
  laid.epoch = runs_.epoch();
  const std::uint32_t hash = hash_section(laid.section);
  return std::exchange(laid.hash, hash) == hash ? 0 : 1u << static_cast<unsigned>(id);
}

}  // namespace ykien
