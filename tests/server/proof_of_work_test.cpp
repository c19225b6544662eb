#include "http/proof_of_work.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>
#include <vector>

#include "http/marks.h"
#include "server/solve_work.h"
#include "ykien/json_reader.h"

using namespace ykien;
using namespace ykien::http;
using test::solve;
using test::to_base64;

namespace {

constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
constexpr std::int64_t kUntil = 1'710'545'400;
constexpr std::int64_t kBefore = kUntil * 1000 - 1;

std::string make(std::string_view site = "bao", std::int64_t number_max = 50'000,
                 std::int64_t until = kUntil) {
  return make_challenge({.secret = kSecret,
                         .site = site,
                         .random = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11},
                         .until_unix_s = until,
                         .number_max = number_max});
}

Solution check(std::string_view payload, SpentChallenges& spent, std::string_view site = "bao",
               std::int64_t now = kBefore) {
  return check_solution({.secret = kSecret, .site = site, .payload = payload, .now_unix_ms = now},
                        spent);
}

Solution check(std::string_view payload, std::string_view site = "bao",
               std::int64_t now = kBefore) {
  SpentChallenges spent;
  return check(payload, spent, site, now);
}

// What altcha-lib 1.4.1 makes of the same key, salt and number, and of its own solution.
const std::string kChallenge =
    R"({"algorithm":"SHA-256","challenge":)"
    R"("7fec53340416158a8fb054674f91546a761f7c0cee06449caa4ed7ed38f02e7a",)"
    R"("maxnumber":50000,"salt":"000102030405060708090a0b?expires=1710545400&","signature":)"
    R"("993ac97c49720d92ac51cbac88fccec5b68da73fdd92e99f95b9dd56c9ca9e42"})";
const std::string kPayload =
    "eyJhbGdvcml0aG0iOiJTSEEtMjU2IiwiY2hhbGxlbmdlIjoiN2ZlYzUzMzQwNDE2MTU4YThmYjA1NDY3NGY5MTU0NmE3"
    "NjFmN2MwY2VlMDY0NDljYWE0ZWQ3ZWQzOGYwMmU3YSIsIm51bWJlciI6NDAyNywic2FsdCI6IjAwMDEwMjAzMDQwNTA2"
    "MDcwODA5MGEwYj9leHBpcmVzPTE3MTA1NDU0MDAmIiwic2lnbmF0dXJlIjoiOTkzYWM5N2M0OTcyMGQ5MmFjNTFjYmFj"
    "ODhmY2NlYzViNjhkYTczZmRkOTJlOTlmOTViOWRkNTZjOWNhOWU0MiIsInRvb2siOjE0NX0=";

// The same, without "took".
const std::string kSolution =
    R"({"algorithm":"SHA-256","challenge":)"
    R"("7fec53340416158a8fb054674f91546a761f7c0cee06449caa4ed7ed38f02e7a",)"
    R"("number":4027,"salt":"000102030405060708090a0b?expires=1710545400&","signature":)"
    R"("993ac97c49720d92ac51cbac88fccec5b68da73fdd92e99f95b9dd56c9ca9e42"})";

std::string changed(std::string_view from, std::string_view to) {
  std::string json = kSolution;
  const std::size_t at = json.find(from);
  REQUIRE(at != json.npos);
  return to_base64(json.replace(at, from.size(), to));
}

}  // namespace

TEST_CASE("make_challenge: as altcha-lib makes it", "[work]") { CHECK(make() == kChallenge); }

TEST_CASE("check_solution: as altcha-lib solves it", "[work]") {
  CHECK(check(kPayload) == Solution::kGood);
  CHECK(check(to_base64(kSolution)) == Solution::kGood);
  CHECK(check(solve(make("bao", 0))) == Solution::kGood);
  CHECK(check(solve(make("bao", 500))) == Solution::kGood);
  CHECK(check(solve(make("khac", 500)), "khac") == Solution::kGood);
}

TEST_CASE("check_solution: a site's is no other site's, and no other secret's", "[work]") {
  CHECK(check(kPayload, "khac") == Solution::kWrongSignature);
  CHECK(check(solve(make("khac", 500)), "bao") == Solution::kWrongSignature);
  SpentChallenges spent;
  CHECK(check_solution({.secret = "another secret of thirty-two byte",
                        .site = "bao",
                        .payload = kPayload,
                        .now_unix_ms = kBefore},
                       spent) == Solution::kWrongSignature);
}

