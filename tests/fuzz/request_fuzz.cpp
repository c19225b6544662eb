// Feeds bytes to what reads requests: heads, targets, addresses, tokens.
#include <algorithm>
#include <boost/beast/http.hpp>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz.h"
#include "http/address.h"
#include "http/jwt.h"
#include "http/marks.h"
#include "http/message.h"
#include "http/request_filter.h"
#include "http/token.h"
#include "ykien/comment.h"

namespace {

using namespace ykien;
using namespace ykien::http;
namespace beast = boost::beast;

constexpr std::string_view kSecret = "12345678901234567890123456789012";

// How a request's body is delimited.
struct Framing {
  int hosts = 0;
  std::string length = {};
  std::string coding = {};
  friend bool operator==(const Framing&, const Framing&) = default;
};

void read_field(std::string_view name, std::string_view value, Framing& framing) {
  if (name == "host") ++framing.hosts;
  if (name == "content-length") framing.length = value;
  if (name == "transfer-encoding") framing.coding = lower_case(value);
}

// A server to the letter of RFC 9112; of two fields the first counts.
Framing read_strictly(std::string_view head) {
  Framing framing;
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.starts_with("\r\n")) {
    std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    Framing field;
    const std::string name = lower_case(cut(line, ':'));
    read_field(name, trim(line), field);
    framing.hosts += field.hosts;
    if (framing.length.empty()) framing.length = field.length;
    if (framing.coding.empty()) framing.coding = field.coding;
  }
  return framing;
}

// A server that makes the best of everything; of two fields the last counts.
Framing read_leniently(std::string_view head) {
  constexpr std::string_view kBlank = " \t\v\f\r";
  const auto trimmed = [&](std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
    return text.substr(begin, text.find_last_not_of(kBlank) + 1 - begin);
  };
  Framing framing;
  cut(head, '\n');
  while (!head.empty()) {
    std::string_view line = cut(head, '\n');
    if (trimmed(line).empty()) break;
    const std::string name = lower_case(trimmed(cut(line, ':')));
    read_field(name, trimmed(line), framing);
  }
  return framing;
}

// What is not refused has one reading.
void check_head(std::string_view text) {
  std::string head(text.substr(0, text.find("\r\n\r\n")));
  head += "\r\n\r\n";
  beast::http::request_parser<beast::http::string_body> parser;
  beast::error_code error;
  parser.put(boost::asio::buffer(head), error);
  if (!why_refused(head).empty() || error || !parser.is_header_done()) return;
  const Framing framing = read_strictly(head);
  require(framing == read_leniently(head));
  require(framing.hosts == 1);
  require(framing.length.empty() || framing.coding.empty());
  require(parser.chunked() == (framing.coding == "chunked"));
  require(parser.content_length().has_value() == !framing.length.empty());
}

std::string encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    escaped += {'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return escaped;
}

// Read, written and read again it is the same, and no segment leads elsewhere.
void check_target(std::string_view text) {
  const Target target = parse_target(text);
  if (!target.valid) return;
  std::string written = "/";
  for (const std::string& segment : target.path) {
    require(segment != "." && segment != ".." && !segment.contains('/'));
    require(std::ranges::none_of(segment, [](char c) { return (c >= 0 && c < ' ') || c == 0x7F; }));
    written += encoded(segment) + "/";
  }
  written += "?";
  for (const auto& [name, value] : target.query)
    written += encoded(name) + "=" + encoded(value) + "&";
  const Target again = parse_target(written);
  require(again.valid && again.path == target.path && again.query == target.query);
}

bool is_address(std::string_view text) { return network_of(text) != text; }

// Nobody speaks for a client but a proxy of ours; a network is its own.
void check_addresses(std::string_view text) {
  static const auto proxies = Proxies::parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  require(proxies->client("203.0.113.7", text) == "203.0.113.7");
  const std::string client = proxies->client("127.0.0.1", text);
  require(client == "127.0.0.1" || (is_address(client) && text.contains(client)));
  if (is_address(text)) {
    const std::string network = network_of(text);
    require(network_of(network.substr(0, network.find('/'))) == network);
  }
  const auto named = Proxies::parse({std::string(text)});
  if (named) require(is_address(text.substr(0, text.find('/'))) && !text.ends_with('/'));
}

// What we did not sign names nobody; what we sign names whom it should, on its own site.
void check_tokens(std::string_view text) {
  require(author_of(kSecret, "bao", text).empty());
  require(!moderator_of(kSecret, "bao", text, 0));
  if (!is_id(text)) return;
  const std::string token = make_token(kSecret, "bao", text);
  require(author_of(kSecret, "bao", token) == text);
  require(author_of(kSecret, "khac", token).empty());
  require(!moderator_of(kSecret, "bao", token, 0));
  if (text.contains('~')) return;
  const std::string moderator = make_moderator_token(kSecret, "bao", text, 100);
  require(moderator_of(kSecret, "bao", moderator, 99'999) == text);
  require(!moderator_of(kSecret, "bao", moderator, 100'000));
  require(author_of(kSecret, "bao", moderator).empty());
}

// Nothing is believed unsigned; signed, it ends some day and is for one site.
void check_jwt(std::string_view text) {
  static const std::vector<JwtKey> keys = {{"", JwtKey::Algorithm::kHs256, std::string(kSecret)},
                                           {"e", JwtKey::Algorithm::kEdDsa, std::string(32, '\1')}};
  require(!read_jwt(text, keys, "bao", 0));
  const std::string said = to_base64url(R"({"alg":"HS256"})") + "." + to_base64url(text);
  const std::string token = said + "." + to_base64url(hmac_sha256(kSecret, said));
  const auto claims = read_jwt(token, keys, "bao", 0);
  if (!claims) return;
  require(!claims->subject.empty() && claims->subject.size() <= 255);
  require(!read_jwt(token, keys, "khac", 0));
  require(!read_jwt(token, keys, "bao", std::numeric_limits<std::int64_t>::max()));
  require(!read_jwt(said + "." + to_base64url(hmac_sha256("", said)), keys, "bao", 0));
}

void check_base64url(std::string_view text) {
  require(from_base64url(to_base64url(text)) == text);
  const auto bytes = from_base64url(text);
  if (bytes) require(to_base64url(*bytes) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  check_head(text);
  check_target(text);
  check_addresses(text);
  check_tokens(text);
  check_jwt(text);
  check_base64url(text);
  return 0;
}
