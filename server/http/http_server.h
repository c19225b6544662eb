// HTTP/1.1 over TCP (RFC 9112): reads requests within limits, hands them to a handler, writes its
// answers. TLS, HTTP/2 and brotli are a proxy's in front.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "http/address.h"
#include "http/message.h"

namespace ykien::http {

struct Limits {
  std::size_t head_bytes_max = 8u << 10;
  std::size_t body_bytes_max = 64u << 10;
  std::size_t connections_max = 16'384;
  std::chrono::milliseconds request_time_max{10'000};  // from its first byte to its last
  std::chrono::milliseconds idle_time_max{60'000};     // between two requests
  std::chrono::milliseconds answer_time_max{30'000};   // until an answer is read
  std::chrono::milliseconds heartbeat{15'000};         // of events, while nothing happens
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
  int threads = 1;
  bool ends_on_signals = false;  // SIGINT and SIGTERM stop it
  Proxies proxies = {};          // whose word on a client's address is taken
  Limits limits = {};
};

class HttpServer {
 public:
  // Listens. Throws std::system_error where it cannot.
  HttpServer(Options options, Handler handler);
  // Stops first. No answer may come after that.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::uint16_t port() const;

  // Answers until stop() is called, from any thread.
  void run();
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ykien::http
