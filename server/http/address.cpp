#include "http/address.h"

#include <utility>

#include "http/message.h"

namespace ykien::http {

std::optional<Proxies> Proxies::parse(const std::vector<std::string>& networks) {
  auto parsed = Networks::parse(networks);
  if (!parsed) return std::nullopt;
  Proxies proxies;
  proxies.networks_ = std::move(*parsed);
  return proxies;
}

std::string Proxies::client(std::string_view peer, std::string_view forwarded_for) const {
  std::string client(peer);
  while (networks_.hold(client) && !forwarded_for.empty()) {
    const std::size_t comma = forwarded_for.rfind(',');
    const std::size_t begin = comma == forwarded_for.npos ? 0 : comma + 1;
    const std::string_view before = trim(forwarded_for.substr(begin));
    if (!is_address(before)) break;
    client = before;
    forwarded_for = forwarded_for.substr(0, comma == forwarded_for.npos ? 0 : comma);
  }
  return client;
}

}  // namespace ykien::http
