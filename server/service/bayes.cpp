#include "service/bayes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "ykien/spelling.h"
#include "ykien/text.h"

namespace ykien {

namespace {

constexpr std::size_t kWordBytesMax = 32;
constexpr std::size_t kTellingMax = 30;  // tokens that count
constexpr double kTellingFrom = 0.1;     // from 0.5, either way

// Each token once, with how it is written where it stands first.
std::map<std::string, std::string_view> tokens_of(std::string_view text) {
  text = text.substr(0, Bayes::kTextBytesMax);
  text = text.substr(0, valid_utf8_prefix_bytes(text));
  std::map<std::string, std::string_view> tokens;
  const SpelledWord* last = nullptr;
  const std::vector<SpelledWord> words = spelled_words(text);
  for (const SpelledWord& word : words) {
    const auto add = [&](std::string spelling, std::size_t begin_bytes) {
      tokens.emplace(std::move(spelling), text.substr(begin_bytes, word.end_bytes - begin_bytes));
    };
    const bool is_short = word.spelling.size() <= kWordBytesMax;
    if (is_short) add(word.spelling, word.begin_bytes);
    if (is_short && last != nullptr) add(last->spelling + " " + word.spelling, last->begin_bytes);
    last = is_short ? &word : nullptr;
  }
  return tokens;
}

// That chance alone makes the product of so many probabilities as small as e^log_product: chi
// squared of -2 log_product, with two degrees of freedom for each.
double chance(double log_product, std::size_t count) {
  double term = std::exp(log_product);
  double sum = term;
  for (std::size_t i = 1; i < count; ++i) {
    term *= -log_product / static_cast<double>(i);
    sum += term;
  }
  return std::min(sum, 1.0);
}

}  // namespace

void Bayes::learn(std::string_view text, Kind kind) {
  ++comments_.of(kind);
  for (const auto& [token, written] : tokens_of(text)) ++tokens_[token].of(kind);
  forget();
}

// Some room is made, so that this is not done for each comment.
void Bayes::forget() {
  if (tokens_.size() <= tokens_max_) return;
  for (std::uint32_t rare = 1; tokens_.size() > tokens_max_ / 4 * 3; ++rare) {
    std::erase_if(tokens_, [rare](const auto& entry) {
      return entry.second.good + entry.second.spam <= rare;
    });
  }
}

bool Bayes::is_ready() const { return std::min(comments_.good, comments_.spam) >= kCommentsMin; }

double Bayes::weight(const Seen& seen) const {
  const double spam = static_cast<double>(seen.spam) / comments_.spam;
  const double good = static_cast<double>(seen.good) / comments_.good;
  const double count = static_cast<double>(seen.spam) + seen.good;
  return (0.5 + count * spam / (spam + good)) / (1 + count);
}

double Bayes::spam_probability(std::string_view text) const {
  const std::vector<Reason> reasons = explain(text);
  if (reasons.empty()) return 0.5;
  double log_spam = 0;
  double log_good = 0;
  for (const Reason& reason : reasons) {
    log_spam += std::log(reason.spam_probability);
    log_good += std::log(1 - reason.spam_probability);
  }
  return (1 + chance(log_spam, reasons.size()) - chance(log_good, reasons.size())) / 2;
}

std::vector<Bayes::Reason> Bayes::explain(std::string_view text) const {
  std::vector<Reason> reasons;
  if (!is_ready()) return reasons;
  const auto telling = [](const Reason& reason) { return std::abs(reason.spam_probability - 0.5); };
  for (const auto& [token, written] : tokens_of(text)) {
    const auto found = tokens_.find(token);
    if (found == tokens_.end()) continue;
    Reason reason{std::string(written), weight(found->second)};
    if (telling(reason) >= kTellingFrom) reasons.push_back(std::move(reason));
  }
  std::ranges::stable_sort(reasons, std::greater(), telling);
  if (reasons.size() > kTellingMax) reasons.resize(kTellingMax);
  return reasons;
}

}  // namespace ykien
