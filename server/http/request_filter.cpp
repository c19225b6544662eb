#include "http/request_filter.h"

#include <algorithm>

namespace ykien::http {

namespace {

struct Seen {
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
};

std::string_view why_line_refused(std::string_view line, Seen& seen) {
  if (line.starts_with(' ') || line.starts_with('\t')) return "a folded field";
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return "a field without a name";
  const std::string name = lower_case(line.substr(0, colon));
  const std::string_view value = trim(line.substr(colon + 1));
  if (name.find_first_of(" \t") != name.npos) return "a blank in a field's name";
  if (name == "host") ++seen.hosts;
  if (name == "content-length") {
    ++seen.lengths;
    const bool digits = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
    if (value.empty() || !digits) return "a length that is no number";
  }
  if (name == "transfer-encoding") {
    ++seen.codings;
    if (lower_case(value) != "chunked") return "a transfer coding other than chunked";
  }
  return "";
}

}  // namespace

std::string_view why_refused(std::string_view head) {
  Seen seen;
  const bool version_1_1 = head.substr(0, head.find("\r\n")).ends_with(" HTTP/1.1");
  bool first = true;
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end == head.npos ? head.size() : end + 2);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != line.npos) return "a bare end of line";
    if (line.empty()) break;
    const std::string_view why = first ? std::string_view() : why_line_refused(line, seen);
    if (!why.empty()) return why;
    first = false;
  }
  if (seen.hosts != 1) return "not one host";
  if (seen.lengths > 1 || seen.codings > 1) return "more than one length";
  if (seen.lengths > 0 && seen.codings > 0) return "a length and a transfer coding";
  if (seen.codings > 0 && !version_1_1) return "a transfer coding before HTTP/1.1";
  return "";
}

}  // namespace ykien::http
