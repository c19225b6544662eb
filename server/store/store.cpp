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
  }
  assert(false);
  return "";
}

}  // namespace ykien
