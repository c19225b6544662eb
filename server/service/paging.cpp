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

namespace {

// Digits, and the dot behind them; false where it begins otherwise.
bool take_number(std::string_view& text, std::int64_t& number) {
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, number);
  if (problem != std::errc() || after == end || *after != '.') return false;
  text = std::string_view(after + 1, end);
  return true;
}

}  // namespace

std::string write_place(const std::optional<Place>& place, ThreadSort sort) {
  if (!place) return {};
  const std::string rank = sort == ThreadSort::kBest ? "r" + std::to_string(place->rank) + "." : "";
  return rank + std::to_string(place->created_unix_ms) + "." + place->id;
}

Answer<std::optional<Place>> read_place(std::string_view text, ThreadSort sort,
                                        std::size_t count_max) {
  if (count_max == 0 || count_max > kPageMax) return std::unexpected(invalid("count"));
  if (text.empty()) return std::nullopt;
  Place place;
  if (sort == ThreadSort::kBest) {
    if (!text.starts_with('r')) return std::unexpected(invalid("after"));
    text.remove_prefix(1);
    if (!take_number(text, place.rank)) return std::unexpected(invalid("after"));
  }
  if (!take_number(text, place.created_unix_ms) || !is_id(text))
    return std::unexpected(invalid("after"));
  place.id = text;
  return place;
}

}  // namespace ykien
