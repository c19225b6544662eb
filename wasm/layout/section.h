// What layout makes: sections of boxes, in reading order. Both the picture and the twins are drawn
// from these.
//
// Device pixels, relative to the section's top left. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layout/text_layout.h"

namespace ykien {

// Values cross the ABI (docs/abi.md).
enum class TwinKind : std::uint32_t {
  kHeading = 1,
  kParagraph = 2,
  kImage = 3,
  kFigure = 4,
  kCaption = 5,
  kQuote = 6,
  kList = 7,
  kListItem = 8,
  kTable = 9,
  kRow = 10,
  kCell = 11,
  kSeparator = 12,
  kButton = 13,
  kInput = 14,
  kTextArea = 15,
  kForm = 16,
  kStatus = 17,
  kGroup = 18,
  kComment = 19,
  kMarker = 20,
  kTableCaption = 21,
};

namespace twin {
inline constexpr std::uint32_t kPlaced = 1;
inline constexpr std::uint32_t kDisabled = 2;
inline constexpr std::uint32_t kInvalid = 4;
inline constexpr std::uint32_t kRightToLeft = 8;
inline constexpr std::uint32_t kHidden = 16;
inline constexpr std::uint32_t kBusy = 32;
inline constexpr std::uint32_t kDefault = 64;
inline constexpr std::uint32_t kPlain = 128;  // the browser sets its text, and shows it
inline constexpr std::uint32_t kBidi = 256;   // some line holds right-to-left text
inline constexpr std::uint32_t kLive = 512;   // it changes often: the browser shows it
inline constexpr std::uint32_t kToggle = 1024;
inline constexpr std::uint32_t kPressed = 2048;  // of a toggle
}  // namespace twin

enum class SectionRole : std::uint32_t { kNone = 0, kArticle = 1, kRegion = 2 };

// What the painter adds around the text of a box. Colours come from the theme.
enum class Decor : std::uint8_t {
  kNone,
  kRule,        // a hairline through the middle
  kSurface,     // a quiet filled panel
  kImageFrame,  // what shows until the photo does
  kQuoteBar,
  kButton,       // filled, the main action
  kButtonQuiet,  // outlined
  kField,
  kFieldInvalid,
  kTableHead,
  kTableLine,  // a hairline under the box
  kChip,
  kAvatar,
  kHeart,
};

struct Box {
  std::uint32_t id = 0;
  TwinKind kind = TwinKind::kParagraph;
  std::uint32_t parent = 0;  // id of a container; 0 = the section
  std::uint32_t flags = 0;   // twin::…
  int x = 0;
  int y = 0;
  int w = 0;
  int h = 0;
  Decor decor = Decor::kNone;
  int line_height = 0;
  StyleId style = 0;   // of the strut: decides the baseline
  float baseline = 0;  // from a line's top
  std::vector<Piece> pieces;
  TextLayout text;
  int text_x = 0;  // from the edge where lines start to the text; runs of lines that start at the
                   // right are placed from the left
  int text_y = 0;
  std::string source;  // an image's src, a field's placeholder
  std::string label;
  std::uint32_t value = 0;
  std::uint32_t hash = 0;  // of all that is shown except the place: see seal_box()
};

struct Section {
  SectionRole role = SectionRole::kNone;
  std::vector<Box> boxes;
  int height = 0;
};

// Computes box.hash. To be called once its contents are final.
void seal_box(Box& box);

// Whether the picture shows it; else the browser does.
inline bool is_drawn(const Box& box) { return (box.flags & (twin::kPlain | twin::kLive)) == 0; }

// A hash of all boxes drawn that touch [y, y + height), and of their places relative to y.
std::uint32_t hash_range(const Section& section, int y, int height);

}  // namespace ykien
