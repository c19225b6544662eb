// Work that a browser has to do before it may send a comment that looks suspicious: the scheme of
// ALTCHA, version 1, so that any of its clients can do it.
//
// We say H = SHA-256(salt + number), and sign it; the client finds the number, of 0 to "maxnumber",
// by trying. The salt ends with "&", so that no digit can move from the number into the time that
// stands before it. The signature is by a key of the site's own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace ykien::http {

struct Challenge {
  std::string_view secret;  // of the server's tokens
  std::string_view site;
  std::array<std::uint8_t, 12> random;
  std::int64_t until_unix_s;
  std::int64_t number_max;  // the work: half as many hashes on average. Requires: 0 to 2^53
};

// {"algorithm":"SHA-256","challenge":…,"maxnumber":…,"salt":…,"signature":…}
std::string make_challenge(const Challenge& challenge);

// What was solved before, each until its time. Safe from any thread.
//
// A process remembers for itself, and until it ends: beside another one, and after a new start, a
// solution counts once more.
class SpentChallenges {
 public:
  static constexpr std::size_t kSpentMax = 100'000;

  // Beyond `spent_max` those are forgotten whose time is over first.
  explicit SpentChallenges(std::size_t spent_max = kSpentMax) : spent_max_(spent_max) {}

  // False where it was spent before.
  bool spend(std::string_view challenge, std::int64_t until_unix_s, std::int64_t now_unix_s);

 private:
  std::mutex mutex_;
  std::size_t spent_max_;
  std::set<std::pair<std::int64_t, std::string>> spent_;  // by their time
};

enum class Solution { kGood, kMalformed, kWrongSignature, kWrongNumber, kExpired, kUsed };

// Judges base64 (RFC 4648, section 4) of {"algorithm", "challenge", "number", "salt", "signature"},
// at most kSolutionBytesMax; a good one is spent then. Other members count for nothing.
struct Solved {
  std::string_view secret;
  std::string_view site;
  std::string_view payload;
  std::int64_t now_unix_ms;
};
Solution check_solution(const Solved& solved, SpentChallenges& spent);

inline constexpr std::size_t kSolutionBytesMax = 2'048;

}  // namespace ykien::http
