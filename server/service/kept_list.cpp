#include "service/kept_list.h"

#include <algorithm>

#include "ykien/json_writer.h"

namespace ykien {

namespace {

std::string write_kept(std::span<const Kept> comments, Reader reader) {
  JsonWriter writer;
  writer.begin_array();
  for (const Kept& kept : comments) {
    writer.begin_object().key("comment").json(write_comment(kept.comment));
    writer.key("why").json(write_names(kept.why));
    if (reader == Reader::kModerator) {
      writer.key("author").string(kept.author_key).member("network", kept.network);
      writer.key("reports").integer(kept.reports);
    }
    writer.end_object();
  }
  return writer.end_array().take();
}

}  // namespace

std::string write_names(std::string_view names) {
  JsonWriter writer;
  writer.begin_array();
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    writer.string(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return writer.end_array().take();
}

Answer<Page> list_kept(const Context& context, ListQuery query, std::string_view after,
                       Reader reader) {
  if (const auto site = context.site(query.site); !site) return std::unexpected(site.error());
  const auto place = read_place(after, query.sort, query.count_max);
  if (!place) return std::unexpected(place.error());
  query.after = *place;
  const StoreResult<KeptPage> page = context.store.list(query);
  if (!page) return std::unexpected(store_problem(page.error()));
  return Page{write_kept(page->comments, reader), write_place(page->next, query.sort)};
}

std::string write_deeds(std::span<const PastDeed> deeds) {
  JsonWriter writer;
  writer.begin_array();
  for (const PastDeed& past : deeds) {
    writer.begin_object().key("at").string(format_rfc3339({past.deed.at_unix_ms, 0}));
    writer.key("actor").string(past.deed.actor).key("action").string(past.deed.action);
    writer.member("reason", past.deed.reason);
    writer.key("before").begin_object().key("text").string(past.text);
    writer.member("authorName", past.author_name);
    writer.key("state").string(comment_state_name(past.state));
    writer.member_if("pinned", past.pinned).end_object().end_object();
  }
  return writer.end_array().take();
}

}  // namespace ykien
