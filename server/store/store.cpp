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

}  // namespace ykien
