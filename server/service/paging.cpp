#include "service/paging.h"

#include <charconv>
#include <cstdint>

#include "service/context.h"

namespace ykien {

std::string tag_of(std::string_view content) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;
  for (const char c : content) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  return "\"" + std::to_string(hash) + "\"";
}

std::string write_place(const Comment& last) {
  return std::to_string(last.created.unix_ms) + "." + last.id;
}

Answer<std::optional<Place>> read_place(std::string_view text, std::size_t count_max) {
  if (count_max == 0 || count_max > kPageMax) return std::unexpected(invalid("count"));
  if (text.empty()) return std::nullopt;
  Place place;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, place.created_unix_ms);
  if (problem != std::errc() || after == end || *after != '.')
    return std::unexpected(invalid("after"));
  place.id.assign(after + 1, end);
  if (!is_id(place.id)) return std::unexpected(invalid("after"));
  return place;
}

}  // namespace ykien
