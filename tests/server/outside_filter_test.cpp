#include "http/outside_filter.h"

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http/http_server.h"

using namespace ykien;
using namespace ykien::http;
using boost::asio::ip::tcp;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kLong{60'000};
constexpr milliseconds kShort{200};
const OutsideFilter::Comment kComment = {.site = "bao",
                                         .article_id = "1775",
                                         .text = "Rất \"hay\"\nhttps://a.vn",
                                         .author_name = "Bạn đọc",
                                         .links = 1};

OutsideFilter::Options options(std::uint16_t port, const std::string& path, milliseconds time_max) {
  const std::string url = "http://127.0.0.1:" + std::to_string(port) + path;
  return {.url = read_filter_url(url).value(), .time_max = time_max};
}

Verdict ask(OutsideFilter& filter) {
  std::promise<Verdict> promise;
  filter.ask(kComment, [&](Verdict verdict) { promise.set_value(verdict); });
  return promise.get_future().get();
}

Verdict ask(std::uint16_t port, const std::string& path, milliseconds time_max = kLong) {
  OutsideFilter filter(options(port, path, time_max));
  return ask(filter);
}

// A filter that answers by the path: a status and its body, or never.
class Stub {
 public:
  Stub() : thread_([this] { server_.run(); }) {}
  ~Stub() {
    server_.stop();
    thread_.join();
    answer_late();  // who waits is let go
  }

  std::uint16_t port() const { return server_.port(); }
  std::vector<Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }
  void answer_late() {
    const std::lock_guard lock(mutex_);
    for (const Respond& respond : std::exchange(late_, {})) respond(publish());
  }

 private:
  static Response publish() { return {200, "application/json", R"({"verdict":"publish"})"}; }

  void handle(const Request& request, Respond respond) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    const std::string_view path = request.target;
    if (path == "/never") {
      late_.push_back(std::move(respond));
    } else if (path == "/500") {
      respond({500, "application/json", R"({"verdict":"publish"})"});
    } else if (path == "/302") {
      respond({302, "application/json", R"({"verdict":"publish"})", {{"Location", "/"}}});
    } else if (path == "/204") {
      respond({204, "", ""});
    } else if (path.starts_with("/say/")) {
      respond({200, "application/json", std::string(parse_target(path).path[1])});
    } else if (path == "/large" || path == "/too-large") {
      std::string body = publish().body;
      body.resize(OutsideFilter::kAnswerBytesMax + (path == "/large" ? 0 : 1), ' ');
      respond({200, "application/json", body});
    } else {
      respond(publish());
    }
  }

  std::mutex mutex_;
  std::vector<Request> requests_;
  std::vector<Respond> late_;
  HttpServer server_{
      {}, [this](const Request& request, Respond respond) { handle(request, std::move(respond)); }};
  std::jthread thread_;
};

// Says one thing to whoever comes first, and closes.
class Rude {
 public:
  explicit Rude(std::string words)
      : thread_([this, words = std::move(words)] {
          tcp::socket socket = acceptor_.accept();
          std::array<char, 4096> heard;
          boost::system::error_code gone;  // who has heard enough does not wait for the rest
          if (!words.empty()) socket.read_some(boost::asio::buffer(heard), gone);
          boost::asio::write(socket, boost::asio::buffer(words), gone);
        }) {}
  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

 private:
  boost::asio::io_context context_;
  tcp::acceptor acceptor_{context_, {boost::asio::ip::address_v4::loopback(), 0}};
  std::jthread thread_;
};

}  // namespace

TEST_CASE("OutsideFilter: asks in JSON, and takes its word", "[filter]") {
  Stub stub;
  CHECK(ask(stub.port(), "/loc?k=1") == Verdict::kPublish);
  CHECK(ask(stub.port(), "/say/%7B%22verdict%22:%22hold%22%7D") == Verdict::kHold);
  CHECK(ask(stub.port(), "/large") == Verdict::kPublish);
  const Request request = stub.requests().front();
  CHECK(request.method == "POST");
  CHECK(request.target == "/loc?k=1");
  CHECK(request.field("host") == "127.0.0.1:" + std::to_string(stub.port()));
  CHECK(request.field("content-type") == "application/json");
  CHECK(request.body == R"({"site":"bao","article":"1775","text":"Rất \"hay\"\nhttps://a.vn",)"
                        R"("authorName":"Bạn đọc","links":1})");
}

TEST_CASE("OutsideFilter: whatever else it answers holds", "[filter]") {
  Stub stub;
  for (const std::string path : {
           "/500",
           "/302",
           "/204",
           "/too-large",
           "/say/publish",
           "/say/%22publish%22",
           "/say/%7B%7D",
           "/say/%7B%22verdict%22:true%7D",
           "/say/%7B%22verdict%22:null%7D",
           "/say/%7B%22verdict%22:%22PUBLISH%22%7D",
           "/say/%7B%22verdict%22:%22reject%22%7D",
           "/say/%7B%22verdict%22:%5B%22publish%22%5D%7D",
           "/say/%7B%22verdict%22:%22publish%22",
           "/say/%7B%22verdict%22:%22publish%22%7D%7D",
           "/say/%7B%22verdict%22:%22hold%22,%22verdict%22:%22publish%22%7D",
       }) {
    CAPTURE(path);
    CHECK(ask(stub.port(), path) == Verdict::kHold);
  }
  CHECK(stub.requests().size() == 15);  // nobody went where the redirect points
}

