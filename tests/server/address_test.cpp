#include "http/address.h"

#include <catch2/catch_test_macros.hpp>

using namespace ykien::http;

TEST_CASE("Proxies: only what a proxy of ours says is believed", "[http]") {
  const auto proxies = Proxies::parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  REQUIRE(proxies);
  struct Case {
    std::string_view peer, forwarded, client;
  };
  for (const auto& [peer, forwarded, client] : {
           Case{"203.0.113.7", "", "203.0.113.7"},
           Case{"203.0.113.7", "1.2.3.4", "203.0.113.7"},
           Case{"127.0.0.1", "", "127.0.0.1"},
           Case{"127.0.0.1", "1.2.3.4", "1.2.3.4"},
           Case{"127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"},
           Case{"127.0.0.1", "6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4"},
           Case{"127.0.0.1", "10.1.1.1, 10.9.9.9", "10.1.1.1"},
           Case{"127.0.0.1", "1.2.3.4, unknown", "127.0.0.1"},
           Case{"127.0.0.1", "1.2.3.4:80", "127.0.0.1"},
           Case{"::ffff:127.0.0.1", "1.2.3.4", "1.2.3.4"},
           Case{"fd12::1", " 2001:db8::1 ", "2001:db8::1"},
           Case{"fe80::1", "1.2.3.4", "fe80::1"},
       }) {
    CAPTURE(peer, forwarded);
    CHECK(proxies->client(peer, forwarded) == client);
  }
}

TEST_CASE("Proxies: what is no network, or all of them, is refused", "[http]") {
  for (const std::string one : {"", "x", "10.0.0.0/33", "10.0.0.0/-1", "0.0.0.0/0", "::/0",
                                "10.0.0.0/x", "10.0.0/8", "10.0.0.0/8 ", "10.0.0.0/"}) {
    CAPTURE(one);
    CHECK_FALSE(Proxies::parse({one}));
  }
  CHECK(Proxies::parse({})->client("127.0.0.1", "1.2.3.4") == "127.0.0.1");
}

TEST_CASE("network_of: the line that an address shares", "[http]") {
  using ykien::network_of;
  CHECK(network_of("203.0.113.77") == "203.0.113.0/24");
  CHECK(network_of("::ffff:203.0.113.77") == "203.0.113.0/24");
  CHECK(network_of("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
  CHECK(network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::"));
  CHECK(network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1"));
  CHECK(network_of("x") == "x");
}
