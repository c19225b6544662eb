// libFuzzer: whatever the bytes are, every parser of JSON answers, and what was read comes back
// equal from what is written.
#include <string_view>

#include "fuzz.h"
#include "ykien/article.h"
#include "ykien/comment.h"
#include "ykien/comment_rules.h"

namespace {

template <class Parse, class Write>
void check_round_trip(std::string_view json, Parse parse, Write write) {
  const auto first = parse(json);
  if (!first) {
    require(first.error().offset_bytes <= json.size());
    return;
  }
  const auto second = parse(write(*first));
  require(second && *second == *first);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json = text_of(data, size);
  check_round_trip(json, ykien::parse_article, ykien::write_article);
  check_round_trip(json, ykien::parse_comments, ykien::write_comments);
  check_round_trip(json, ykien::parse_comment, ykien::write_comment);
  check_round_trip(json, ykien::parse_policy, ykien::write_policy);
  const auto draft = ykien::parse_draft(json);
  require(draft || draft.error().offset_bytes <= json.size());
  const auto article = ykien::parse_article(json);
  if (article) require(ykien::estimate_reading_time(*article).minutes_min >= 1);
  const auto comments = ykien::parse_comments(json);
  if (comments) {
    require(order_thread(*comments, ykien::ThreadSort::kBest).size() <= comments->size());
  }
  return 0;
}
