// Why a request was not done: a status of HTTP and a stable code for programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "store/store.h"
#include "ykien/error.h"

namespace ykien {

struct Problem {
  int status = 500;                // RFC 9110
  std::string code;                // listed in docs/http-api.md
  std::size_t offset_bytes = 0;    // in the body, where its JSON is at fault
  std::int64_t retry_after_s = 0;  // when it may be tried again; 0: not said
};

template <class T>
using Answer = std::expected<T, Problem>;

// 400 with the core's own code.
Problem bad_json(const Error& error);
// 404, 409, 503 or 507.
Problem store_problem(StoreError error);

}  // namespace ykien
