// Feeds bytes to the importers: whatever they take, a store keeps, and its export comes back equal.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz.h"
#include "store/memory_store.h"
#include "transfer/dump.h"
#include "transfer/html_text.h"
#include "transfer/import.h"
#include "ykien/text.h"

namespace {

using namespace ykien;

const RuleSet& rules() {
  static const RuleSet made = [] {
    Policy policy;
    policy.body_graphemes_max = 50;
    policy.banned_words = {"ngu"};
    return RuleSet(std::move(policy));
  }();
  return made;
}

bool is_clean(std::string_view text) {
  const bool control = std::ranges::any_of(
      text, [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F; });
  return !control && valid_utf8_prefix_bytes(text) == text.size() && to_nfc(text) == text;
}

void check_comment(const Comment& comment) {
  require(is_id(comment.id) && is_id(comment.article_id));
  require(comment.parent_id.empty() || is_id(comment.parent_id));
  require(is_clean(comment.text) && is_clean(comment.author_name));
}

void check_write(const Write& write) {
  if (const auto* fresh = std::get_if<NewComment>(&write)) {
    require(fresh->comment.state != CommentState::kPublished || fresh->why.empty());
    return check_comment(fresh->comment);
  }
  require(site_of(write) == "bao");
  if (const auto* thread = std::get_if<RestoredThread>(&write))
    return require(is_id(thread->article_id));
  if (std::holds_alternative<RestoredSite>(write)) return;
  const auto& restored = std::get<Restored>(write);
  require(restored.fresh.site == "bao" && restored.version >= 1);
  check_comment(restored.fresh.comment);
}

std::size_t count_comments(const std::vector<Write>& writes) {
  const auto is_comment = [](const Write& write) { return article_of(write) == nullptr; };
  return static_cast<std::size_t>(std::ranges::count_if(writes, is_comment));
}

std::string export_of(Store& store) {
  std::string file;
  require(dump(store, "bao", [&](std::string_view line) { file += line; }).has_value());
  return file;
}

void check_import(std::string_view file) {
  const Writes writes = read_import("bao", rules(), file);
  if (!writes) return require(!writes.error().empty());
  std::ranges::for_each(*writes, check_write);
  MemoryStore store;
  const auto imported = import_all(store, *writes);
  // Others' comments always find their parents; an export may be cut.
  const bool ours = !writes->empty() && !std::holds_alternative<NewComment>(writes->front());
  require(imported || ours);
  if (!imported) return;
  require(imported->kept + imported->again == count_comments(*writes));
  const std::string exported = export_of(store);
  const Writes again = read_import("bao", rules(), exported);
  require(again && count_comments(*again) == imported->kept);
  MemoryStore other;
  require(import_all(other, *again).has_value());
  require(export_of(other) == exported);
}

void check_html(std::string_view html) {
  const std::string text = text_of_html(html);
  require(text.size() <= html.size());
  if (valid_utf8_prefix_bytes(html) == html.size())
    require(valid_utf8_prefix_bytes(text) == text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  check_html(text);
  check_import(text);
  // A line of our own export, without its head.
  if (text.starts_with('{')) check_import(std::string(kDumpHead) + "\n" + std::string(text));
  return 0;
}
