#include "model/words.h"

#include <cassert>

namespace ykien {

const Words& words_of(Language language) {
  return language == Language::kEnglish ? kWordsEn : kWordsVi;
}

std::string fill_words(std::string_view pattern, const WordValues& values) {
  std::string filled;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    filled += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = pattern.find('}', open);
    assert(close != std::string_view::npos);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    filled += name == "n" ? values.n : name == "limit" ? values.limit : values.name;
    pattern.remove_prefix(close + 1);
  }
  return filled;
}

std::string describe(const Violation& violation, Language language, NumberStyle numbers) {
  const auto sentences = words_of(language).violations;
  const std::size_t index = static_cast<std::size_t>(violation.rule) - 1;
  assert(index < sentences.size());
  const std::string actual = format_count(static_cast<std::int64_t>(violation.actual), numbers);
  const std::string limit = format_count(static_cast<std::int64_t>(violation.limit), numbers);
  return fill_words(sentences[index], {.n = actual, .limit = limit});
}

}  // namespace ykien
