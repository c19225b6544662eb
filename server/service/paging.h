// Keyset pages: where one ended, the next one begins.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "service/problem.h"
#include "store/store.h"

namespace ykien {

inline constexpr std::size_t kPageMax = 100;

// Of content that is the same: an entity tag (RFC 9110, section 8.8.3), of 64 bits of FNV-1a.
std::string tag_of(std::string_view content);

// A JSON array, and where the next one begins; "" at the end.
struct Page {
  std::string json;
  std::string next;
  std::string tag = tag_of(json);
};

// "1710545400000.0190-a", of the best with the rank before: "r93842.1710545400000.0190-a". "" where
// there is none.
std::string write_place(const std::optional<Place>& place, ThreadSort sort);
// Nothing where the text is ""; 400 where it is no place in this order, or the count is none of 1
// to kPageMax.
Answer<std::optional<Place>> read_place(std::string_view text, ThreadSort sort,
                                        std::size_t count_max);

}  // namespace ykien
