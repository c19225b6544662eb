#include "http/http_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <thread>
#include <utility>
#include <vector>

#include "http/request_filter.h"

namespace ykien::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Parser = beast::http::request_parser<beast::http::string_body>;
using BeastResponse = beast::http::response<beast::http::string_body>;

constexpr std::chrono::seconds kLingerTimeMax{2};
constexpr std::size_t kLingerBytesMax = 1u << 20;
constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

Request request_of(Parser& parser) {
  auto& message = parser.get();
  Request request;
  request.method = message.method_string();
  request.target = message.target();
  for (const auto& field : message) {
    request.fields.emplace_back(lower_case(field.name_string()), field.value());
  }
  request.body = std::move(message.body());
  return request;
}

// The status line and the fields; an event stream's as well.
beast::http::response_header<> beast_head(const Response& response) {
  beast::http::response_header<> head;
  head.version(11);
  head.result(static_cast<unsigned>(response.status));
  head.set("X-Content-Type-Options", "nosniff");
  if (!response.content_type.empty()) {
    head.set(beast::http::field::content_type, response.content_type);
  }
  for (const auto& [name, value] : response.fields) head.set(name, value);
  return head;
}

// Of a HEAD the head alone, with the length that a GET's body has (RFC 9110, section 9.3.2).
BeastResponse beast_response(Response response, bool keeps_alive, bool head_alone = false) {
  BeastResponse message(beast_head(response));
  message.keep_alive(keeps_alive);
  message.body() = std::move(response.body);
  // RFC 9110, section 8.6: an answer without content has no length.
  if (response.status != 204 && response.status != 304) message.prepare_payload();
  if (head_alone) message.body().clear();
  return message;
}

// Ends a timer's wait when there is news, on the connection's own thread.
class Waking {
 public:
  Waking(EventStream& events, const std::shared_ptr<asio::steady_timer>& timer) : events_(events) {
    events.on_news([timer] { asio::post(timer->get_executor(), [timer] { timer->cancel(); }); });
  }
  ~Waking() { events_.on_news({}); }
  Waking(const Waking&) = delete;
  Waking& operator=(const Waking&) = delete;

 private:
  EventStream& events_;
};

