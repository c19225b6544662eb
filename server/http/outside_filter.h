// A publisher's own spam filter, asked over plain HTTP of each comment that our rules would
// publish. Off where the settings name none; its URL comes from there alone.
//
// It may hold a comment, and nothing else: whatever it does but say "publish" in time, with 200 and
// in JSON, means that a moderator looks. Redirects are not followed.
//
// Safe from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ykien/comment_rules.h"

namespace ykien::http {

// "http://HOST[:PORT][/PATH]": no user, no fragment, no https. The host is a name or an address, of
// IPv6 in brackets.
struct FilterUrl {
  std::string authority;  // "loc.bao.example:8080", as it was written
  std::string host;
  std::string port;
  std::string target;
};
std::optional<FilterUrl> read_filter_url(std::string_view text);

class OutsideFilter {
 public:
  static constexpr std::size_t kAskedMax = 64;  // at once
  static constexpr std::size_t kAnswerBytesMax = 4u << 10;

  struct Options {
    FilterUrl url;
    std::chrono::milliseconds time_max{2'000};
  };

  explicit OutsideFilter(Options options);
  // Holds what was asked and not answered yet. Nothing may be asked any more.
  ~OutsideFilter();
  OutsideFilter(const OutsideFilter&) = delete;
  OutsideFilter& operator=(const OutsideFilter&) = delete;

  // Sent as {"site", "article", "text", "authorName", "links"}; {"verdict": "publish" | "hold"} is
  // expected.
  struct Comment {
    std::string_view site;
    std::string_view article_id;
    std::string_view text;
    std::string_view author_name;
    std::size_t links = 0;
  };

  // kPublish or kHold, once: on the filter's thread, or at once where kAskedMax are being asked.
  using Done = std::function<void(Verdict)>;
  void ask(const Comment& comment, Done done);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ykien::http
