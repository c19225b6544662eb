// Finds listed words and phrases in a text, however they are written (docs/comment-rules.md,
// "Words").
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "range.h"
#include "words.h"

namespace ykien {

enum class MatchKind : std::uint8_t {
  kExact,   // the listed word itself, tones and all
  kLikely,  // written without tones, or disguised
};

struct WordMatch {
  Range place;
  MatchKind kind;
  friend bool operator==(const WordMatch&, const WordMatch&) = default;
};

// A text read once, for any number of matchers.
class WordText {
 public:
  // Requires: valid UTF-8.
  explicit WordText(std::string_view text);

 private:
  friend class WordMatcher;
  struct FoldedWord {
    Word word;
    std::string folded;
  };
  std::vector<std::vector<FoldedWord>> readings_;
};

// A list of words, prepared. Safe from any thread once made.
class WordMatcher {
 public:
  // Entries without a letter or digit, and those that are not UTF-8, match nothing. O(bytes log
  // entries).
  explicit WordMatcher(const std::vector<std::string>& entries);

  bool empty() const { return entries_.empty(); }

  // Returns every match, ordered by place, one for each place. O(bytes log entries), times the
  // words of the longest entry that is being written.
  std::vector<WordMatch> find(const WordText& text) const;

 private:
  using FoldedWords = std::vector<WordText::FoldedWord>;
  enum class Blanks : std::uint8_t { kKept, kLeftOut };
  struct Entry {
    std::string folded;  // its words, folded, a space between: what the list is sorted by
    std::vector<Word> words;
    Blanks blanks;
  };

  static void match(std::span<const WordText::FoldedWord> words, const Entry& entry,
                    std::vector<WordMatch>& matches);
  void add(std::vector<Word> words, Blanks blanks);
  void find_from(std::span<const WordText::FoldedWord> words,
                 std::vector<WordMatch>& matches) const;

  std::vector<Entry> entries_;
  std::vector<bool> first_words_;  // by hash: spares most words of a text the search
};

}  // namespace ykien
