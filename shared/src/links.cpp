#include "links.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "ykien/text.h"

namespace ykien {
namespace {

// Endings under which a bare name is a link. Endings that are also words of Vietnamese typed
// without tones (co, la, so, to...) would make links of sentences without a space after the full
// stop.
constexpr std::array<std::string_view, 40> kTopLevelDomains = {
    "app",  "asia",  "biz",   "blog", "cc",     "click", "club", "cn",  "com",     "dev",
    "edu",  "fun",   "gg",    "gov",  "host",   "icu",   "info", "io",  "live",    "link",
    "mobi", "net",   "news",  "one",  "online", "org",   "page", "pro", "ru",      "shop",
    "site", "space", "store", "tech", "top",    "tv",    "vip",  "vn",  "website", "xyz",
};
// These are links only with a path behind them: t.me/name.
constexpr std::array<std::string_view, 12> kTopLevelDomainsWithPath = {
    "ai", "be", "co", "eu", "gl", "id", "im", "it", "ly", "me", "to", "us",
};
constexpr std::size_t kTopLevelDomainBytesMax = 7;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_case_prefix) {
  return text.size() >= lower_case_prefix.size() &&
         std::ranges::equal(text.substr(0, lower_case_prefix.size()), lower_case_prefix, {},
                            to_lower);
}

// Returns the bytes of "http://" or "https://" at the front of `text`; 0 = neither.
std::size_t scheme_bytes(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (starts_with_ignoring_case(text, scheme)) return scheme.size();
  }
  return 0;
}

// Returns where the next scheme begins from `offset` on, or text.size().
std::size_t find_scheme(std::string_view text, std::size_t offset) {
  while (offset < text.size() && scheme_bytes(text.substr(offset)) == 0) ++offset;
  return offset;
}

std::string_view without_punctuation_behind(std::string_view text) {
  for (;;) {
    const std::size_t before = text.size();
    while (!text.empty() && std::string_view(".,;:!?'\")]}>*").contains(text.back()))
      text.remove_suffix(1);
    for (const std::string_view mark : {"…", "”", "’", "»"}) {
      if (text.ends_with(mark)) text.remove_suffix(mark.size());
    }
    if (text.size() == before) return text;
  }
}

// Returns the size of what may be part of a host name at `offset`: letters of any script, digits,
// hyphens, dots.
std::size_t host_character_bytes(std::string_view text, std::size_t offset) {
  const char c = text[offset];
  if (static_cast<unsigned char>(c) < 0x80)
    return is_alphanumeric(c) || c == '-' || c == '.' ? 1 : 0;
  std::size_t end = offset;
  const auto code_point = static_cast<utf8proc_int32_t>(next_code_point(text, end));
  const utf8proc_category_t category = utf8proc_category(code_point);
  const bool letter_or_mark = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
  return letter_or_mark ? end - offset : 0;
}

// Whether `host`, followed by `rest`, is the name of a place in the web.
bool is_host(std::string_view host, std::string_view rest) {
  if (rest.starts_with('@')) return false;
  if (starts_with_ignoring_case(host, "www.") && host.size() > 4) return true;
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host[dot - 1] == '.') return false;
  const std::string_view ending = host.substr(dot + 1);
  if (ending.size() > kTopLevelDomainBytesMax) return false;
  const auto is_ending = [&](std::string_view domain) {
    return domain.size() == ending.size() && starts_with_ignoring_case(ending, domain);
  };
  if (std::ranges::any_of(kTopLevelDomains, is_ending)) return true;
  const bool has_path = rest.size() >= 2 && rest[0] == '/' && is_alphanumeric(rest[1]);
  return has_path && std::ranges::any_of(kTopLevelDomainsWithPath, is_ending);
}

// Finds links in text without blanks; `chunk` begins at `base_bytes` of the whole.
class ChunkLinks {
 public:
  ChunkLinks(std::string_view chunk, std::size_t base_bytes, std::vector<Range>& links)
      : chunk_(chunk), base_bytes_(base_bytes), links_(links) {}

  void find() {
    std::size_t scheme = find_scheme(chunk_, 0);
    find_hosts(scheme);
    while (scheme < chunk_.size()) {
      const std::size_t next = find_scheme(chunk_, scheme + 1);
      const std::string_view link =
          without_punctuation_behind(chunk_.substr(scheme, next - scheme));
      if (link.size() > scheme_bytes(chunk_.substr(scheme))) add(scheme, scheme + link.size());
      scheme = next;
    }
  }

 private:
  void add(std::size_t begin, std::size_t end) {
    links_.push_back({base_bytes_ + begin, base_bytes_ + end});
  }

  // Finds names without a scheme before `end`.
  void find_hosts(std::size_t end) {
    const std::string_view text = chunk_.substr(0, end);
    for (std::size_t begin = 0; begin < end;) {
      std::size_t run_end = begin;
      while (run_end < end) {
        const std::size_t bytes = host_character_bytes(text, run_end);
        if (bytes == 0) break;
        run_end += bytes;
      }
      begin = find_host(text, begin, run_end);
    }
  }

  // Looks at one run of host characters. Returns where the next may begin.
  std::size_t find_host(std::string_view text, std::size_t begin, std::size_t run_end) {
    const std::size_t next = std::max(run_end, begin + 1);
    while (begin < run_end && (text[begin] == '.' || text[begin] == '-')) ++begin;
    std::size_t host_end = run_end;
    while (host_end > begin && (text[host_end - 1] == '.' || text[host_end - 1] == '-')) --host_end;
    if (begin > 0 && text[begin - 1] == '@') return next;
    if (!is_host(text.substr(begin, host_end - begin), text.substr(host_end))) return next;
    const bool goes_on =
        host_end < text.size() && std::string_view("/:?#").contains(text[host_end]);
    const std::size_t link_end = goes_on ? without_punctuation_behind(text).size() : host_end;
    add(begin, link_end);
    return std::max(link_end, next);
  }

  std::string_view chunk_;
  std::size_t base_bytes_;
  std::vector<Range>& links_;
};

}  // namespace

std::vector<Range> find_links(std::string_view text) {
  std::vector<Range> links;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    const std::string_view chunk = text.substr(begin, end - begin);
    if (chunk.contains('.') || chunk.contains('/')) ChunkLinks(chunk, begin, links).find();
    begin = end + 1;
  }
  return links;
}

}  // namespace ykien
