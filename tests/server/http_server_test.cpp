#include "http/http_server.h"

#include <boost/asio.hpp>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "http/api.h"
#include "http/token.h"
#include "server/test_context.h"

using namespace ykien;
using namespace ykien::http;
using boost::asio::ip::tcp;

namespace {

constexpr std::string_view kSecret = "0123456789abcdef0123456789abcdef";

// A server on a port of its own, and what a client makes of its answers.
class ServerTest {
 public:
  explicit ServerTest(Limits limits = {})
      : server_({.port = 0, .threads = 2, .limits = limits},
                [this](const Request& request, Respond respond) {
                  api_.handle(request, std::move(respond));
                }),
        thread_([this] { server_.run(); }) {}
  ~ServerTest() { server_.stop(); }

  tcp::socket connect() {
    tcp::socket socket(context_);
    socket.connect({boost::asio::ip::address_v4::loopback(), server_.port()});
    return socket;
  }

  // All that comes until the other side closes.
  std::string talk(std::string_view sent) {
    tcp::socket socket = connect();
    boost::asio::write(socket, boost::asio::buffer(sent));
    socket.shutdown(tcp::socket::shutdown_send);
    return read_all(socket);
  }

  static std::string read_all(tcp::socket& socket) {
    std::string answer;
    boost::system::error_code error;
    boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
    return answer;
  }

  std::string get(const std::string& target, const std::string& fields = "") {
    return talk("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
  }

  std::string post(const std::string& body, const std::string& fields = "",
                   const std::string& target = "/v1/bao/articles/1775/comments") {
    return talk("POST " + target + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" +
                fields + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }

 private:
  static Sites sites() {
    Sites sites = test::one_site(Policy());
    sites.emplace("khac", Site{RuleSet(Policy())});
    return sites;
  }

  test::TestContext use_cases_{sites()};
  Api api_{use_cases_.context,
           {.secret = std::string(kSecret), .origins = {{"bao", {"https://bao.example"}}}}};
  boost::asio::io_context context_;
  HttpServer server_;
  std::jthread thread_;
};

int status(std::string_view answer) {
  return answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.data() + 9) : 0;
}

const std::string kDraft = R"({"text":"Rất hay","authorName":"Bạn đọc"})";

}  // namespace

TEST_CASE("HttpServer: a comment that one sends another reads", "[http]") {
  ServerTest t;
  const std::string created = t.post(kDraft, "Idempotency-Key: k1\r\n");
  CHECK(status(created) == 201);
  CHECK(created.contains("\"id\":\"id-1\""));
  const std::string token = make_token(kSecret, "bao", author_for(kSecret, "bao", "k1"));
  CHECK(created.contains("ykien-token: " + token + "\r\n"));
  const std::string again = t.post(kDraft, "Idempotency-Key: k1\r\n");
  CHECK(status(again) == 200);
  CHECK(again.contains("\"id\":\"id-1\""));
  CHECK(again.contains("ykien-token: " + token + "\r\n"));  // the first answer may have been lost
  const std::string read = t.get("/v1/bao/articles/1775/comments");
  CHECK(status(read) == 200);
  CHECK(read.contains("Rất hay"));
  CHECK(read.contains("X-Content-Type-Options: nosniff"));
  CHECK(t.get("/v1/bao/counts?articles=1775,1").ends_with("\r\n\r\n[1,0]"));
  CHECK(t.get("/v1/khac/counts?articles=1775").ends_with("\r\n\r\n[0]"));
}

TEST_CASE("HttpServer: what is written is told to who listens", "[http]") {
  ServerTest t({.heartbeat = std::chrono::milliseconds(200)});
  const auto listen = [&](const std::string& fields) {
    tcp::socket socket = t.connect();
    boost::asio::write(socket, boost::asio::buffer("GET /v1/bao/articles/1775/events HTTP/1.1\r\n"
                                                   "Host: a\r\n" +
                                                   fields + "\r\n"));
    return socket;
  };
  const auto hear = [](tcp::socket& socket, std::string_view until) {
    std::string heard;
    boost::asio::read_until(socket, boost::asio::dynamic_buffer(heard), until);
    return heard;
  };
  tcp::socket socket = listen("");
  const std::string head = hear(socket, ":\n\n");
  CHECK(status(head) == 200);
  CHECK(head.contains("Content-Type: text/event-stream\r\n"));
  CHECK(head.contains("Transfer-Encoding: chunked\r\n"));
  CHECK(status(t.post(kDraft, "Idempotency-Key: k1\r\n")) == 201);
  CHECK(hear(socket, "Rất hay").contains("id: 1\nevent: created\ndata: {"));
  CHECK(status(t.post(kDraft, "Idempotency-Key: k1\r\n")) == 200);  // the same: not news
  CHECK(status(t.post(R"({"text":"xem https://a.vn","authorName":"A"})",
                      "Idempotency-Key: k2\r\n")) == 201);  // held: nobody's news
  const std::string quiet = hear(socket, ":\n\n");
  CHECK_FALSE(quiet.contains("event:"));
  tcp::socket back = listen("Last-Event-ID: 7\r\n");
  CHECK(hear(back, "reset").contains("event: reset"));
  CHECK(status(t.get("/v1/nobody/articles/1775/events")) == 404);
  CHECK(status(t.get("/v1/bao/articles/a%20b/events")) == 400);
}

TEST_CASE("HttpServer: requests that could be read in two ways are refused", "[http]") {
  ServerTest t;
  const std::string next = "GET /v1/bao/counts?articles=1 HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string fields : {
           "Host: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
           "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n",
           "Host: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n",
           "Host: a\r\nContent-Length: 4\r\nContent-Length: 4\r\n",
           "Host: a\r\nContent-Length: +4\r\n",
           "Host: a\r\nContent-Length : 4\r\n",
           "Host: a\r\nTransfer-Encoding: xchunked\r\n",
           "Host: a\r\nTransfer-Encoding: identity\r\n",
           "Host: a\r\nTransfer-Encoding: chunked, chunked\r\n",
           "Host: a\r\nX: 1\r\n 2\r\n",
           "Host: a\nX: 1\r\n",
           "Content-Length: 4\r\n",
       }) {
    CAPTURE(fields);
    const std::string answer = t.talk("POST / HTTP/1.1\r\n" + fields + "\r\nabcd" + next);
    CHECK(status(answer) == 400);
    CHECK(answer.find("HTTP/1.1", 5) == std::string::npos);  // and nothing behind it is read
  }
  for (const std::string body :
       {"0x4\r\nabcd\r\n0\r\n\r\n", "4 \nabcd\r\n0\r\n\r\n", "-1\r\n\r\n"}) {
    CAPTURE(body);
    const std::string answer =
        t.talk("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body + next);
    CHECK(status(answer) != 200);
  }
}

