// Reads text as words whose spelling can be compared (docs/comment-rules.md, "Words").
//
// Pure functions, safe from any thread. Requires everywhere: valid UTF-8, in any normal form.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "range.h"

namespace ykien {

// A run of letters, marks and digits, in small letters. One byte stands for each Latin letter: the
// letters of Vietnamese that ASCII lacks are capitals (A = â, W = ă, D = đ, E = ê, O = ô, Q = ơ,
// U = ư). Its tones, ` ' ? ~ . as in VIQR, stand behind all letters, so that hoà equals hòa.
struct Word {
  std::string letters;
  std::string tones;
  Range place;
  std::size_t letter_count = 0;
  bool has_digits = false;
  bool disguised = false;  // by lookalikes, by marks of no Vietnamese letter, or joined of pieces
};

std::vector<Word> read_words(std::string_view text);

// The same words, but pieces joined that stand together without a blank (ng.u), or that are single
// letters in a row (n g u). Each is empty if nothing was joined.
std::vector<Word> join_pieces(const std::vector<Word>& words, std::string_view text);
std::vector<Word> join_single_letters(const std::vector<Word>& words, std::string_view text);

// Returns all of `words` as one without blanks. Requires: at least one.
Word concatenated(const std::vector<Word>& words);

// Returns `letters` without vowel marks (â to a), but with its đ.
std::string without_marks(std::string_view letters);

// Returns `letters` with neither marks nor đ.
std::string as_ascii(std::string_view letters);

// Returns `letters` with digits as the letters they look like, i for l, and each run of a letter
// once.
std::string loosely_spelled(std::string_view letters);

// Whether the word's last letter is doubled, or any is there three times in a row.
bool is_stretched(const Word& word);

// Returns the code point's Latin lookalike, a small ASCII letter; 0 = none, also for Latin letters
// themselves.
char latin_lookalike(char32_t code_point);

}  // namespace ykien
