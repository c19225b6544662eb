// An article besides its comments: how many like it and have seen it, and whether it takes
// comments.
//
// Safe from any thread. What is written answers once, perhaps on another thread, when it is on
// disk.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "service/context.h"

namespace ykien {

struct ArticleRequest {
  std::string_view site;
  std::string_view article_id;
  std::string_view reader_key = {};
};

class ArticleService {
 public:
  // The context outlives the service.
  explicit ArticleService(Context& context) : context_(context) {}

  // What all may know of a site: {"policy": …, "reactions": […], …}, without its words.
  Answer<std::string> site(std::string_view name) const;

  // {"comments": …, "likes": …, "views": …, "closed": …, "pinned": [comment*]}
  Answer<std::string> find(const ArticleRequest& request) const;
  // What a reader has said of it: {"likes": …, "votes": […], "reactions": […],
  // "comments": [ID*]}, the last of their own.
  Answer<std::string> said(const ArticleRequest& request) const;

  // {"value": true | false}; answers {"likes": …}.
  using Done = std::function<void(Answer<std::string>)>;
  void like(const ArticleRequest& request, std::string_view json, Done done) const;

  // A visitor counts once within half a day; written within seconds.
  Answer<bool> view(const ArticleRequest& request, std::string_view visitor) const;

  static constexpr std::size_t kPinnedMax = 10;

 private:
  Answer<const Site*> known(const ArticleRequest& request) const;

  Context& context_;
};

}  // namespace ykien
