#include "store/store.h"

#include <cassert>

namespace ykien {

std::string_view store_error_name(StoreError error) {
  switch (error) {
    case StoreError::kUnavailable:
      return "store-unavailable";
    case StoreError::kFull:
      return "store-full";
    case StoreError::kReadOnly:
      return "store-read-only";
    case StoreError::kNotFound:
      return "not-found";
    case StoreError::kTaken:
      return "taken";
    case StoreError::kChanged:
      return "changed";
  }
  assert(false);
  return "";
}

void apply_change(const Change& change, Kept& kept) {
  kept.comment.text = change.text;
  kept.comment.author_name = change.author_name;
  kept.comment.state = change.state;
  kept.comment.edited = change.edited;
  kept.why = change.why;
  ++kept.version;
  if (change.settles_reports) kept.reports = 0;
  if (change.forgets.empty()) return;
  kept.author_key = kForgotten;
  kept.idempotency_key = std::string(kForgotten) + "-" + change.id;
}

PastDeed past_of(const Change& change, const Kept& kept) {
  return {change.id,         kept.version, change.deed, kept.comment.text, kept.comment.author_name,
          kept.comment.state};
}

std::optional<StoreError> run_checks(
    bool mend, const std::function<StoreResult<std::int64_t>(const std::string& sql)>& count,
    const std::function<std::optional<StoreError>(const std::string& sql)>& put_right,
    std::vector<Finding>& findings) {
  for (const Check& check : checks()) {
    const auto found = count(std::string(check.count));
    if (!found) return found.error();
    if (*found == 0) continue;
    const bool mends = mend && !check.mend.empty();
    if (mends) {
      if (const auto error = put_right(std::string(check.mend))) return error;
    }
    findings.push_back({std::string(check.name), *found, mends});
  }
  return std::nullopt;
}

}  // namespace ykien
