#include "measures.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <span>

#include "fast_text.h"
#include "ykien/text.h"

namespace ykien {
namespace {

void raise(Peak& peak, std::size_t value, Range place) {
  if (value > peak.value) peak = {value, place};
}

// Cuts text into clusters, from the left.
class ClusterCutter {
 public:
  explicit ClusterCutter(std::string_view text) : text_(text) {}

  // Returns the end of the cluster that begins at `begin`.
  std::size_t end_of(std::size_t begin) {
    if (begin >= alone_end_) alone_end_ = begin + alone_prefix_bytes(text_.substr(begin));
    std::size_t end = begin;
    next_code_point(text_, end);
    if (end < alone_end_) return end;  // the next one stands alone, too
    return begin + cut_graphemes(text_.substr(begin), 1).value_or(text_.size() - begin);
  }

 private:
  std::string_view text_;
  std::size_t alone_end_ = 0;
};

// Counts clusters, and finds the longest and the most repeated one.
void measure_clusters(Measures& measures, std::string_view text) {
  std::string_view last;
  std::size_t repeats = 0;
  std::size_t run_begin = 0;
  ClusterCutter cutter(text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = cutter.end_of(begin);
    const std::string_view cluster = text.substr(begin, end - begin);
    ++measures.counts.graphemes;
    raise(measures.cluster, count_code_points(cluster), {begin, end});
    if (cluster != last) {
      repeats = 0;
      run_begin = begin;
    }
    raise(measures.repeat, ++repeats, {run_begin, end});
    last = cluster;
    begin = end;
  }
}

}  // namespace

Peak most_marks(std::string_view text) {
  Peak peak;
  std::size_t base = 0;
  std::size_t marks = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const auto code_point = static_cast<utf8proc_int32_t>(next_code_point(text, offset));
    std::array<utf8proc_int32_t, 8> parts = {code_point};
    int unused = 0;
    utf8proc_ssize_t count = 1;
    if (code_point >= 0x80) {
      count = utf8proc_decompose_char(code_point, parts.data(), std::ssize(parts),
                                      UTF8PROC_DECOMPOSE, &unused);
    }
    for (const utf8proc_int32_t part : std::span(parts).first(static_cast<std::size_t>(count))) {
      const utf8proc_category_t category =
          part < 0x80 ? UTF8PROC_CATEGORY_LL : utf8proc_category(part);
      if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) {
        raise(peak, ++marks, {base, offset});
      } else {
        marks = 0;
        base = begin;
      }
    }
  }
  return peak;
}

Measures measure(std::string_view text) {
  Measures measures;
  measure_clusters(measures, text);
  measures.marks = most_marks(text);
  measures.links = find_links(text);
  measures.counts.code_points = count_code_points(text);
  measures.counts.bytes = text.size();
  measures.counts.links = measures.links.size();
  const auto newlines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  measures.counts.lines = text.empty() ? 0 : newlines + 1;
  return measures;
}

}  // namespace ykien
