#include "service/problem.h"

namespace ykien {

namespace {

int status_of(StoreError error) {
  switch (error) {
    case StoreError::kNotFound:
      return 404;
    case StoreError::kTaken:
    case StoreError::kChanged:
      return 409;
    case StoreError::kFull:
      return 507;
    case StoreError::kUnavailable:
    case StoreError::kReadOnly:
      return 503;
  }
  return 500;
}

}  // namespace

Problem bad_json(const Error& error) {
  return {400, std::string(error_name(error.code)), error.offset_bytes};
}

Problem store_problem(StoreError error) {
  return {status_of(error), std::string(store_error_name(error)), 0};
}

}  // namespace ykien
