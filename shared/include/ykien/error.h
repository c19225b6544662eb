// How bad data is reported: a stable code, the byte where it was found, and a detail for logs.
//
// Bad data returns a Result; bad calls are asserted. Nothing here throws. Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace ykien {

// Values are part of the ABI and the HTTP API: append, never renumber.
enum class ErrorCode : std::uint8_t {
  kInvalidUtf8 = 1,   // a byte sequence that is not UTF-8 (RFC 3629)
  kNulByte = 2,       // U+0000 where text is expected
  kJsonSyntax = 3,    // not JSON (RFC 8259), or cut short
  kJsonTooDeep = 4,   // nested deeper than limits.h allows
  kTooLarge = 5,      // more bytes, items or digits than limits.h allows
  kWrongType = 6,     // a JSON value of another type than the format names
  kMissingField = 7,  // a required member is absent
  kInvalidValue = 8,  // right type, but outside the set the format names
  kUnsupportedVersion = 9,
  kDuplicateKey = 10,  // the same member twice in one JSON object
};

// Returns the stable wire name, for example "invalid-utf8"; listed in docs/errors.md.
std::string_view error_name(ErrorCode code);

struct Error {
  ErrorCode code;
  std::size_t offset_bytes = 0;  // first byte of the offending value in the input
  std::string detail;            // for logs, in English; never shown to readers
};

template <class T>
using Result = std::expected<T, Error>;

}  // namespace ykien
