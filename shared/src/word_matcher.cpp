#include "word_matcher.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include "sort_indexes.h"
#include "ykien/text.h"

namespace ykien {
namespace {

// Two words that could match have the same folded form.
std::string fold(const Word& word) { return loosely_spelled(as_ascii(word.letters)); }

std::size_t hash(std::string_view text) {
  std::uint32_t value = 2'166'136'261;  // FNV-1a
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16'777'619;
  return value;
}

bool has_marks(const Word& word) {
  return !word.tones.empty() || word.letters.find_first_of("AWEOQU") != std::string::npos;
}

// Returns what `listed` looks like when it is written with no more marks than `typed` has.
std::string written_like(const Word& typed, const Word& listed) {
  if (has_marks(typed)) return listed.letters + listed.tones;
  return typed.letters.contains('D') ? without_marks(listed.letters) : as_ascii(listed.letters);
}

bool is_loose(const Word& word) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::ranges::all_of(word.letters, is_digit)) return false;
  return word.disguised || word.has_digits || is_stretched(word);
}

std::optional<MatchKind> compare(const Word& typed, const Word& listed) {
  const std::string typed_spelling = typed.letters + typed.tones;
  if (!typed.disguised && typed_spelling == listed.letters + listed.tones) return MatchKind::kExact;
  const std::string spelling = written_like(typed, listed);
  if (typed_spelling == spelling) return MatchKind::kLikely;
  if (is_loose(typed) && loosely_spelled(typed_spelling) == loosely_spelled(spelling)) {
    return MatchKind::kLikely;
  }
  return std::nullopt;
}

// Keeps one match for each place, the exact one if there is one.
void sort_by_place(std::vector<WordMatch>& matches) {
  const auto place = [](const WordMatch& match) {
    return std::pair(match.place.begin_bytes, match.place.end_bytes);
  };
  sort_values(matches, [&](const WordMatch& a, const WordMatch& b) {
    return std::pair(place(a), a.kind) < std::pair(place(b), b.kind);
  });
  const auto repeated = std::ranges::unique(matches, {}, place);
  matches.erase(repeated.begin(), repeated.end());
}

}  // namespace

WordText::WordText(std::string_view text) {
  const auto add_reading = [&](std::vector<Word> words) {
    if (words.empty()) return;
    std::vector<FoldedWord>& reading = readings_.emplace_back();
    reading.reserve(words.size());
    for (Word& word : words) {
      std::string folded = fold(word);
      reading.push_back({std::move(word), std::move(folded)});
    }
  };
  std::vector<Word> words = read_words(text);
  add_reading(join_pieces(words, text));
  add_reading(join_single_letters(words, text));
  add_reading(std::move(words));
}

WordMatcher::WordMatcher(const std::vector<std::string>& entries) {
  for (const std::string& entry : entries) {
    if (valid_utf8_prefix_bytes(entry) != entry.size()) continue;
    std::vector<Word> words = read_words(entry);
    if (words.empty()) continue;
    if (words.size() > 1) add({concatenated(words)}, Blanks::kLeftOut);
    add(std::move(words), Blanks::kKept);
  }
  sort_values(entries_, [](const Entry& a, const Entry& b) { return a.folded < b.folded; });
  first_words_.resize(std::bit_ceil(entries_.size() * 16 + 1));
  for (const Entry& entry : entries_) {
    const std::string_view folded = entry.folded;
    first_words_[hash(folded.substr(0, folded.find(' '))) % first_words_.size()] = true;
  }
}

void WordMatcher::add(std::vector<Word> words, Blanks blanks) {
  std::string folded;
  for (const Word& word : words) {
    if (!folded.empty()) folded += ' ';
    folded += fold(word);
  }
  entries_.push_back({std::move(folded), std::move(words), blanks});
}

std::vector<WordMatch> WordMatcher::find(const WordText& text) const {
  std::vector<WordMatch> matches;
  for (const FoldedWords& words : text.readings_) {
    for (std::size_t i = 0; i < words.size(); ++i) find_from(std::span(words).subspan(i), matches);
  }
  sort_by_place(matches);
  return matches;
}

// Follows the list from all entries that begin with the first word to those that go on as the text
// does.
void WordMatcher::find_from(std::span<const WordText::FoldedWord> words,
                            std::vector<WordMatch>& matches) const {
  std::string written;
  auto entries = std::ranges::subrange(entries_);
  for (std::size_t size = 1; size <= words.size(); ++size) {
    if (size > 1) written += ' ';
    written += words[size - 1].folded;
    if (size == 1 && !first_words_[hash(written) % first_words_.size()]) return;
    const auto begin = std::ranges::lower_bound(entries, written, {}, &Entry::folded);
    const auto end =
        std::ranges::lower_bound(begin, entries.end(), written + '!', {}, &Entry::folded);
    if (begin == end) return;
    entries = std::ranges::subrange(begin, end);
    for (auto entry = begin; entry != end && entry->folded == written; ++entry) {
      match(words.first(size), *entry, matches);
    }
  }
}

void WordMatcher::match(std::span<const WordText::FoldedWord> words, const Entry& entry,
                        std::vector<WordMatch>& matches) {
  MatchKind kind = entry.blanks == Blanks::kKept ? MatchKind::kExact : MatchKind::kLikely;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::optional<MatchKind> word_kind = compare(words[i].word, entry.words[i]);
    if (!word_kind) return;
    kind = std::max(kind, *word_kind);
  }
  const Range place = {words.front().word.place.begin_bytes, words.back().word.place.end_bytes};
  matches.push_back({place, kind});
}

}  // namespace ykien
