// Internet addresses, and the networks that hold them (RFC 4632, RFC 4291). An IPv4 address inside
// an IPv6 one is that IPv4 address.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ykien {

bool is_address(std::string_view text);

// What shares one line to the internet, for the most part: "203.0.113.0/24", "2001:db8:1:2::/64".
// The text itself where it is no address.
std::string network_of(std::string_view address);

class Networks {
 public:
  // Of "10.0.0.0/8", "::1". Fails on what is no address and no network, and on what is every
  // address.
  static std::optional<Networks> parse(const std::vector<std::string>& networks);

  bool hold(std::string_view address) const;

 private:
  struct Network {
    std::string bytes;  // 4 or 16
    int bits = 0;
  };
  std::vector<Network> networks_;
};

}  // namespace ykien
