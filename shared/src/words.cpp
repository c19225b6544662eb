#include "words.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <span>

#include "code_points.h"
#include "unicode_tables.h"
#include "ykien/text.h"

namespace ykien {
namespace {

// As much may stand between two pieces of one word: an emoji with its skin tone, or a few signs.
constexpr std::size_t kGapBytesMax = 16;

using Parts = std::span<const utf8proc_int32_t>;

// The most any code point becomes: U+FDFA, 18.
using PartsBuffer = std::array<utf8proc_int32_t, 32>;

enum class Mapping : std::uint8_t { kCanonical, kCompatible };

// Returns the code point's case folded, decomposed form, in `buffer`.
Parts decompose(char32_t code_point, Mapping mapping, PartsBuffer& buffer) {
  const unsigned compatible = mapping == Mapping::kCompatible ? unsigned{UTF8PROC_COMPAT} : 0u;
  // Flags, which the enum has no names for together.
  const auto options = std::bit_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE |
                                                        unsigned{UTF8PROC_CASEFOLD} | compatible);
  int unused = 0;
  const utf8proc_ssize_t size =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(code_point), buffer.data(),
                              std::ssize(buffer), options, &unused);
  return std::span(buffer).first(static_cast<std::size_t>(size));
}

bool is_ascii_letter(utf8proc_int32_t c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_digit(utf8proc_int32_t c) { return c >= '0' && c <= '9'; }

bool is_mark(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

// Letters, marks and numbers stand first among utf8proc's categories.
bool is_word_part(utf8proc_category_t category) {
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

// White letters on black, U+1F150 and U+1F170 onwards, have no compatibility mapping.
char32_t unboxed(char32_t c) {
  if (c >= 0x1F150 && c <= 0x1F169) return U'a' + (c - 0x1F150);
  if (c >= 0x1F170 && c <= 0x1F189) return U'a' + (c - 0x1F170);
  return c;
}

// Adds code points to a word.
class WordBuilder {
 public:
  explicit WordBuilder(Word& word) : word_(word) {}

  // Returns whether the code point belongs to a word; it is added then.
  bool add(char32_t code_point) {
    if (code_point < 0x80) return add_ascii(static_cast<char>(code_point));
    PartsBuffer buffer;
    const Parts parts = decompose(code_point, Mapping::kCanonical, buffer);
    if (is_ascii_letter(parts[0])) {
      add_parts(parts);
      return true;
    }
    if (add_disguised(code_point)) return true;
    if (!is_word_part(utf8proc_category(static_cast<utf8proc_int32_t>(code_point)))) return false;
    add_parts(parts);
    return true;
  }

 private:
  bool add_ascii(char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (!is_ascii_letter(c) && !is_ascii_digit(c)) return false;
    word_.letters += c;
    word_.has_digits = word_.has_digits || is_ascii_digit(c);
    ++word_.letter_count;
    return true;
  }

  // A lookalike, or what compatibility mapping makes Latin: fullwidth, mathematical, circled
  // letters.
  bool add_disguised(char32_t code_point) {
    char32_t plain = unboxed(code_point);
    if (const char letter = latin_lookalike(code_point)) plain = static_cast<char32_t>(letter);
    PartsBuffer buffer;
    const Parts parts = decompose(plain, Mapping::kCompatible, buffer);
    if (!is_ascii_letter(parts[0]) && !is_ascii_digit(parts[0])) return false;
    const bool is_letter =
        is_word_part(utf8proc_category(static_cast<utf8proc_int32_t>(code_point)));
    if (!is_letter && parts.size() > 1) return false;  // the trademark sign is no word
    add_parts(parts);
    word_.disguised = true;
    return true;
  }

  void add_parts(Parts parts) {
    for (const utf8proc_int32_t part : parts) {
      const auto c = static_cast<char32_t>(part);
      if (part < 0x80) {
        add_ascii(static_cast<char>(part));
      } else if (c == U'đ' || c == U'ð' || c == U'ɖ') {  // Ð and Ɖ are often typed for Đ
        word_.letters += 'D';
        ++word_.letter_count;
      } else if (is_mark(utf8proc_category(part))) {
        add_mark(c);
      } else if (const char letter = latin_lookalike(c)) {
        add_ascii(letter);
        word_.disguised = true;
      } else {
        append_code_point(word_.letters, c);
        ++word_.letter_count;
      }
    }
  }

  void add_mark(char32_t mark) {
    if (word_.letters.empty()) return;
    constexpr std::u32string_view kTones = U"\u0300\u0301\u0309\u0303\u0323";
    const std::size_t tone = kTones.find(mark);
    char& letter = word_.letters.back();
    if (tone != std::u32string_view::npos && std::string_view("aeiouyAWEOQU").contains(letter)) {
      word_.tones += "`'?~."[tone];
    } else if (const char marked = with_vowel_mark(letter, mark)) {
      letter = marked;
    } else {
      word_.disguised = true;
    }
  }

  static char with_vowel_mark(char letter, char32_t mark) {
    constexpr char32_t kCircumflex = 0x302;
    constexpr char32_t kBreve = 0x306;
    constexpr char32_t kHorn = 0x31B;
    if (mark == kCircumflex && letter == 'a') return 'A';
    if (mark == kCircumflex && letter == 'e') return 'E';
    if (mark == kCircumflex && letter == 'o') return 'O';
    if (mark == kBreve && letter == 'a') return 'W';
    if (mark == kHorn && letter == 'o') return 'Q';
    if (mark == kHorn && letter == 'u') return 'U';
    return 0;
  }

  Word& word_;
};

// What stays in cleaned text though it does not show is no end of a word.
bool is_transparent(char32_t code_point) {
  const CodePointKind kind = kind_of(code_point);
  return kind != CodePointKind::kPlain && kind != CodePointKind::kBlank &&
         kind != CodePointKind::kNewline;
}

// Returns the letter that a sign between two pieces is written for; "" = none.
std::string_view letter_for_sign(std::string_view gap) {
  if (gap == "!") return "i";
  if (gap == "@") return "a";
  if (gap == "$") return "s";
  return "";
}

void append_word(Word& word, const Word& next, std::string_view between) {
  word.letters.append(between).append(next.letters);
  word.tones += next.tones;
  word.place.end_bytes = next.place.end_bytes;
  word.letter_count += between.size() + next.letter_count;
  word.has_digits = word.has_digits || next.has_digits;
  word.disguised = true;
}

// `joins(last, next, gap)` says whether two neighbours are one word.
template <class Joins>
std::vector<Word> join(const std::vector<Word>& words, std::string_view text, Joins joins) {
  std::vector<Word> joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t gap_begin = i == 0 ? 0 : words[i - 1].place.end_bytes;
    const std::string_view gap = text.substr(gap_begin, words[i].place.begin_bytes - gap_begin);
    if (i > 0 && gap.size() <= kGapBytesMax && joins(words[i - 1], words[i], gap)) {
      append_word(joined.back(), words[i], letter_for_sign(gap));
    } else {
      joined.push_back(words[i]);
    }
  }
  if (joined.size() == words.size()) joined.clear();
  return joined;
}

char without_mark(char letter) {
  constexpr std::string_view kMarked = "AWEOQU";
  const std::size_t i = kMarked.find(letter);
  return i == std::string_view::npos ? letter : "aaeoou"[i];
}

}  // namespace

std::vector<Word> read_words(std::string_view text) {
  std::vector<Word> words;
  Word word;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t code_point = next_code_point(text, offset);
    if (is_transparent(code_point)) continue;
    const bool empty = word.letters.empty();
    if (WordBuilder(word).add(code_point)) {
      if (empty) word.place.begin_bytes = begin;
      word.place.end_bytes = offset;
    } else if (!empty) {
      words.push_back(std::move(word));
      word = {};
    }
  }
  if (!word.letters.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<Word> join_pieces(const std::vector<Word>& words, std::string_view text) {
  return join(words, text, [](const Word&, const Word&, std::string_view gap) {
    return !gap.contains(' ') && !gap.contains('\n');
  });
}

std::vector<Word> join_single_letters(const std::vector<Word>& words, std::string_view text) {
  return join(words, text, [](const Word& last, const Word& next, std::string_view gap) {
    return last.letter_count == 1 && next.letter_count == 1 && !gap.contains('\n');
  });
}

Word concatenated(const std::vector<Word>& words) {
  assert(!words.empty());
  Word all = words.front();
  for (const Word& word : std::span(words).subspan(1)) append_word(all, word, "");
  return all;
}

std::string without_marks(std::string_view letters) {
  std::string result(letters);
  std::ranges::transform(result, result.begin(), without_mark);
  return result;
}

std::string as_ascii(std::string_view letters) {
  std::string result = without_marks(letters);
  std::ranges::replace(result, 'D', 'd');
  return result;
}

std::string loosely_spelled(std::string_view letters) {
  constexpr std::string_view kLettersOfDigits = "oizeasgtbg";
  std::string result;
  for (char c : letters) {
    if (is_ascii_digit(c)) c = kLettersOfDigits[static_cast<std::size_t>(c - '0')];
    if (c == 'l') c = 'i';
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (!ascii || result.empty() || result.back() != c) result += c;
  }
  return result;
}

bool is_stretched(const Word& word) {
  const std::string_view letters = word.letters;
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (letters[i] != letters[i - 1]) continue;
    if (i + 1 == letters.size() || letters[i + 1] == letters[i]) return true;
  }
  return false;
}

char latin_lookalike(char32_t code_point) {
  const auto table = latin_lookalikes();
  const auto found = std::ranges::lower_bound(table, static_cast<std::uint32_t>(code_point) << 8);
  if (found == table.end() || *found >> 8 != code_point) return 0;
  return static_cast<char>(*found & 0x7F);
}

}  // namespace ykien
