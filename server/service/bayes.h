// What a site's moderators have called spam, asked of a new comment: naive Bayes over words and
// pairs of neighbours, with their tones.
//
// It may only ever hold a comment for a moderator: never refuse one, never publish one that a rule
// holds. A word weighs as Robinson has it (strength 1, from 0.5); the weights are combined by
// Fisher's method: G. Robinson, "A Statistical Approach to the Spam Problem", Linux Journal 107.
// The same lessons in the same order make the same memory.
//
// A value: safe to read from many threads, not while it learns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ykien {

class Bayes {
 public:
  static constexpr std::size_t kTokensMax = 200'000;
  static constexpr std::uint32_t kCommentsMin = 50;        // of each kind, before it says anything
  static constexpr std::size_t kTextBytesMax = 16u << 10;  // what stands behind is not read

  enum class Kind : std::uint8_t { kGood, kSpam };

  // Beyond `tokens_max` the rarest are forgotten.
  explicit Bayes(std::size_t tokens_max = kTokensMax) : tokens_max_(tokens_max) {}

  void learn(std::string_view text, Kind kind);

  bool is_ready() const;

  // From 0 to 1; 0.5 while it is not ready, and where it knows nothing. To hold from 0.95 is wise.
  double spam_probability(std::string_view text) const;

  // What that comes from, as it is written in the comment: the most telling first.
  struct Reason {
    std::string words;
    double spam_probability;
  };
  std::vector<Reason> explain(std::string_view text) const;

  std::size_t tokens() const { return tokens_.size(); }

 private:
  struct Seen {
    std::uint32_t good = 0;
    std::uint32_t spam = 0;
    std::uint32_t& of(Kind kind) { return kind == Kind::kSpam ? spam : good; }
  };
  double weight(const Seen& seen) const;
  void forget();

  std::size_t tokens_max_;
  Seen comments_;
  std::map<std::string, Seen, std::less<>> tokens_;
};

}  // namespace ykien
