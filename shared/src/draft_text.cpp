#include "draft_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "code_points.h"
#include "ykien/text.h"

namespace ykien {
namespace {

using CodePoints = std::vector<char32_t>;

constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kEmojiSelector = 0xFE0F;

const utf8proc_property_t& property_of(char32_t code_point) {
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
}

// Those below the arrows (the copyright sign, for one) begin no sequence with a joiner.
bool is_pictograph(char32_t c) {
  return c >= 0x2190 && property_of(c).boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

bool is_skin_tone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_virama(char32_t c) { return property_of(c).combining_class == 9; }

bool is_mark(char32_t c) {
  const utf8proc_propval_t category = property_of(c).category;
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

bool is_caseless_letter(char32_t c) { return property_of(c).category == UTF8PROC_CATEGORY_LO; }

// Letters that join their neighbours: Arabic, Syriac, N'Ko, Mandaic, Mongolian, Phags-pa, Adlam.
bool is_cursive_letter(char32_t c) {
  const bool cursive = (c >= 0x0620 && c <= 0x07FF) || (c >= 0x0840 && c <= 0x08FF) ||
                       (c >= 0x1800 && c <= 0x18AF) || (c >= 0xA840 && c <= 0xA877) ||
                       (c >= 0xFB50 && c <= 0xFDFF) || (c >= 0x1E900 && c <= 0x1E94B);
  return cursive && !is_mark(c);
}

// No honest letter has more marks; a bound keeps hostile text from costing its square.
constexpr std::size_t kContextMax = 8;

// Returns the last code point of `text` that `skip` does not skip; 0 = none near.
template <class Skip>
char32_t last_but(std::span<const char32_t> text, Skip skip) {
  const auto near = text.last(std::min(text.size(), kContextMax));
  const auto found = std::find_if_not(near.rbegin(), near.rend(), skip);
  return found == near.rend() ? 0 : *found;
}

// Returns the first of `text` that is no mark; 0 = none near.
char32_t first_but_marks(std::span<const char32_t> text) {
  const auto near = text.first(std::min(text.size(), kContextMax));
  const auto found = std::ranges::find_if_not(near, is_mark);
  return found == near.end() ? 0 : *found;
}

// UTS #51, ED-16, without the list of sequences: two pictographs, the first with its selector and
// skin tone.
bool joins_emoji(const CodePoints& before, std::span<const char32_t> after) {
  const auto extends = [](char32_t c) { return c == kEmojiSelector || is_skin_tone(c); };
  return !after.empty() && is_pictograph(after.front()) && is_pictograph(last_but(before, extends));
}

// UAX #31, 2.3: a virama between letters, which a joiner turns into another form.
bool follows_virama(const CodePoints& before) {
  const auto is_other_mark = [](char32_t c) { return is_mark(c) && !is_virama(c); };
  if (!is_virama(last_but(before, is_other_mark))) return false;
  return is_caseless_letter(last_but(before, is_mark));
}

bool keeps_joiner(char32_t joiner, const CodePoints& before, std::span<const char32_t> after) {
  if (before.empty()) return false;
  if (joiner == kZeroWidthJoiner) return joins_emoji(before, after) || follows_virama(before);  // B
  const char32_t next = first_but_marks(after);
  if (next == 0) return false;
  if (is_cursive_letter(last_but(before, is_mark)) && is_cursive_letter(next)) return true;  // A1
  return follows_virama(before) && is_caseless_letter(next);                                 // A2
}

bool keeps_selector(char32_t selector, const CodePoints& before) {
  if (before.empty()) return false;
  const char32_t base = before.back();
  if (selector >= 0xE0100) return is_han(base);
  const bool keycap = (base >= '0' && base <= '9') || base == '#' || base == '*';
  return keycap || property_of(base).boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

// Returns how many tags follow a black flag at the front of `text` as one of the three flags in
// general use.
std::size_t flag_tags(std::span<const char32_t> text) {
  constexpr char32_t kBlackFlag = 0x1F3F4;
  if (text.front() != kBlackFlag) return 0;
  for (const std::u32string_view flag : {U"gbeng\x7F", U"gbsct\x7F", U"gbwls\x7F"}) {
    const auto is_tag_of = [](char32_t tag, char32_t letter) { return tag == 0xE0000 + letter; };
    const auto tags = text.subspan(1, std::min(text.size() - 1, flag.size()));
    if (std::ranges::equal(tags, flag, is_tag_of)) return flag.size();
  }
  return 0;
}

// Returns the code points of `text` with one kind of newline and of blank.
CodePoints read_lines(std::string_view text) {
  CodePoints lines;
  lines.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t code_point = next_code_point(text, offset);
    const CodePointKind kind = kind_of(code_point);
    if (kind == CodePointKind::kNewline) {
      if (code_point == '\r' && text.substr(offset).starts_with('\n')) ++offset;
      lines.push_back('\n');
    } else {
      lines.push_back(kind == CodePointKind::kBlank ? U' ' : code_point);
    }
  }
  return lines;
}

bool shows(char32_t code_point) {
  return code_point == ' ' || code_point == '\n' || kind_of(code_point) == CodePointKind::kPlain;
}

// Leaves out what hides regardless of its neighbours.
CodePoints drop_hidden(const CodePoints& text) {
  CodePoints kept;
  kept.reserve(text.size());
  std::size_t tags_left = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const CodePointKind kind = kind_of(text[i]);
    const bool flag_tag = kind == CodePointKind::kTag && tags_left > 0;
    tags_left = flag_tag ? tags_left - 1 : flag_tags(std::span(text).subspan(i));
    if (kind == CodePointKind::kForbidden || kind == CodePointKind::kHidden) continue;
    if (kind == CodePointKind::kTag && !flag_tag) continue;
    kept.push_back(text[i]);
  }
  return kept;
}

// Leaves out each isolate that is not closed in its paragraph, and each end without a start (UAX
// #9, BD9).
CodePoints drop_unbalanced_isolates(const CodePoints& text) {
  std::vector<bool> unbalanced(text.size());
  std::vector<std::size_t> open;
  const auto close_paragraph = [&] {
    for (const std::size_t i : open) unbalanced[i] = true;
    open.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const CodePointKind kind = kind_of(text[i]);
    if (kind == CodePointKind::kNewline) close_paragraph();
    if (kind == CodePointKind::kIsolateStart) open.push_back(i);
    if (kind != CodePointKind::kIsolateEnd) continue;
    if (open.empty()) {
      unbalanced[i] = true;
    } else {
      open.pop_back();
    }
  }
  close_paragraph();
  CodePoints kept;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!unbalanced[i]) kept.push_back(text[i]);
  }
  return kept;
}

CodePoints drop_idle_joiners(const CodePoints& text) {
  CodePoints kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const CodePointKind kind = kind_of(text[i]);
    const auto after = std::span(text).subspan(i + 1);
    if (kind == CodePointKind::kJoiner && !keeps_joiner(text[i], kept, after)) continue;
    if (kind == CodePointKind::kSelector && !keeps_selector(text[i], kept)) continue;
    kept.push_back(text[i]);
  }
  return kept;
}

