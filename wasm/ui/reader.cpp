#include "ui/reader.h"

#include <array>
#include <bit>
#include <cmath>
#include <utility>

#include "layout/hash.h"
#include "ui/twin_ids.h"

namespace ykien {

namespace {

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

Effect Reader::take_effect() {
  if (model_.effects.empty()) return Effect::kNone;
  const Effect effect = model_.effects.front();
  model_.effects.erase(model_.effects.begin());
  return effect;
}

void Reader::press(std::uint32_t twin) {
  if (twin == twin_id::kTextSize) apply(action::StepTextSize{});
  if (twin == twin_id::kTools) apply(action::OpenTools{});
  if (twin == twin_id::kSend) apply(action::Send{});
  if (twin == twin_id::kRetry) apply(action::LoadComments{});
}

void Reader::set_view(const View& view) {
  if (view == view_) return;
  view_ = view;
  ++stamp_;
}

void Reader::set_size(std::uint32_t twin, const KnownSize& size) {
  sizes_[twin] = size;
  ++stamp_;
}

void Reader::set_plain(std::uint32_t twin, double height_css) {
  plain_[twin] = static_cast<int>(std::lround(height_css * view_.device_pixel_ratio));
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
  return body_style_.font_set != 0 && theme().body().style != body_style_;
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
    laid.section = compose_section(page, static_cast<SectionId>(i));
    const std::uint32_t hash = hash_section(laid.section);
    if (std::exchange(laid.hash, hash) != hash) changed |= 1u << i;
  }
  return changed;
}

}  // namespace ykien