TEST_CASE("OutsideFilter: who closes, or speaks no HTTP, holds", "[filter]") {
  const std::string publish = R"({"verdict":"publish"})";
  const auto rude = [](const std::string& words) { return ask(Rude(words).port(), "/"); };
  CHECK(rude("HTTP/1.1 200 OK\r\n\r\n" + publish) == Verdict::kPublish);
  CHECK(rude("") == Verdict::kHold);
  CHECK(rude(publish) == Verdict::kHold);
  CHECK(rude("HTTP/1.1 200 OK\r\n") == Verdict::kHold);
  CHECK(rude("HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n" + publish) == Verdict::kHold);
  CHECK(rude("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n15\r\n" + publish) ==
        Verdict::kHold);
  CHECK(rude("HTTP/1.1 100 Continue\r\n\r\n") == Verdict::kHold);
  CHECK(rude("HTTP/1.1 200 OK\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n" + publish) ==
        Verdict::kHold);
  CHECK(rude("HTTP/1.1 200 OK\r\n\r\n" + publish + std::string(1'000'000, ' ')) == Verdict::kHold);
  std::uint16_t closed = 0;
  {
    boost::asio::io_context context;
    closed = tcp::acceptor(context, {boost::asio::ip::address_v4::loopback(), 0})
                 .local_endpoint()
                 .port();
  }
  CHECK(ask(closed, "/") == Verdict::kHold);
}

TEST_CASE("OutsideFilter: who is too slow holds, and is not heard any more", "[filter]") {
  Stub stub;
  OutsideFilter filter(options(stub.port(), "/never", kShort));
  std::atomic<int> answers = 0;
  std::promise<Verdict> promise;
  const auto begin = std::chrono::steady_clock::now();
  filter.ask(kComment, [&](Verdict verdict) {
    if (++answers == 1) promise.set_value(verdict);
  });
  CHECK(promise.get_future().get() == Verdict::kHold);
  CHECK(std::chrono::steady_clock::now() - begin >= kShort);
  stub.answer_late();
  CHECK(ask(filter) == Verdict::kHold);
  CHECK(answers == 1);
}

TEST_CASE("OutsideFilter: so many at once, and those beyond are held", "[filter]") {
  Stub stub;
  std::atomic<std::size_t> held = 0;
  const auto count = [&](Verdict verdict) { held += verdict == Verdict::kHold; };
  {
    OutsideFilter filter(options(stub.port(), "/never", kLong));
    for (std::size_t i = 0; i < OutsideFilter::kAskedMax; ++i) filter.ask(kComment, count);
    CHECK(held == 0);
    for (std::size_t i = 0; i < 10; ++i) filter.ask(kComment, count);
    CHECK(held == 10);
  }
  CHECK(held == OutsideFilter::kAskedMax + 10);  // as it ends
}

TEST_CASE("OutsideFilter: room comes back with each answer", "[filter]") {
  Stub stub;
  OutsideFilter filter(options(stub.port(), "/", kLong));
  for (std::size_t i = 0; i < 3 * OutsideFilter::kAskedMax; ++i)
    CHECK(ask(filter) == Verdict::kPublish);
  std::atomic<std::size_t> answers = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 50; ++i) filter.ask(kComment, [&](Verdict) { ++answers; });
      });
    }
  }
  CHECK(ask(filter) != Verdict::kReject);
  while (answers < 200) std::this_thread::yield();
}

TEST_CASE("read_filter_url: http, a host, and no more than it needs", "[filter]") {
  const auto read = [](std::string_view text) {
    const auto url = read_filter_url(text);
    return url ? url->authority + " " + url->host + " " + url->port + " " + url->target : "";
  };
  CHECK(read("http://loc") == "loc loc 80 /");
  CHECK(read("http://loc.bao.example:8080/a?b=c") ==
        "loc.bao.example:8080 loc.bao.example 8080 /a?b=c");
  CHECK(read("http://[::1]:81/") == "[::1]:81 ::1 81 /");
  CHECK(read("http://[::1]/") == "[::1] ::1 80 /");
  CHECK(read("http://a:1/b:2]") == "a:1 a 1 /b:2]");
  for (const std::string_view text : {"",
                                      "loc",
                                      "http:",
                                      "http://",
                                      "http:///a",
                                      "https://a/",
                                      "HTTP://a/",
                                      "ftp://a/",
                                      "http://a:/",
                                      "http://a:0/",
                                      "http://a:65536/",
                                      "http://a:8x/",
                                      "http://a:-1/",
                                      "http://u@a/",
                                      "http://u:p@a/",
                                      "http://a?b",
                                      "http://a/#b",
                                      "http://a b/",
                                      "http://a/b c",
                                      "http://a/\r\nX: 1",
                                      "http://a/é",
                                      "http://[::1",
                                      "http://::1]/",
                                      "http://[a]b/",
                                      "http://a\\b/"}) {
    CAPTURE(text);
    CHECK_FALSE(read_filter_url(text));
  }
}
