#include "ykien/spelling.h"

#include "words.h"

namespace ykien {

std::vector<SpelledWord> spelled_words(std::string_view text) {
  std::vector<SpelledWord> spelled;
  for (const Word& word : read_words(text)) {
    spelled.push_back({word.letters + word.tones, word.place.begin_bytes, word.place.end_bytes});
  }
  return spelled;
}

}  // namespace ykien