TEST_CASE("HttpServer: what is over a limit is refused, and the next one answered", "[http]") {
  ServerTest t({.head_bytes_max = 1024,
                .body_bytes_max = 1000,
                .request_time_max = std::chrono::milliseconds(200),
                .idle_time_max = std::chrono::milliseconds(200)});
  CHECK(status(t.get("/healthz", "X: " + std::string(2000, 'x') + "\r\n")) == 431);
  CHECK(status(t.post(std::string(1001, 'x'), "Idempotency-Key: k\r\n")) == 413);
  CHECK(status(t.post(std::string(500'000, 'x'), "Idempotency-Key: k\r\n")) == 413);
  CHECK(status(t.post(std::string(1000, 'x'), "Idempotency-Key: k\r\n")) == 400);
  CHECK(status(ServerTest().get("/healthz", "X: " + std::string(9000, 'x') + "\r\n")) == 431);
  tcp::socket silent = t.connect();
  tcp::socket slow = t.connect();
  boost::asio::write(slow, boost::asio::buffer(std::string_view("GET / HT")));
  CHECK(ServerTest::read_all(silent).empty());
  CHECK(ServerTest::read_all(slow).empty());
  CHECK(status(t.get("/healthz")) == 200);
}

TEST_CASE("HttpServer: a handler that fails is a fault of ours, and no more", "[http]") {
  HttpServer server({}, [](const Request& request, const Respond& respond) {
    if (request.target == "/bad") throw std::runtime_error("on purpose");
    respond({200, "text/plain", "well", {}});
  });
  const std::jthread thread([&server] { server.run(); });
  boost::asio::io_context context;
  tcp::socket socket(context);
  socket.connect({boost::asio::ip::address_v4::loopback(), server.port()});
  const std::string_view two =
      "GET /bad HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n";
  boost::asio::write(socket, boost::asio::buffer(two));
  socket.shutdown(tcp::socket::shutdown_send);
  const std::string answer = ServerTest::read_all(socket);
  CHECK(status(answer) == 500);
  CHECK(answer.ends_with("well"));
  server.stop();
}

TEST_CASE("HttpServer: one connection, several requests, in order", "[http]") {
  ServerTest t;
  const std::string one = "GET /v1/bao/counts?articles=1 HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::string answer = t.talk(one + one + "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
  std::size_t answers = 0;
  for (std::size_t at = 0; (at = answer.find("HTTP/1.1 ", at)) != answer.npos; ++at) ++answers;
  CHECK(answers == 3);
  CHECK(answer.rfind("404") > answer.find("200"));
}

TEST_CASE("Api: each fault has its status and code", "[http]") {
  ServerTest t;
  const std::string key = "Idempotency-Key: k\r\n";
  const auto check = [](const std::string& answer, int expected, const std::string& code) {
    CAPTURE(answer);
    CHECK(status(answer) == expected);
    CHECK(answer.contains("{\"code\":\"" + code + "\""));
  };
  check(t.get("/"), 404, "not-found");
  check(t.get("/v1//articles/1/comments"), 404, "not-found");
  check(t.get("/v1/bao/articles/1/../comments"), 400, "invalid-target");
  check(t.get("/v1/nobody/articles/1/comments"), 404, "unknown-site");
  check(t.get("/v1/bao/articles/1/comments?sort=worst"), 400, "invalid-sort");
  check(t.get("/v1/bao/articles/1/comments?count=x"), 400, "invalid-count");
  check(t.get("/v1/bao/articles/1/comments?count=10000"), 400, "invalid-count");
  check(t.get("/v1/bao/articles/1/comments?after=x"), 400, "invalid-after");
  check(t.talk("DELETE /v1/bao/counts HTTP/1.1\r\nHost: a\r\n\r\n"), 405, "method-not-allowed");
  check(t.post("{", key), 400, "json-syntax");
  check(t.post(kDraft), 400, "invalid-idempotency-key");
  check(t.post(std::string("{\"text\":\"\xff\"}"), key), 400, "invalid-utf8");
  check(t.talk("POST /v1/bao/articles/1/comments HTTP/1.1\r\nHost: a\r\nContent-Type: "
               "text/plain\r\nContent-Length: 2\r\n\r\n{}"),
        415, "unsupported-type");
  const std::string rejected = t.post(R"({"text":" ","authorName":"A"})", key);
  CHECK(status(rejected) == 422);
  CHECK(rejected.contains("text-empty"));
}

TEST_CASE("Api: only the site's own pages may ask, by their exact origin", "[http]") {
  ServerTest t;
  const auto allowed = [&](const std::string& site, const std::string& origin) {
    return t.get("/v1/" + site + "/counts?articles=1", "Origin: " + origin + "\r\n")
        .contains("access-control-allow-origin: " + origin + "\r\n");
  };
  CHECK(allowed("bao", "https://bao.example"));
  for (const std::string origin : {"http://bao.example", "https://bao.example.evil", "null", "*",
                                   "https://evil-bao.example", "https://bao.example:8443"}) {
    CAPTURE(origin);
    CHECK_FALSE(allowed("bao", origin));
  }
  CHECK_FALSE(allowed("khac", "https://bao.example"));
}

TEST_CASE("Api: what is held its author sees, by the token, and nobody else", "[http]") {
  ServerTest t;
  const std::string held =
      t.post(R"({"text":"xem https://a.vn","authorName":"A"})", "Idempotency-Key: k\r\n");
  CHECK(status(held) == 201);
  const std::string target = "/v1/bao/articles/1775/comments";
  CHECK(t.get(target).ends_with("\r\n\r\n[]"));
  const std::string author = author_for(kSecret, "bao", "k");
  const std::string token = make_token(kSecret, "bao", author);
  CHECK(t.get(target, "Authorization: Bearer " + token + "\r\n").contains("https://a.vn"));
  const std::string forged = make_token("x", "bao", author);
  CHECK(t.get(target, "Authorization: Bearer " + forged + "\r\n").ends_with("\r\n\r\n[]"));
}
