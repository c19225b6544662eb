// Whose request it is: the peer's address, or the one that a proxy of ours says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ykien::http {

// Proxies that are believed: addresses and networks, "10.0.0.0/8", "::1" (RFC 4632, RFC 4291).
class Proxies {
 public:
  // Fails on what is neither, and on what is every address.
  static std::optional<Proxies> parse(const std::vector<std::string>& networks);

  // The client's address: the last one in X-Forwarded-For that no proxy of ours has, where `peer`
  // is one of ours; else `peer`.
  std::string client(std::string_view peer, std::string_view forwarded_for) const;

 private:
  struct Network {
    std::string bytes;  // 4 or 16
    int bits = 0;
  };
  bool trusts(std::string_view address) const;

  std::vector<Network> networks_;
};

// What shares one line to the internet, for the most part: "203.0.113.0/24", "2001:db8:1:2::/64".
// An IPv4 address inside an IPv6 one is that IPv4 address. The text itself where it is no address.
std::string network_of(std::string_view address);

}  // namespace ykien::http
