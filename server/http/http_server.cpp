#include "http/http_server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <csignal>
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
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

// The status line and the fields (RFC 9112, section 2.1), with the empty line behind them.
std::string head_of(const Response& response, std::string_view more) {
  const auto reason = beast::http::obsolete_reason(
      beast::http::int_to_status(static_cast<unsigned>(response.status)));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason).append("\r\nX-Content-Type-Options: nosniff\r\n");
  if (!response.content_type.empty())
    head.append("Content-Type: ").append(response.content_type).append("\r\n");
  for (const auto& [name, value] : response.fields)
    head.append(name).append(": ").append(value).append("\r\n");
  return head.append(more).append("\r\n");
}

// Of a HEAD the head alone, with the length that a GET's body has (RFC 9110, section 9.3.2).
std::string head_with_length(const Response& response, bool keeps_alive) {
  std::string more = keeps_alive ? "" : "Connection: close\r\n";
  // RFC 9110, section 8.6: an answer without content has no length.
  if (response.status != 204 && response.status != 304)
    more += "Content-Length: " + std::to_string(response.content().size()) + "\r\n";
  return head_of(response, more);
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

// An answer that comes at once, or later from another thread.
class Pending {
 public:
  void give(Response response) {
    const std::lock_guard lock(mutex_);
    response_ = std::move(response);
    // Called once, and let go: it holds who waits, who holds this.
    if (const auto resume = std::exchange(resume_, {})) resume();
  }
  std::optional<Response> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(response_, {});
  }
  // Called when it is there; perhaps before this returns.
  void on_given(std::function<void()> resume) {
    const std::lock_guard lock(mutex_);
    if (response_) return resume();
    resume_ = std::move(resume);
  }

 private:
  std::mutex mutex_;
  std::optional<Response> response_;
  std::function<void()> resume_;
};

// The handler's answer, on this coroutine's own thread.
asio::awaitable<Response> answer(const Handler& handler, const Request& request) {
  const auto pending = std::make_shared<Pending>();
  try {
    handler(request, [pending](Response response) { pending->give(std::move(response)); });
  } catch (const std::exception& error) {
    std::fprintf(stderr, "a handler failed: %s\n", error.what());
    co_return fault(500, "failed");
  }
  if (auto response = pending->take()) co_return std::move(*response);
  co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
      [pending](auto completion) {
        const auto shared = std::make_shared<decltype(completion)>(std::move(completion));
        pending->on_given([shared, executor = asio::get_associated_executor(*shared)] {
          asio::post(executor, [shared] { std::move (*shared)(); });
        });
      },
      asio::use_awaitable);
  co_return std::move(*pending->take());
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(Options options, Handler handler)
      : options_(std::move(options)),
        handler_(std::move(handler)),
        contexts_(static_cast<std::size_t>(options_.threads)),
        acceptor_(contexts_.front()) {
    const tcp::endpoint endpoint(asio::ip::make_address(options_.address), options_.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen();
    asio::co_spawn(contexts_.front(), accept(), asio::detached);
    if (!options_.ends_on_signals) return;
    for (const int signal : {SIGINT, SIGTERM}) signals_.add(signal);
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (!error) stop();
    });
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void run() {
    std::vector<std::jthread> others;
    for (asio::io_context& context : contexts_) {
      if (&context != &contexts_.front()) others.emplace_back([&context] { run(context); });
    }
    run(contexts_.front());
  }

  void stop() {
    for (asio::io_context& context : contexts_) context.stop();
  }

 private:
  static void run(asio::io_context& context) {
    const auto work = asio::make_work_guard(context);
    context.run();
  }

  // A connection is one thread's, as long as it lives: none waits for another.
  asio::awaitable<void> accept() {
    for (std::size_t next = 0;; next = (next + 1) % contexts_.size()) {
      auto [error, socket] = co_await acceptor_.async_accept(contexts_[next], kAsTuple);
      if (error) {
        // Out of files, for the most part: some will be given back.
        asio::steady_timer pause(contexts_.front(), std::chrono::milliseconds(50));
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
    const auto endpoint = stream.socket().remote_endpoint(ignored);
    const std::string peer = endpoint.address().to_string();
    beast::flat_buffer buffer(options_.limits.head_bytes_max + options_.limits.body_bytes_max);
    while (co_await serve_one(stream, buffer, peer)) {
    }
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  // Whether another request may follow.
  asio::awaitable<bool> serve_one(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                  const std::string& peer) {
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
    const std::string_view asked(static_cast<const char*>(buffer.data().data()), head_bytes);
    if (!why_refused(asked).empty()) co_return co_await refuse(stream, fault(400, "bad-request"));

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
    Request request = request_of(parser);
    request.address = options_.proxies.client(peer, request.all("x-forwarded-for"));
    stream.expires_never();
    Response response = co_await answer(handler_, request);
    const bool head_alone = request.method == "HEAD";
    if (response.events && !head_alone) {
      co_await tell(stream, std::move(response));
      co_return false;
    }
    const std::string head = head_with_length(response, keeps_alive);
    const std::string_view content = head_alone ? std::string_view() : response.content();
    const bool written = co_await write(stream, head, content);
    co_return written&& keeps_alive;
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

  // What is written lives until it is.
  asio::awaitable<bool> write(beast::tcp_stream& stream, const std::string& head,
                              std::string_view content) {
    stream.expires_after(options_.limits.answer_time_max);
    const std::array parts = {asio::buffer(head), asio::buffer(content)};
    const auto [error, bytes] = co_await asio::async_write(stream, parts, kAsTuple);
    co_return !error;
  }

  // Events as they happen, each in a chunk; a comment that says nothing keeps the line open.
  asio::awaitable<void> tell(beast::tcp_stream& stream, Response response) {
    const std::shared_ptr<EventStream> events = response.events;
    const std::string head = head_of(response, "Transfer-Encoding: chunked\r\n");
    stream.expires_after(options_.limits.answer_time_max);
    auto [error, bytes] = co_await asio::async_write(stream, asio::buffer(head), kAsTuple);
    const auto timer = std::make_shared<asio::steady_timer>(stream.get_executor());
    const Waking waking(*events, timer);
    std::string text = ":\n\n";
    while (!error && !text.empty()) {
      stream.expires_after(options_.limits.answer_time_max);
      const auto chunk = beast::http::make_chunk(asio::buffer(text));
      std::tie(error, bytes) = co_await asio::async_write(stream, chunk, kAsTuple);
      stream.expires_never();
      // Set first: who tells from now on cancels it.
      timer->expires_after(options_.limits.heartbeat);
      text = events->take();
      if (text.empty() && !error && !events->ended()) {
        co_await timer->async_wait(kAsTuple);
        text = events->take();
      }
      // What is too slow hears what it has before it comes back.
      if (text.empty() && !events->ended()) text = ":\n\n";
    }
  }

  // What still comes is read and dropped, within limits: else the answer may be lost with the
  // connection (RFC 9112, section 9.6).
  asio::awaitable<bool> refuse(beast::tcp_stream& stream, Response response) {
    const std::string head = head_with_length(response, false);
    co_await write(stream, head, response.content());
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
  std::deque<asio::io_context> contexts_;  // one for each thread
  tcp::acceptor acceptor_;
  asio::signal_set signals_{contexts_.front()};
  std::atomic<std::size_t> connections_ = 0;
};

HttpServer::HttpServer(Options options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

HttpServer::~HttpServer() { stop(); }

std::uint16_t HttpServer::port() const { return impl_->port(); }

void HttpServer::run() { impl_->run(); }

void HttpServer::stop() { impl_->stop(); }

}  // namespace ykien::http
