// The API without a socket, on a store in memory.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <string>
#include <utility>

#include "http/api.h"
#include "http/marks.h"
#include "http/token.h"
#include "server/test_context.h"

namespace ykien::test {

using http::ApiOptions;
using http::Fields;
using http::Response;

inline constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";
inline const std::string kThread = "/v1/bao/articles/1775/comments";
inline const std::string kDraft = R"({"text":"Rất hay","authorName":"Bạn đọc"})";

struct ApiTest : test::TestContext {
  explicit ApiTest(Sites of = sites()) : TestContext(std::move(of)) {}

  std::string address = "203.0.113.7";
  http::Api api{context, options()};

  static ApiOptions options() {
    ApiOptions options{.secret = std::string(kSecret)};
    options.sign_in["bao"] = {{"k1", http::JwtKey::Algorithm::kHs256, std::string(kSecret)}};
    return options;
  }

  static Sites sites() {
    Policy policy;
    policy.reserved_names = {"Tòa soạn"};
    Sites sites = test::one_site(std::move(policy));
    sites.at("bao").staff_rules.emplace(Policy());
    sites.emplace("khac", Site{RuleSet(Policy())});
    return sites;
  }

  Response ask(const std::string& method, const std::string& target, Fields fields = {},
               const std::string& body = "") {
    std::promise<Response> promise;
    fields.emplace_back("content-type", "application/json");
    api.handle({method, target, std::move(fields), body, address},
               [&](Response response) { promise.set_value(std::move(response)); });
    Response response = promise.get_future().get();
    response.body = response.content();
    return response;
  }

  // Its author's token.
  std::string create(const std::string& body = kDraft, const std::string& key = "k1") {
    const Response created = ask("POST", kThread, {{"idempotency-key", key}}, body);
    CHECK(created.status == 201);
    return std::string(field(created, "ykien-token"));
  }

  static std::string_view field(const Response& response, std::string_view name) {
    for (const auto& [known, value] : response.fields) {
      if (known == name) return value;
    }
    return {};
  }

  static Fields bearer(const std::string& token) { return {{"authorization", "Bearer " + token}}; }
  // By the publisher, who says this besides.
  static Fields signed_in(const std::string& claims) {
    const std::string text = http::to_base64url(R"({"alg":"HS256","kid":"k1"})") + "." +
                             http::to_base64url("{" + claims + R"(,"aud":"bao","exp":)" +
                                                std::to_string(kNow / 1000 + 60) + "}");
    return bearer(text + "." + http::to_base64url(http::hmac_sha256(kSecret, text)));
  }
  static Fields moderator(const std::string& site = "bao") {
    return bearer(http::make_moderator_token(kSecret, site, "lan", kNow / 1000 + 864'000));
  }
};

}  // namespace ykien::test