// The handler's answer, on this coroutine's own thread.
asio::awaitable<Response> answer(const Handler& handler, const Request& request) {
  return asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
      [&handler, &request](auto completion) {
        auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        const auto executor = asio::get_associated_executor(*shared);
        const Respond respond = [shared, executor](Response response) {
          asio::post(executor, [shared, response = std::move(response)]() mutable {
            std::move (*shared)(std::move(response));
          });
        };
        try {
          handler(request, respond);
        } catch (const std::exception& error) {
          std::fprintf(stderr, "a handler failed: %s\n", error.what());
          respond(fault(500, "failed"));
        }
      },
      asio::use_awaitable);
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(Options options, Handler handler)
      : options_(std::move(options)), handler_(std::move(handler)), acceptor_(context_) {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.address), options_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    asio::co_spawn(context_, accept(), asio::detached);
    if (!options_.ends_on_signals) return;
    for (const int signal : {SIGINT, SIGTERM}) signals_.add(signal);
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (!error) stop();
    });
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void run() {
    std::vector<std::jthread> others;
    for (int i = 1; i < options_.threads; ++i) others.emplace_back([this] { context_.run(); });
    context_.run();
  }

  void stop() { context_.stop(); }

 private:
  asio::awaitable<void> accept() {
    while (true) {
      auto [error, socket] = co_await acceptor_.async_accept(asio::make_strand(context_), kAsTuple);
      if (error) {
        // Out of files, for the most part: some will be given back.
        asio::steady_timer pause(context_, std::chrono::milliseconds(50));
        co_await pause.async_wait(kAsTuple);
        continue;
      }
      if (connections_ >= options_.limits.connections_max) continue;  // closed as it goes
      ++connections_;
      const auto executor = socket.get_executor();
      asio::co_spawn(executor, serve(beast::tcp_stream(std::move(socket))),
                     [this](const std::exception_ptr&) { --connections_; });
    }
  }

  asio::awaitable<void> serve(beast::tcp_stream stream) {
    beast::error_code ignored;
    stream.socket().set_option(tcp::no_delay(true), ignored);
    beast::flat_buffer buffer(options_.limits.head_bytes_max + options_.limits.body_bytes_max);
    while (co_await serve_one(stream, buffer)) {
    }
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  // Whether another request may follow.
  asio::awaitable<bool> serve_one(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
    const Limits& limits = options_.limits;
    if (buffer.size() == 0) {
      stream.expires_after(limits.idle_time_max);
      if (!co_await read_some(stream, buffer)) co_return false;
    }
    stream.expires_after(limits.request_time_max);
    std::size_t head_bytes = 0;
    while ((head_bytes = end_of_head(buffer)) == 0) {
      if (buffer.size() >= limits.head_bytes_max) {
        co_return co_await refuse(stream, fault(431, "head-too-large"));
      }
      if (!co_await read_some(stream, buffer)) co_return false;
    }
    if (head_bytes > limits.head_bytes_max) {
      co_return co_await refuse(stream, fault(431, "head-too-large"));
    }
    const std::string_view head(static_cast<const char*>(buffer.data().data()), head_bytes);
    if (!why_refused(head).empty()) co_return co_await refuse(stream, fault(400, "bad-request"));

    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.head_bytes_max));
    parser.body_limit(limits.body_bytes_max);
    const auto [error, bytes] = co_await beast::http::async_read(stream, buffer, parser, kAsTuple);
    if (error == beast::http::error::body_limit) {
      co_return co_await refuse(stream, fault(413, "too-large"));
    }
    static const beast::error_code kSyntax = beast::http::error::bad_method;
    if (error && error.category() == kSyntax.category()) {
      co_return co_await refuse(stream, fault(400, "bad-request"));
    }
    if (error) co_return false;
    const bool keeps_alive = parser.keep_alive();
    const Request request = request_of(parser);
    stream.expires_never();
    Response response = co_await answer(handler_, request);
    const bool head_alone = request.method == "HEAD";
    if (response.events && !head_alone) {
      co_await tell(stream, std::move(response));
      co_return false;
    }
    const bool written =
        co_await write(stream, beast_response(std::move(response), keeps_alive, head_alone));
    if (!written) co_return false;
    co_return keeps_alive;
  }

  // 0 while it has not come.
  static std::size_t end_of_head(const beast::flat_buffer& buffer) {
    const std::string_view text(static_cast<const char*>(buffer.data().data()), buffer.size());
    const std::size_t end = text.find("\r\n\r\n");
    return end == text.npos ? 0 : end + 4;
  }

  static asio::awaitable<bool> read_some(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
    const std::size_t room = std::min<std::size_t>(4096, buffer.max_size() - buffer.size());
    const auto [error, bytes] = co_await stream.async_read_some(buffer.prepare(room), kAsTuple);
    buffer.commit(bytes);
    co_return !error;
  }

  asio::awaitable<bool> write(beast::tcp_stream& stream, BeastResponse message) {
    stream.expires_after(options_.limits.answer_time_max);
    const auto [error, bytes] = co_await beast::http::async_write(stream, message, kAsTuple);
    co_return !error;
  }

  // Events as they happen, each in a chunk; a comment that says nothing keeps the line open.
  asio::awaitable<void> tell(beast::tcp_stream& stream, Response response) {
    const std::shared_ptr<EventStream> events = response.events;
    beast::http::response<beast::http::empty_body> head(beast_head(response));
    head.chunked(true);
    beast::http::response_serializer<beast::http::empty_body> serializer(head);
    stream.expires_after(options_.limits.answer_time_max);
    auto [error, bytes] = co_await beast::http::async_write_header(stream, serializer, kAsTuple);
    const auto timer = std::make_shared<asio::steady_timer>(stream.get_executor());
    const Waking waking(*events, timer);
    std::string text = ":\n\n";
    while (!error && !events->ended()) {
      stream.expires_after(options_.limits.answer_time_max);
      const auto chunk = beast::http::make_chunk(asio::buffer(text));
      std::tie(error, bytes) = co_await asio::async_write(stream, chunk, kAsTuple);
      stream.expires_never();
      // Set first: who tells from now on cancels it.
      timer->expires_after(options_.limits.heartbeat);
      text = events->take();
      if (text.empty() && !error) {
        co_await timer->async_wait(kAsTuple);
        text = events->take();
      }
      if (text.empty()) text = ":\n\n";
    }
  }

  // What still comes is read and dropped, within limits: else the answer may be lost with the
  // connection (RFC 9112, section 9.6).
  asio::awaitable<bool> refuse(beast::tcp_stream& stream, Response response) {
    co_await write(stream, beast_response(std::move(response), false));
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(kLingerTimeMax);
    std::array<char, 4096> dropped;
    for (std::size_t bytes_read = 0; bytes_read < kLingerBytesMax;) {
      const auto [error, bytes] = co_await stream.async_read_some(asio::buffer(dropped), kAsTuple);
      if (error) break;
      bytes_read += bytes;
    }
    co_return false;
  }

  Options options_;
  Handler handler_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_{context_};
  std::atomic<std::size_t> connections_ = 0;
};

HttpServer::HttpServer(Options options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

void HttpServer::run() { impl_->run(); }

void HttpServer::stop() { impl_->stop(); }

}  // namespace ykien::http
