#include "names.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <functional>

#include "measures.h"
#include "sort_indexes.h"
#include "unicode_tables.h"
#include "ykien/text.h"

namespace ykien {
namespace {

constexpr std::size_t kNameMarksMax = 4;

Script script_of(char32_t code_point) {
  const auto starts = script_starts();
  const auto code = static_cast<std::uint32_t>(code_point);
  const auto next = std::ranges::upper_bound(starts, code << 8 | 0xFF);
  return static_cast<Script>(*(next - 1) & 0xFF);
}

template <class... Scripts>
constexpr std::uint32_t set_of(Scripts... scripts) {
  return ((std::uint32_t{1} << static_cast<unsigned>(scripts)) | ...);
}

// What stays of the words when a reader does not look closely: see loosely_spelled().
std::string skeleton(const std::vector<Word>& words) {
  std::string letters;
  std::string tones;
  for (const Word& word : words) {
    letters += word.letters;
    tones += word.tones;
  }
  return loosely_spelled(letters + tones);
}

std::string ascii_skeleton(const std::vector<Word>& words) {
  std::string all;
  for (const Word& word : words) all += as_ascii(word.letters);
  return loosely_spelled(all);
}

bool is_ascii_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_domain_label(std::string_view label) {
  constexpr std::size_t kLabelBytesMax = 63;
  if (label.empty() || label.size() > kLabelBytesMax) return false;
  if (!is_ascii_letter_or_digit(label.front()) || !is_ascii_letter_or_digit(label.back()))
    return false;
  return std::ranges::all_of(label, [](char c) { return is_ascii_letter_or_digit(c) || c == '-'; });
}

}  // namespace

bool is_highly_restrictive(std::string_view name) {
  using enum Script;
  std::uint32_t scripts = 0;
  for (std::size_t offset = 0; offset < name.size();) {
    scripts |= set_of(script_of(next_code_point(name, offset)));
  }
  scripts &= ~set_of(kCommon);
  const bool single = (scripts & (scripts - 1)) == 0;
  const auto within = [&](std::uint32_t allowed) { return (scripts & ~allowed) == 0; };
  return single || within(set_of(kLatin, kHan, kHiragana, kKatakana)) ||
         within(set_of(kLatin, kHan, kBopomofo)) || within(set_of(kLatin, kHan, kHangul));
}

bool has_sparse_marks(std::string_view name) {
  if (most_marks(name).value > kNameMarksMax) return false;
  const std::string decomposed = to_nfd(name).value_or("");
  char32_t previous = 0;
  for (std::size_t offset = 0; offset < decomposed.size();) {
    const char32_t current = next_code_point(decomposed, offset);
    const bool mark =
        utf8proc_category(static_cast<utf8proc_int32_t>(current)) == UTF8PROC_CATEGORY_MN;
    if (mark && current == previous) return false;
    previous = current;
  }
  return true;
}

ReservedNames::ReservedNames(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (valid_utf8_prefix_bytes(name) != name.size()) continue;
    const std::vector<Word> words = read_words(name);
    if (words.empty()) continue;
    skeletons_.push_back(skeleton(words));
    ascii_skeletons_.push_back(ascii_skeleton(words));
  }
  sort_values(skeletons_, std::less<std::string>());
  sort_values(ascii_skeletons_, std::less<std::string>());
}

std::optional<MatchKind> ReservedNames::find(std::string_view name) const {
  const std::vector<Word> words = read_words(name);
  const std::string spelling = skeleton(words);
  if (std::ranges::binary_search(skeletons_, spelling)) return MatchKind::kExact;
  const bool ascii = spelling == ascii_skeleton(words);
  if (ascii && std::ranges::binary_search(ascii_skeletons_, spelling)) return MatchKind::kLikely;
  return std::nullopt;
}

bool is_email_address(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  const auto is_local_part = [](char c) {
    return is_ascii_letter_or_digit(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").contains(c);
  };
  if (!std::ranges::all_of(address.substr(0, at), is_local_part)) return false;
  for (std::size_t begin = at + 1;;) {
    const std::size_t dot = address.find('.', begin);
    if (!is_domain_label(address.substr(begin, dot - begin))) return false;
    if (dot == std::string_view::npos) return true;
    begin = dot + 1;
  }
}

}  // namespace ykien
