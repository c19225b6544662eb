#include "http/address.h"

#include <algorithm>
#include <boost/asio.hpp>
#include <charconv>

#include "http/message.h"

namespace ykien::http {

namespace {

namespace ip = boost::asio::ip;

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

// 4 or 16 bytes; nothing where it is no address.
std::optional<std::string> bytes_of(std::string_view text) {
  boost::system::error_code error;
  const ip::address address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  if (address.is_v4()) return text_of(address.to_v4().to_bytes());
  if (address.to_v6().is_v4_mapped())
    return text_of(ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_bytes());
  return text_of(address.to_v6().to_bytes());
}

// The first bits, then zeros.
std::string masked(std::string bytes, int bits) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const int kept = std::clamp(bits - static_cast<int>(i) * 8, 0, 8);
    bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) & (0xFF00 >> kept));
  }
  return bytes;
}

}  // namespace

std::optional<Proxies> Proxies::parse(const std::vector<std::string>& networks) {
  Proxies proxies;
  for (const std::string& text : networks) {
    std::string_view rest = text;
    const auto bytes = bytes_of(cut(rest, '/'));
    if (!bytes || text.ends_with('/')) return std::nullopt;
    const int most = static_cast<int>(bytes->size()) * 8;
    int bits = most;
    if (!rest.empty()) {
      const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), bits);
      if (problem != std::errc() || end != rest.data() + rest.size()) return std::nullopt;
    }
    if (bits < 1 || bits > most) return std::nullopt;
    proxies.networks_.push_back({masked(*bytes, bits), bits});
  }
  return proxies;
}

bool Proxies::trusts(std::string_view address) const {
  const auto bytes = bytes_of(address);
  return bytes && std::ranges::any_of(networks_, [&](const Network& network) {
           return network.bytes.size() == bytes->size() &&
                  masked(*bytes, network.bits) == network.bytes;
         });
}

std::string Proxies::client(std::string_view peer, std::string_view forwarded_for) const {
  std::string client(peer);
  while (trusts(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::size_t begin = comma == forwarded_for.npos ? 0 : comma + 1;
    const std::string_view before = trim(forwarded_for.substr(begin));
    if (!bytes_of(before)) break;
    client = before;
    forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
  }
  return client;
}

std::string network_of(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return std::string(address);
  if (bytes->size() == 4) {
    ip::address_v4::bytes_type four;
    std::copy_n(masked(*bytes, 24).begin(), four.size(), four.begin());
    return ip::address_v4(four).to_string() + "/24";
  }
  ip::address_v6::bytes_type sixteen;
  std::copy_n(masked(*bytes, 64).begin(), sixteen.size(), sixteen.begin());
  return ip::address_v6(sixteen).to_string() + "/64";
}

}  // namespace ykien::http