CodePoints drop_all_but_shown(const CodePoints& text) {
  CodePoints kept;
  std::ranges::copy_if(text, std::back_inserter(kept), shows);
  return kept;
}

// Blanks beside another blank, a newline or an end go; of newlines in a row two stay, none at the
// ends.
std::string squeeze(const CodePoints& text) {
  std::string squeezed;
  std::size_t newlines = 0;
  bool blank = false;
  for (const char32_t c : text) {
    blank = blank || c == ' ';
    if (c == '\n') ++newlines;
    if (c == ' ' || c == '\n') continue;
    if (!squeezed.empty()) {
      if (newlines > 0) squeezed.append(std::min<std::size_t>(newlines, 2), '\n');
      if (newlines == 0 && blank) squeezed += ' ';
    }
    newlines = 0;
    blank = false;
    append_code_point(squeezed, c);
  }
  return squeezed;
}

void find_bad_places(DraftText& result, std::string_view raw) {
  for (std::size_t offset = 0; offset < raw.size();) {
    const std::size_t begin = offset;
    if (kind_of(next_code_point(raw, offset)) != CodePointKind::kForbidden) continue;
    if (result.bad_places++ > 0) continue;
    result.bad_begin_bytes = begin;
    result.bad_end_bytes = offset;
  }
}

enum class Use { kBody, kName };

CodePoints drop(const CodePoints& text, Use use) {
  if (use == Use::kName) return drop_all_but_shown(text);
  return drop_idle_joiners(drop_unbalanced_isolates(drop_hidden(text)));
}

// Returns what may stay of `text`, in NFC. What is left out may let its neighbours combine, and
// these are then looked at again: twice is more than any text found by fuzzing needs.
CodePoints keep_allowed(CodePoints text, Use use, std::size_t& dropped) {
  for (int pass = 0; pass < 3; ++pass) {
    const CodePoints kept = drop(text, use);
    if (kept.size() == text.size()) break;
    dropped += text.size() - kept.size();
    std::string encoded;
    for (const char32_t c : kept) append_code_point(encoded, c);
    text = read_lines(to_nfc(encoded).value_or(""));
  }
  return text;
}

bool has_visible(const CodePoints& text) {
  return std::ranges::any_of(text, [](char32_t c) { return kind_of(c) == CodePointKind::kPlain; });
}

DraftText clean(std::string_view raw, Use use) {
  DraftText result;
  const Result<std::string> composed = to_nfc(raw);
  if (!composed) {
    result.bad_places = 1;
    result.bad_begin_bytes = composed.error().offset_bytes;
    result.bad_end_bytes = result.bad_begin_bytes + 1;
    return result;
  }
  CodePoints text = read_lines(*composed);
  if (!std::ranges::all_of(text, shows)) {
    find_bad_places(result, raw);
    text = keep_allowed(std::move(text), use, result.dropped);
  }
  if (use == Use::kName) std::ranges::replace(text, U'\n', U' ');
  if (has_visible(text)) result.text = squeeze(text);
  return result;
}

}  // namespace

DraftText clean_body(std::string_view raw) { return clean(raw, Use::kBody); }
DraftText clean_name(std::string_view raw) { return clean(raw, Use::kName); }

}  // namespace ykien
