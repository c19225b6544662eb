#include "http/jwt.h"

#include <openssl/evp.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "http/marks.h"

using namespace ykien::http;

namespace {

constexpr std::int64_t kUntil = 1'710'545'400;
const std::string kSecret = "0123456789abcdef0123456789abcdef";
const std::string kHeader = R"({"alg":"HS256","kid":"k1"})";
const std::vector<JwtKey> kKeys = {{"k1", JwtKey::Algorithm::kHs256, kSecret}};

std::string payload(const std::string& more = "", const std::string& audience = "bao",
                    std::int64_t until = kUntil) {
  return R"({"sub":"u-7","aud":")" + audience + R"(","exp":)" + std::to_string(until) + more + "}";
}

std::string sign(const std::string& claims, const std::string& header = kHeader,
                 const std::string& secret = kSecret) {
  const std::string text = to_base64url(header) + "." + to_base64url(claims);
  return text + "." + to_base64url(hmac_sha256(secret, text));
}

std::optional<Claims> read(const std::string& token, std::int64_t now_s = kUntil - 1) {
  return read_jwt(token, kKeys, "bao", now_s * 1000);
}

}  // namespace

TEST_CASE("read_jwt: what the publisher's server says of a reader", "[jwt]") {
  const auto claims = read(sign(payload(R"(,"name":"Lan","role":"moderator")")));
  REQUIRE(claims);
  CHECK(claims->subject == "u-7");
  CHECK(claims->name == "Lan");
  CHECK(claims->role == Claims::Role::kModerator);
  CHECK(read(sign(payload()))->role == Claims::Role::kReader);
  // As another library signs it.
  CHECK(read("eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIiwidHlwIjoiSldUIn0."
             "eyJzdWIiOiJ1LTciLCJuYW1lIjoiTGFuIiwicm9sZSI6InN0YWZmIiwiYXVkIjoiYmFvIi"
             "wiZXhwIjoxNzEwNTQ1NDAwfQ."
             "1tb_X83nZ1Uqulfmu7k6ygdjnGHYLpVdXahviwkBUE4")
            ->role == Claims::Role::kStaff);
}

TEST_CASE("read_jwt: an Ed25519 key of RFC 8032, 7.1, test 1", "[jwt]") {
  const auto key = [](std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
      bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
  };
  const std::string open = key("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const std::string closed =
      key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> pair(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                   reinterpret_cast<const unsigned char*>(closed.data()), 32),
      EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  const std::string text =
      to_base64url(R"({"alg":"EdDSA","kid":"e1"})") + "." + to_base64url(payload());
  std::array<unsigned char, 64> mark{};
  std::size_t size = mark.size();
  EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, pair.get());
  EVP_DigestSign(context.get(), mark.data(), &size,
                 reinterpret_cast<const unsigned char*>(text.data()), text.size());
  const std::string token =
      text + "." + to_base64url({reinterpret_cast<const char*>(mark.data()), size});
  const std::vector<JwtKey> keys = {{"e1", JwtKey::Algorithm::kEdDsa, open}};
  CHECK(read_jwt(token, keys, "bao", (kUntil - 1) * 1000));
  std::string changed = token;
  changed[text.size() + 5] = changed[text.size() + 5] == 'A' ? 'B' : 'A';
  CHECK_FALSE(read_jwt(changed, keys, "bao", (kUntil - 1) * 1000));
  // An open key is no secret: RFC 8725, 2.1.
  const std::string confused = sign(payload(), R"({"alg":"HS256","kid":"e1"})", open);
  CHECK_FALSE(read_jwt(confused, keys, "bao", (kUntil - 1) * 1000));
}

TEST_CASE("read_jwt: what is not signed, not for us, or over, says nothing", "[jwt]") {
  const std::string good = sign(payload());
  REQUIRE(read(good));
  for (std::size_t i = 0; i < good.size(); ++i) {
    CHECK_FALSE(read(good.substr(0, i)));
    std::string changed = good;
    changed[i] = changed[i] == 'x' ? 'y' : 'x';
    CAPTURE(i);
    CHECK_FALSE(read(changed));
  }
  CHECK_FALSE(read(sign(payload(), kHeader, "another secret of thirty-two byte")));
  CHECK_FALSE(read(sign(payload("", "khac"))));
  CHECK(read(good, kUntil + 59));
  CHECK_FALSE(read(good, kUntil + 60));
  CHECK_FALSE(read(sign(payload(",\"nbf\":" + std::to_string(kUntil + 100)))));
  CHECK_FALSE(read(sign(R"({"aud":"bao","exp":1710545400})")));
  CHECK_FALSE(read(sign(R"({"sub":"","aud":"bao","exp":1710545400})")));
  CHECK_FALSE(read(sign(R"({"sub":"u-7","aud":"bao"})")));
  CHECK_FALSE(read(sign(R"({"sub":"u-7","exp":1710545400})")));
  CHECK_FALSE(read(sign(payload(R"(,"role":"root")"))));
  for (const std::string header :
       {R"({"alg":"none","kid":"k1"})", R"({"alg":"HS384","kid":"k1"})", R"({"kid":"k1"})",
        R"({"alg":"HS256"})", R"({"alg":"HS256","kid":"k2"})", R"({"alg":"hs256","kid":"k1"})",
        R"({"alg":"HS256","kid":"k1","crit":["x"]})", R"({"alg":"EdDSA","kid":"k1"})", "[]", ""}) {
    CAPTURE(header);
    CHECK_FALSE(read(sign(payload(), header)));
  }
  CHECK_FALSE(read(good + "."));
  CHECK_FALSE(read(std::string(9'000, 'a')));
  CHECK_FALSE(read(""));
}
