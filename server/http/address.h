// Whose request it is: the peer's address, or the one that a proxy of ours says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/networks.h"

namespace ykien::http {

// Proxies that are believed.
class Proxies {
 public:
  // As Networks::parse().
  static std::optional<Proxies> parse(const std::vector<std::string>& networks);

  // The client's address: the last one in X-Forwarded-For that no proxy of ours has, where `peer`
  // is one of ours; else `peer`.
  std::string client(std::string_view peer, std::string_view forwarded_for) const;

 private:
  Networks networks_;
};

}  // namespace ykien::http
