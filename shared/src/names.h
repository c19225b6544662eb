// What a reader may be called (docs/comment-rules.md, "Names"), and the shape of an e-mail address.
//
// Pure, safe from any thread. Requires: valid UTF-8, for names also NFC.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "word_matcher.h"

namespace ykien {

// Whether the letters come from one script, or from those Japanese, Chinese or Korean is mixed of
// with Latin (UTS #39, 5.2, "highly restrictive"). True for a name without letters.
bool is_highly_restrictive(std::string_view name);

// Whether no letter has more than four marks, or the same mark twice (UTS #39, 5.4).
bool has_sparse_marks(std::string_view name);

// Names that only the staff may use.
class ReservedNames {
 public:
  explicit ReservedNames(const std::vector<std::string>& names);

  // Returns kExact if `name` looks like a reserved one, kLikely if it is one written without tones.
  std::optional<MatchKind> find(std::string_view name) const;

 private:
  std::vector<std::string> skeletons_;
  std::vector<std::string> ascii_skeletons_;
};

// Whether `address` is a valid e-mail address as HTML has it for input type=email. O(bytes).
// https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
bool is_email_address(std::string_view address);

}  // namespace ykien
