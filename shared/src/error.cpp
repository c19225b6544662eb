#include "ykien/error.h"

namespace ykien {

std::string_view error_name(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidUtf8:
      return "invalid-utf8";
    case ErrorCode::kNulByte:
      return "nul-byte";
    case ErrorCode::kJsonSyntax:
      return "json-syntax";
    case ErrorCode::kJsonTooDeep:
      return "json-too-deep";
    case ErrorCode::kTooLarge:
      return "too-large";
    case ErrorCode::kWrongType:
      return "wrong-type";
    case ErrorCode::kMissingField:
      return "missing-field";
    case ErrorCode::kInvalidValue:
      return "invalid-value";
    case ErrorCode::kUnsupportedVersion:
      return "unsupported-version";
    case ErrorCode::kDuplicateKey:
      return "duplicate-key";
  }
  return "unknown";
}

}  // namespace ykien
