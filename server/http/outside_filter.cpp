#include "http/outside_filter.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <charconv>
#include <cstdint>
#include <thread>
#include <utility>

#include "ykien/json_reader.h"
#include "ykien/json_writer.h"

namespace ykien::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

constexpr std::size_t kHeadBytesMax = 8u << 10;
constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

// One that nobody answers is held as it goes.
class Question {
 public:
  Question(asio::io_context& context, std::atomic<std::size_t>& asked, OutsideFilter::Done done)
      : asked_(asked), done_(std::move(done)), timer_(context) {}
  ~Question() {
    answer(Verdict::kHold);
    --asked_;
  }
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  void answer(Verdict verdict) {
    if (const auto done = std::exchange(done_, {})) done(verdict);
  }

  // A name that nobody resolves cannot be given up: its question can.
  static void hold_after(const std::shared_ptr<Question>& question,
                         std::chrono::milliseconds time) {
    question->timer_.expires_after(time);
    question->timer_.async_wait([weak = std::weak_ptr(question)](const beast::error_code& error) {
      if (const auto late = weak.lock(); late && !error) late->answer(Verdict::kHold);
    });
  }

 private:
  std::atomic<std::size_t>& asked_;
  OutsideFilter::Done done_;
  asio::steady_timer timer_;
};

std::string json_of(const OutsideFilter::Comment& comment) {
  JsonWriter json;
  json.begin_object().key("site").string(comment.site).key("article").string(comment.article_id);
  json.key("text").string(comment.text).key("authorName").string(comment.author_name);
  json.key("links").integer(static_cast<std::int64_t>(comment.links));
  return json.end_object().take();
}

Verdict verdict_in(std::string_view json) {
  constexpr std::array<std::string_view, 2> kVerdicts = {"publish", "hold"};
  JsonDocument document(json, {.bytes_max = OutsideFilter::kAnswerBytesMax});
  const std::size_t verdict = document.root().required("verdict").choice(kVerdicts, 1);
  return verdict == 0 && !document.error() ? Verdict::kPublish : Verdict::kHold;
}

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port != 0;
}

}  // namespace

std::optional<FilterUrl> read_filter_url(std::string_view text) {
  constexpr std::string_view kScheme = "http://";
  const auto is_odd = [](char c) { return c <= ' ' || c > '~' || c == '#' || c == '\\'; };
  if (!text.starts_with(kScheme) || std::ranges::any_of(text, is_odd)) return std::nullopt;
  text.remove_prefix(kScheme.size());
  const std::string_view authority = text.substr(0, text.find('/'));
  const std::string_view target = text.substr(authority.size());
  const std::size_t colon = authority.find(':', authority.rfind(']') + 1);
  const std::string_view port = colon == authority.npos ? "80" : authority.substr(colon + 1);
  std::string_view host = authority.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find_first_of("@?[]") != host.npos || !is_port(port))
    return std::nullopt;
  return FilterUrl{.authority = std::string(authority),
                   .host = std::string(host),
                   .port = std::string(port),
                   .target = target.empty() ? "/" : std::string(target)};
}

class OutsideFilter::Impl {
 public:
  explicit Impl(Options options)
      : options_(std::move(options)), thread_([this] {
          const auto work = asio::make_work_guard(context_);
          context_.run();
        }) {}

  ~Impl() {
    context_.stop();
    thread_.join();
  }

  void ask(const Comment& comment, Done done) {
    if (++asked_ > kAskedMax) {
      --asked_;
      return done(Verdict::kHold);
    }
    auto question = std::make_shared<Question>(context_, asked_, std::move(done));
    asio::co_spawn(context_, put(std::move(question), json_of(comment)), asio::detached);
  }

 private:
  asio::awaitable<void> put(std::shared_ptr<Question> question, std::string json) {
    Question::hold_after(question, options_.time_max);
    question->answer(co_await verdict_on(std::move(json)));
  }

  asio::awaitable<Verdict> verdict_on(std::string json) {
    const FilterUrl& url = options_.url;
    tcp::resolver resolver(context_);
    const auto [unknown, endpoints] = co_await resolver.async_resolve(url.host, url.port, kAsTuple);
    if (unknown) co_return Verdict::kHold;
    beast::tcp_stream stream(context_);
    stream.expires_after(options_.time_max);  // for all that follows
    const auto [refused, endpoint] = co_await stream.async_connect(endpoints, kAsTuple);
    if (refused) co_return Verdict::kHold;

    using Text = beast::http::string_body;
    beast::http::request<Text> request(beast::http::verb::post, url.target, 11, std::move(json));
    request.set(beast::http::field::host, url.authority);
    request.set(beast::http::field::content_type, "application/json");
    request.set(beast::http::field::connection, "close");
    request.prepare_payload();
    const auto [unsent, sent] = co_await beast::http::async_write(stream, request, kAsTuple);
    if (unsent) co_return Verdict::kHold;

    beast::http::response_parser<Text> answer;
    answer.header_limit(kHeadBytesMax);
    answer.body_limit(kAnswerBytesMax);
    beast::flat_buffer buffer(kHeadBytesMax + kAnswerBytesMax);
    const auto [unread, read] = co_await beast::http::async_read(stream, buffer, answer, kAsTuple);
    if (unread || answer.get().result() != beast::http::status::ok) co_return Verdict::kHold;
    co_return verdict_in(answer.get().body());
  }

  const Options options_;
  std::atomic<std::size_t> asked_ = 0;  // outlives the context, whose end counts it down
  asio::io_context context_{1};
  std::jthread thread_;  // last: it uses all of the above
};

OutsideFilter::OutsideFilter(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}

OutsideFilter::~OutsideFilter() = default;

void OutsideFilter::ask(const Comment& comment, Done done) { impl_->ask(comment, std::move(done)); }

}  // namespace ykien::http
