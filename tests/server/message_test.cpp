#include "http/message.h"

#include <catch2/catch_test_macros.hpp>

#include "http/request_filter.h"

using namespace ykien::http;

TEST_CASE("parse_target: path and query, decoded", "[http]") {
  const Target target = parse_target("/v1/bao/articles/b%C3%A0i-1/comments?sort=oldest&after=&x");
  REQUIRE(target.valid);
  CHECK(target.path == std::vector<std::string>{"v1", "bao", "articles", "bài-1", "comments"});
  CHECK(target.value("sort") == "oldest");
  CHECK(target.value("after").empty());
  CHECK(target.value("nothing").empty());
  CHECK(parse_target("/").path.empty());
  CHECK(parse_target("/a%2").valid == false);
}

TEST_CASE("parse_target: what no address of ours holds is refused", "[http]") {
  for (const std::string_view text :
       {"", "v1", "http://a/v1", "/a/../b", "/a/./b", "/%2e%2e/b", "/a%2fb", "/a%00", "/a%0d%0ab",
        "/a%7f", "/a%", "/a%g0", "/a?x=%0a", "/a?%0a=x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_target(text).valid);
  }
}

TEST_CASE("why_refused: requests that two servers could read in two ways", "[http]") {
  struct Case {
    std::string fields;
    std::string_view why;
  };
  const Case cases[] = {
      {"Host: a\r\n", ""},
      {"Host: a\r\nContent-Length: 5\r\n", ""},
      {"HOST: a\r\nTransfer-Encoding:\tchunked \r\n", ""},
      {"", "not one host"},
      {"Host: a\r\nHost: b\r\n", "not one host"},
      {"Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
       "a length and a transfer coding"},
      {"Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
       "a length and a transfer coding"},
      {"Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n", "more than one length"},
      {"Host: a\r\nContent-Length: 5\r\ncontent-length: 6\r\n", "more than one length"},
      {"Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
       "more than one length"},
      {"Host: a\r\nContent-Length: +5\r\n", "a length that is no number"},
      {"Host: a\r\nContent-Length: 5, 5\r\n", "a length that is no number"},
      {"Host: a\r\nContent-Length: 0x5\r\n", "a length that is no number"},
      {"Host: a\r\nContent-Length:\r\n", "a length that is no number"},
      {"Host: a\r\nTransfer-Encoding: xchunked\r\n", "a transfer coding other than chunked"},
      {"Host: a\r\nTransfer-Encoding: identity\r\n", "a transfer coding other than chunked"},
      {"Host: a\r\nTransfer-Encoding: gzip, chunked\r\n", "a transfer coding other than chunked"},
      {"Host: a\r\nTransfer-Encoding: chunked;x\r\n", "a transfer coding other than chunked"},
      {"Host: a\r\nX: 1\r\n 2\r\n", "a folded field"},
      {"Host: a\r\nX: 1\r\n\t2\r\n", "a folded field"},
      {"Host: a\r\nContent-Length : 5\r\n", "a blank in a field's name"},
      {"Host: a\r\nno field\r\n", "a field without a name"},
      {"Host: a\r\n: x\r\n", "a field without a name"},
      {"Host: a\nContent-Length: 5\r\n", "a bare end of line"},
      {"Host: a\r\nX: a\rb\r\n", "a bare end of line"},
      {std::string("Host: a\r\nX: a\0b\r\n", 17), "a bare end of line"},
  };
  for (const auto& [fields, why] : cases) {
    CAPTURE(fields);
    CHECK(why_refused("POST / HTTP/1.1\r\n" + fields + "\r\n") == why);
  }
  const std::string chunked = "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(why_refused("POST / HTTP/1.0\r\n" + chunked) == "a transfer coding before HTTP/1.1");
  CHECK(why_refused("GET / HTTP/1.0\r\nHost: a\r\n\r\n").empty());
}
