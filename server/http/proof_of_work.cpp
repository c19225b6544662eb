#include "http/proof_of_work.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "http/marks.h"
#include "ykien/json_reader.h"
#include "ykien/json_writer.h"

namespace ykien::http {

namespace {

constexpr std::string_view kAlgorithm = "SHA-256";
constexpr std::string_view kExpires = "?expires=";

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string hash_of(const std::string& salt, std::int64_t number) {
  const std::string text = salt + std::to_string(number);
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), hash.data(), &size, EVP_sha256(), nullptr);
  return to_hex({reinterpret_cast<const char*>(hash.data()), size});
}

// No token's mark is made of these words: see mark_token().
std::string key_of(std::string_view secret, std::string_view site) {
  return to_base64url(hmac_sha256(secret, std::string(site) + "/proof-of-work/key"));
}

std::string signature_of(std::string_view key, std::string_view challenge) {
  return to_hex(hmac_sha256(key, challenge));
}

// Of the same bytes in base64 and base64url, two digits and the padding differ.
std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || text.find_first_of("-_") != text.npos) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  std::string digits(text);
  std::ranges::replace(digits, '+', '-');
  std::ranges::replace(digits, '/', '_');
  return from_base64url(digits);
}

// "RANDOM?expires=UNIX_S&", and nothing else.
std::optional<std::int64_t> expiry_of(std::string_view salt) {
  const std::size_t at = salt.find(kExpires);
  if (at == salt.npos) return std::nullopt;
  const std::string_view rest = salt.substr(at + kExpires.size());
  std::int64_t until_unix_s = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), until_unix_s);
  const bool whole = end + 1 == rest.data() + rest.size() && *end == '&';
  return error == std::errc() && whole ? std::optional(until_unix_s) : std::nullopt;
}

struct Payload {
  std::string challenge;
  std::int64_t number;
  std::string salt;
  std::string signature;
  std::int64_t until_unix_s;
};

std::optional<Payload> read_payload(std::string_view base64) {
  if (base64.size() > kSolutionBytesMax) return std::nullopt;
  const std::optional<std::string> json = from_base64(base64);
  if (!json) return std::nullopt;
  JsonDocument document(*json, {.bytes_max = kSolutionBytesMax, .depth_max = 1});
  const JsonValue root = document.root();
  const bool known = root.required("algorithm").string() == kAlgorithm;
  Payload payload = {
      .challenge = std::string(root.required("challenge").string()),
      .number = root.required("number").integer(0),
      .salt = std::string(root.required("salt").string()),
      .signature = std::string(root.required("signature").string()),
      .until_unix_s = 0,
  };
  const auto until = expiry_of(payload.salt);
  if (document.error() || !known || !until) return std::nullopt;
  payload.until_unix_s = *until;
  return payload;
}

}  // namespace

std::string make_challenge(const Challenge& challenge) {
  const std::string key = key_of(challenge.secret, challenge.site);
  const std::string_view random(reinterpret_cast<const char*>(challenge.random.data()),
                                challenge.random.size());
  const std::string salt =
      to_hex(random).append(kExpires) + std::to_string(challenge.until_unix_s) + "&";
  // Nobody's but ours to know, and nothing to remember.
  std::uint64_t number = 0;
  for (const char c : hmac_sha256(key, salt).substr(0, 8))
    number = number << 8 | static_cast<unsigned char>(c);
  number %= static_cast<std::uint64_t>(challenge.number_max) + 1;
  const std::string hash = hash_of(salt, static_cast<std::int64_t>(number));
  JsonWriter json;
  json.begin_object().key("algorithm").string(kAlgorithm).key("challenge").string(hash);
  json.key("maxnumber").integer(challenge.number_max).key("salt").string(salt);
  json.key("signature").string(signature_of(key, hash));
  return json.end_object().take();
}

bool SpentChallenges::spend(std::string_view challenge, std::int64_t until_unix_s,
                            std::int64_t now_unix_s) {
  const std::lock_guard lock(mutex_);
  while (!spent_.empty() && spent_.begin()->first <= now_unix_s) spent_.erase(spent_.begin());
  if (!spent_.emplace(until_unix_s, challenge).second) return false;
  if (spent_.size() > spent_max_) spent_.erase(spent_.begin());
  return true;
}

Solution check_solution(const Solved& solved, SpentChallenges& spent) {
  const std::optional<Payload> payload = read_payload(solved.payload);
  if (!payload) return Solution::kMalformed;
  const std::string& challenge = payload->challenge;
  const std::string ours = signature_of(key_of(solved.secret, solved.site), challenge);
  if (!is_same_mark(ours, payload->signature)) return Solution::kWrongSignature;
  if (hash_of(payload->salt, payload->number) != challenge) return Solution::kWrongNumber;
  const std::int64_t now_unix_s = solved.now_unix_ms / 1000;
  if (now_unix_s >= payload->until_unix_s) return Solution::kExpired;
  if (!spent.spend(challenge, payload->until_unix_s, now_unix_s)) return Solution::kUsed;
  return Solution::kGood;
}

}  // namespace ykien::http
