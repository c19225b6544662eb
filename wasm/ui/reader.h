// One reader: its model, its view, and the sections laid out from them.
//
// Sections are composed again only when what they show may have changed. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "ui/article_composer.h"
#include "ui/compose.h"
#include "ui/painter.h"

namespace ykien {

class Reader {
 public:
  explicit Reader(RunTable& runs) : runs_(runs) {}

  const Model& model() const { return model_; }
  void apply(Action action) { update(model_, std::move(action)); }
  // The oldest one, or Effect::kNone.
  Task take_task();
  void press(std::uint32_t twin);

  void set_view(const View& view);
  const View& view() const { return view_; }
  // Sizes that only the page knows: of a field that grew, of a photo that arrived. CSS px.
  void set_size(std::uint32_t twin, const KnownSize& size);
  // A text that the browser sets by itself, and how high it became, CSS px.
  void set_plain(std::uint32_t twin, double height_css);
  void forget_plain();

  // Whether the next lay_out() leaves no run in the style it had: those of before are not needed.
  bool drops_styles() const;
  // Lays out what changed; of a long article one step. Returns a bit (1 << SectionId) per section
  // that shows something else than after the last call.
  std::uint32_t lay_out();
  // Whether the article is not laid out to its end: lay_out() goes on with it. Until it is done, it
  // shows its first part, or what it showed before.
  bool composing() const { return composer_ != nullptr; }
  // Whether a section's runs are those of the run table as it is now.
  bool holds(SectionId id) const {
    return laid_[static_cast<std::size_t>(id)].epoch == runs_.epoch();
  }
  // Requires: lay_out() since the last change.
  const Section& section(SectionId id) const { return laid_[static_cast<std::size_t>(id)].section; }
  // A hash of all that a tile shows: when it differs from the one painted, the tile is stale.
  std::uint32_t tile_hash(SectionId id, int y, int height) const;
  Theme theme() const { return Theme(view_, model_.reading); }

 private:
  struct Laid {
    Section section;
    std::uint32_t revision = 0;  // of the model
    std::uint32_t stamp = 0;     // of the reader; 0: to be laid out anew
    std::uint32_t epoch = 0;     // of the run table
    std::uint32_t hash = 0;
  };

  void press_comment(std::uint32_t twin);
  void touch(std::uint32_t twin);
  std::uint32_t compose(const Page& page, SectionId id);
  std::uint32_t compose_article();
  std::uint32_t show(SectionId id, Section section);

  RunTable& runs_;
  Model model_;
  View view_;
  KnownSizes sizes_;
  PlainHeights plain_;
  std::array<Laid, kSectionCount> laid_;
  std::unique_ptr<ArticleComposer> composer_;
  int steps_ = 0;              // of the composer
  bool long_article_ = false;  // takes many steps
  std::uint32_t stamp_ = 1;    // grows with view and sizes
  std::uint32_t epoch_ = 0;    // of the run table
  TextStyle body_style_;       // of the last layout
};

}  // namespace ykien
