#include "ui/reader.h"

#include <algorithm>
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
  if (twin == twin_id::kSend) apply(action::Send{});
  if (twin == twin_id::kRetry) apply(action::LoadComments{});
}

void Reader::set_view(const View& view) {
  if (view == view_) return;
  view_ = view;
  ++stamp_;
}

void Reader::set_size(const KnownSize& size) {
  const auto found = std::find_if(sizes_.begin(), sizes_.end(),
                                  [&](const KnownSize& s) { return s.twin == size.twin; });
  if (found == sizes_.end()) {
    sizes_.push_back(size);
  } else {
    *found = size;
  }
  ++stamp_;
}

std::uint32_t Reader::tile_hash(SectionId id, int y, int height) const {
  Hash hash;
  hash.add(hash_range(section(id), y, height));
  hash.add(static_cast<std::uint32_t>(view_.appearance));  // decor is coloured when it is drawn
  return hash.value();
}

std::uint32_t Reader::lay_out() {
  const std::uint32_t epoch = runs_.epoch();
  if (std::exchange(epoch_, epoch) != epoch) ++stamp_;
  const Theme theme = this->theme();
  const Page page{model_, theme, runs_, sizes_};
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
