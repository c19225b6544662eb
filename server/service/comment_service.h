// What a reader may ask of comments. The rules are the core's, the same as in the widget.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/events.h"
#include "service/problem.h"
#include "service/writer.h"
#include "store/store.h"
#include "ykien/comment_rules.h"

namespace ykien {

// What the service does not know by itself.
struct World {
  std::function<std::int64_t()> now_unix_ms;
  std::function<std::string()> make_id;
};

struct Site {
  RuleSet rules;
  int utc_offset_minutes = 420;  // of the times that are written
};
using Sites = std::map<std::string, Site, std::less<>>;

struct CreateRequest {
  std::string_view site;
  std::string_view article_id;
  std::string_view idempotency_key;  // 1 to 128 bytes of A-Z a-z 0-9 . _ ~ -
  std::string_view author_key;       // of the author's token
  std::string_view draft_json;       // docs/comment-format.md, "draft"
};

// A comment that was kept, or why the rules keep it out.
struct Created {
  CheckedDraft checked;
  std::optional<Kept> kept;
};

class CommentService {
 public:
  using Done = std::function<void(Answer<Created>)>;

  // The store outlives the service.
  CommentService(Store& store, Sites sites, World world);

  // Answers once, perhaps on another thread, when the comment is on disk. A key that was used
  // before is answered with what was kept then.
  void create(const CreateRequest& request, Done done);

  // Writes and answers what was created so far; what comes later is refused. To be called before
  // that goes away which the answers need.
  void finish() { writer_.finish(); }

  // The page's JSON array, and where the next one begins; see docs/http-api.md.
  struct Page {
    std::string comments_json;
    std::string next;  // "" at the end
  };
  Answer<Page> list(PageQuery query, std::string_view after);
  Answer<std::vector<std::int64_t>> counts(std::string_view site,
                                           std::span<const std::string> article_ids);
  // Told of each comment that is published in the article; see docs/http-api.md.
  Answer<std::shared_ptr<EventStream>> listen(std::string_view site, std::string_view article_id,
                                              std::string_view last_id);

  static constexpr std::size_t kPageMax = 100;
  // How far back a repeat is one.
  static constexpr std::int64_t kRecentMs = std::int64_t{24} * 60 * 60 * 1000;
  static constexpr std::size_t kRecentTextsMax = 20;
  static constexpr std::size_t kCountsMax = 100;

 private:
  std::optional<Problem> look_up(const CreateRequest& request, Draft& draft);
  Answer<std::size_t> depth_below(const CreateRequest& request, std::string parent_id);

  Store& store_;
  Sites sites_;
  World world_;
  Events events_;
  Writer writer_;
};

}  // namespace ykien
