#include "http/jwt.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <memory>

#include "http/marks.h"
#include "http/message.h"
#include "ykien/json_reader.h"

namespace ykien::http {

namespace {

constexpr std::int64_t kSkewS = 60;
constexpr std::size_t kTokenBytesMax = 8'192;
constexpr JsonLimits kLimits = {.bytes_max = kTokenBytesMax};
constexpr std::array<std::string_view, 3> kRoles = {"reader", "staff", "moderator"};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_ed25519(const JwtKey& key, std::string_view signed_text, std::string_view signature) {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> open(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(key.bytes), key.bytes.size()),
      EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  return open && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, open.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                          bytes_of(signed_text), signed_text.size()) == 1;
}

bool is_signed(const JwtKey& key, std::string_view signed_text, std::string_view signature) {
  if (key.algorithm == JwtKey::Algorithm::kEdDsa) return is_ed25519(key, signed_text, signature);
  return is_same_mark(hmac_sha256(key.bytes, signed_text), signature);
}

// The key that the header names: by its id, and by its own algorithm alone.
const JwtKey* key_of(std::string_view header, const std::vector<JwtKey>& keys) {
  JsonDocument document(header, kLimits);
  const JsonValue root = document.root();
  const std::string_view algorithm = root.required("alg").string();
  const std::string_view id = root.member("kid").string();
  // Extensions that must be understood are not.
  if (document.error() || root.member("crit").present()) return nullptr;
  const auto fits = [&](const JwtKey& key) {
    const bool hmac = key.algorithm == JwtKey::Algorithm::kHs256;
    return algorithm == (hmac ? "HS256" : "EdDSA") && key.id == id;
  };
  const auto found = std::ranges::find_if(keys, fits);
  return found == keys.end() ? nullptr : &*found;
}

std::optional<Claims> claims_of(std::string_view json, std::string_view audience,
                                std::int64_t now_s) {
  constexpr std::size_t kSubjectBytesMax = 255;
  JsonDocument document(json, kLimits);
  const JsonValue root = document.root();
  Claims claims;
  claims.subject = root.required("sub").string();
  claims.name = root.member("name").string();
  claims.role = static_cast<Claims::Role>(root.member("role").choice(kRoles, 0));
  claims.phone_verified = root.member("phone_number_verified").boolean(false);
  const std::int64_t until = root.required("exp").integer(0);
  const std::int64_t from = root.member("nbf").integer(0);
  const bool ours = root.required("aud").string() == audience;
  const bool named = !claims.subject.empty() && claims.subject.size() <= kSubjectBytesMax;
  if (document.error() || !ours || !named) return std::nullopt;
  if (now_s >= until + kSkewS || now_s < from - kSkewS) return std::nullopt;
  return claims;
}

}  // namespace

std::optional<JwtKey> make_key(std::string id, JwtKey::Algorithm algorithm, std::string file) {
  constexpr std::size_t kSecretBytesMin = 32;
  if (algorithm == JwtKey::Algorithm::kHs256) {
    if (file.size() < kSecretBytesMin) return std::nullopt;
    return JwtKey{std::move(id), algorithm, std::move(file)};
  }
  const std::unique_ptr<BIO, void (*)(BIO*)> source(
      BIO_new_mem_buf(file.data(), static_cast<int>(file.size())), BIO_free_all);
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  std::array<unsigned char, 32> raw{};
  std::size_t size = raw.size();
  if (!key || EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1) return std::nullopt;
  return JwtKey{std::move(id), algorithm, std::string(raw.begin(), raw.end())};
}

std::optional<Claims> read_jwt(std::string_view token, const std::vector<JwtKey>& keys,
                               std::string_view audience, std::int64_t now_unix_ms) {
  if (token.size() > kTokenBytesMax || std::ranges::count(token, '.') != 2) return std::nullopt;
  const std::string_view signed_text = token.substr(0, token.rfind('.'));
  std::string_view rest = token;
  const auto header = from_base64url(cut(rest, '.'));
  const auto payload = from_base64url(cut(rest, '.'));
  const auto signature = from_base64url(rest);
  if (!header || !payload || !signature) return std::nullopt;
  const JwtKey* const key = key_of(*header, keys);
  if (key == nullptr || !is_signed(*key, signed_text, *signature)) return std::nullopt;
  return claims_of(*payload, audience, now_unix_ms / 1000);
}

}  // namespace ykien::http
