// What any reader may ask of comments. The rules are the core's, the same as in the widget.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/check.h"
#include "service/context.h"
#include "service/paging.h"

namespace ykien {

struct CreateRequest {
  std::string_view site;
  std::string_view article_id;
  std::string_view idempotency_key;   // 1 to 128 bytes of A-Z a-z 0-9 . _ ~ -
  std::string_view author_key;        // of the author's token
  std::string_view draft_json;        // docs/comment-format.md, "draft"
  std::string_view author_name = {};  // that a publisher says; "": the draft's
  bool staff = false;                 // likewise
  std::string_view network = {};      // a mark of where it comes from, see NewComment
  bool busy = false;                  // much came from there lately
  bool worked = false;                // the author's browser has done its work
};

// A comment that was kept, or why the rules keep it out.
struct Created {
  CheckedDraft checked;
  std::optional<Kept> kept;
};
using CreateDone = std::function<void(Answer<Created>)>;

class CommentService {
 public:
  // The context outlives the service.
  explicit CommentService(Context& context) : context_(context) {}

  // Answers once, perhaps on another thread, when the comment is on disk. A key that was used
  // before is answered with what was kept then.
  void create(const CreateRequest& request, CreateDone done) const;

  Answer<std::shared_ptr<const Page>> list(PageQuery query, std::string_view after) const;
  // One comment with those above it, the topmost first: {"comment": …, "parents": […]}.
  Answer<std::string> find(std::string_view site, std::string_view id,
                           std::string_view reader_key) const;
  Answer<std::vector<std::int64_t>> counts(std::string_view site,
                                           std::span<const std::string> article_ids) const;
  // Told of what happens to the article's comments; see docs/http-api.md.
  Answer<std::shared_ptr<EventStream>> listen(std::string_view site, std::string_view article_id,
                                              std::string_view last_id) const;

  static constexpr std::size_t kCountsMax = 100;

 private:
  Answer<std::shared_ptr<const Page>> read(const PageQuery& query) const;
  NewComment fresh_of(const CreateRequest& request, const Site& site, const Judged& judged) const;
  void answer_again(const CreateRequest& request, const Draft& draft, Kept kept,
                    const CreateDone& done) const;
  void refuse(const CreateRequest& request, CheckedDraft checked, const CreateDone& done) const;
  void ask_outside(const Site& site, NewComment fresh, CheckedDraft checked, CreateDone done) const;
  void keep(NewComment fresh, CheckedDraft checked, CreateDone done) const;

  Context& context_;
};

}  // namespace ykien