TEST_CASE("check_solution: good until its time, and once", "[work]") {
  SpentChallenges spent;
  CHECK(check(kPayload, spent, "bao", kUntil * 1000) == Solution::kExpired);
  CHECK(check(kPayload, spent) == Solution::kGood);
  CHECK(check(kPayload, spent) == Solution::kUsed);
  CHECK(check(to_base64(kSolution), spent) == Solution::kUsed);
  CHECK(check(changed("4027", "4028"), spent) == Solution::kWrongNumber);
  CHECK(check(kPayload, spent, "bao", kUntil * 1000) == Solution::kExpired);
}

TEST_CASE("check_solution: each change is seen", "[work]") {
  struct Row {
    std::string from;
    std::string to;
    Solution expected;
  };
  for (const auto& [from, to, expected] : {
           Row{"SHA-256", "SHA-512", Solution::kMalformed},
           Row{"SHA-256", "sha-256", Solution::kMalformed},
           Row{"7fec", "7fed", Solution::kWrongSignature},
           Row{"7fec", "7FEC", Solution::kWrongSignature},
           Row{"993a", "993b", Solution::kWrongSignature},
           Row{"993a", "", Solution::kWrongSignature},
           Row{"4027", "4028", Solution::kWrongNumber},
           Row{"4027", "-4027", Solution::kMalformed},
           Row{"4027", "4027.0", Solution::kMalformed},
           Row{"4027", "04027", Solution::kMalformed},
           Row{"4027", "\"4027\"", Solution::kMalformed},
           Row{"4027", "null", Solution::kMalformed},
           Row{"4027", "9007199254740993", Solution::kMalformed},
           Row{"4027", "4027,\"number\":4027", Solution::kMalformed},
           Row{"0001", "0002", Solution::kWrongNumber},
           Row{"1710545400", "1710545401", Solution::kWrongNumber},
           // Digits of the number in the time, or behind it: the hash would be the same.
           Row{"4027,\"salt\":\"000102030405060708090a0b?expires=1710545400&",
               "27,\"salt\":\"000102030405060708090a0b?expires=1710545400&40",
               Solution::kMalformed},
           Row{"5400&", "5400", Solution::kMalformed},
           Row{"5400&", "5400&&", Solution::kMalformed},
           Row{"5400&", "99999999999999999999&", Solution::kMalformed},
           Row{"1710545400", "", Solution::kMalformed},
           Row{"?expires", "?other", Solution::kMalformed},
           Row{"signature", "signed", Solution::kMalformed},
       }) {
    CAPTURE(from, to);
    CHECK(check(changed(from, to)) == expected);
  }
}

TEST_CASE("check_solution: what is no solution is malformed, whatever it is", "[work]") {
  for (const std::string& payload :
       {std::string(), std::string("="), std::string("===="), std::string("!!!!"), std::string("A"),
        to_base64("null"), to_base64("[]"), to_base64("{}"), to_base64("1"),
        to_base64(std::string(1, '\0')), to_base64("{\"algorithm\":\"SHA-256\"}"),
        to_base64("[[[[[[[["), kSolution, kPayload + "====", to_base64url(kSolution + "  ?>~"),
        std::string(100'000, 'A')}) {
    CAPTURE(payload.substr(0, 40));
    CHECK(check(payload) == Solution::kMalformed);
  }
  for (std::size_t i = 0; i < kPayload.size(); ++i)
    CHECK(check(kPayload.substr(0, i)) == Solution::kMalformed);
  const auto padded = [](std::size_t bytes) {
    return to_base64(kSolution + std::string(bytes / 4 * 3 - kSolution.size(), ' '));
  };
  CHECK(check(padded(kSolutionBytesMax)) == Solution::kGood);
  CHECK(check(padded(kSolutionBytesMax + 4)) == Solution::kMalformed);
}

TEST_CASE("SpentChallenges: remembers until their time, and no more than it may", "[work]") {
  SpentChallenges spent(3);
  CHECK(spent.spend("a", 10, 0));
  CHECK_FALSE(spent.spend("a", 10, 9));
  CHECK(spent.spend("b", 30, 9));
  CHECK(spent.spend("c", 20, 9));
  CHECK(spent.spend("d", 40, 10));  // the time of "a" is over
  CHECK_FALSE(spent.spend("b", 30, 10));
  CHECK_FALSE(spent.spend("c", 20, 10));
  CHECK(spent.spend("e", 50, 10));  // no room for "c" any more
  CHECK_FALSE(spent.spend("b", 30, 10));
  CHECK(spent.spend("f", 60, 10));
  CHECK_FALSE(spent.spend("e", 50, 10));
}

TEST_CASE("SpentChallenges: of many at once, one is the first", "[work]") {
  SpentChallenges spent;
  std::atomic<int> first = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1'000; ++i) first += spent.spend(std::to_string(i), 10, 0);
      });
    }
  }
  CHECK(first == 1'000);
}
