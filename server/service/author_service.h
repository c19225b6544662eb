// What an author may do with comments of their own, and any reader with those of others.
//
// Safe from any thread. What is written answers once, perhaps on another thread, when it is on
// disk.
#pragma once

#include <string_view>

#include "service/comment_service.h"
#include "service/revise.h"

namespace ykien {

// Which comment, and who asks.
struct CommentRequest {
  std::string_view site;
  std::string_view id;
  std::string_view author_key;
  std::string_view author_name = {};  // that a publisher says; "": the draft's
  bool staff = false;                 // likewise
};

class AuthorService {
 public:
  // The context outlives the service.
  explicit AuthorService(Context& context) : context_(context) {}

  // Other words, within the site's window. A draft without a name keeps the one that is there.
  void edit(const CommentRequest& request, std::string_view draft_json, CreateDone done) const;
  // Its words are gone from the comment at once; restore() brings them back, within a window.
  void remove(const CommentRequest& request, Revised done) const;
  void restore(const CommentRequest& request, Revised done) const;

  // All of an author's comments, for ever: who wrote them, their words, and what they were before;
  // gaps stay where they have replies. Answers how many.
  using ForgetDone = std::function<void(Answer<std::size_t>)>;
  void forget(std::string_view site, std::string_view author_key, ForgetDone done) const;

  // One vote of each reader on each published comment of others: {"value": "like" | "dislike"}, or
  // null to take it back.
  void vote(const CommentRequest& request, std::string_view json, Revised done) const;
  // One reaction of each reader: {"name": …}, one of the site's, or null to take it back.
  void react(const CommentRequest& request, std::string_view json, Revised done) const;
  // Once by each reader: {"reason": …, "note"?: …}; see docs/http-api.md.
  void report(const CommentRequest& request, std::string_view json, Revised done) const;

 private:
  Answer<Kept> find_published(const CommentRequest& request) const;
  void write(Write write, Revised done) const;

  Context& context_;
};

}  // namespace ykien
