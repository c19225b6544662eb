#include "clean_text.h"

#include <algorithm>

#include "ykien/comment.h"
#include "ykien/limits.h"
#include "ykien/text.h"

namespace ykien {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

// White space of HTML.
bool is_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

bool is_dropped(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0)                         // controls
         || (c >= 0x202A && c <= 0x202E)                             // LRE RLE PDF LRO RLO
         || (c >= 0x2066 && c <= 0x2069)                             // LRI RLI FSI PDI
         || (c >= 0xFFF9 && c <= 0xFFFB)                             // interlinear annotation
         || c == 0xFEFF                                              // byte order mark
         || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;  // noncharacters
}

std::string normalized(std::string_view text) { return to_nfc(text).value_or(std::string()); }

// Appends `text` to `line`, collapsing blanks; `after_blank` runs on into the next call.
void append_collapsed(std::string& line, std::string_view text, bool& after_blank) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_blank(c)) {
      if (!after_blank) line += ' ';
      after_blank = true;
    } else if (!is_dropped(c)) {
      append_code_point(line, c);
      after_blank = false;
    }
  }
}

bool same_look(const Span& a, const Span& b) {
  return a.bold == b.bold && a.italic == b.italic && a.href == b.href;
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(), [](char expected, char c) {
           return expected == (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
         });
}

bool is_raster_data_url(std::string_view url) {
  constexpr std::string_view kImage = "data:image/";
  if (!starts_with_any_case(url, kImage)) return false;
  url.remove_prefix(kImage.size());
  for (const std::string_view type : {"avif", "gif", "jpeg", "png", "webp"}) {
    if (!starts_with_any_case(url, type) || url.size() == type.size()) continue;
    if (url[type.size()] == ';' || url[type.size()] == ',') return true;
  }
  return false;
}

// Whether a browser would find a scheme at the start (URL standard, "scheme state").
bool has_scheme(std::string_view url) {
  if (url.empty() || !is_letter(url[0])) return false;
  const auto end = std::find_if_not(url.begin(), url.end(), [](char c) {
    return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.';
  });
  return end != url.end() && *end == ':';
}

}  // namespace

std::string clean_lines(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == '\r') {
      if (!text.substr(at).starts_with('\n')) lines += '\n';
    } else if (c == '\n' || c == '\t' || !is_dropped(c)) {
      append_code_point(lines, c);
    }
  }
  return normalized(lines);
}

std::string clean_line(std::string_view text) {
  std::string line;
  bool after_blank = true;
  append_collapsed(line, text, after_blank);
  if (line.ends_with(' ')) line.pop_back();
  return normalized(line);
}

Spans clean_spans(const Spans& spans) {
  Spans clean;
  bool after_blank = true;
  for (const Span& span : spans) {
    if (clean.empty() || !same_look(clean.back(), span)) {
      clean.push_back({{}, span.bold, span.italic, span.href});
    }
    append_collapsed(clean.back().text, span.text, after_blank);
    if (clean.back().text.empty()) clean.pop_back();
  }
  if (!clean.empty() && clean.back().text.ends_with(' ')) clean.back().text.pop_back();
  if (!clean.empty() && clean.back().text.empty()) clean.pop_back();
  for (Span& span : clean) span.text = normalized(span.text);
  return clean;
}

std::string clean_url(std::string_view url, UrlUse use) {
  const auto outside = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!url.empty() && outside(url.front())) url.remove_prefix(1);
  while (!url.empty() && outside(url.back())) url.remove_suffix(1);
  std::string clean(url);
  std::erase_if(clean, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });

  const bool control = std::any_of(clean.begin(), clean.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  const bool allowed = !has_scheme(clean) || starts_with_any_case(clean, "http:") ||
                       starts_with_any_case(clean, "https:") ||
                       (use == UrlUse::kImage && is_raster_data_url(clean));
  if (control || !allowed || clean.size() > limits::kUrlBytesMax) clean.clear();
  return clean;
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= limits::kIdBytesMax &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return is_letter_or_digit(c) || c == '.' || c == '_' || c == '~' || c == '-';
         });
}

bool is_language_tag(std::string_view tag) {
  const std::size_t primary_bytes = std::min(tag.find('-'), tag.size());
  if (tag.size() > limits::kLanguageTagBytesMax || primary_bytes < 2 ||
      !std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(primary_bytes),
                   is_letter)) {
    return false;
  }
  std::size_t subtag_bytes = 0;
  for (const char c : tag) {
    if (c == '-' ? subtag_bytes == 0 : !is_letter_or_digit(c)) return false;
    subtag_bytes = c == '-' ? 0 : subtag_bytes + 1;
    if (subtag_bytes > 8) return false;
  }
  return subtag_bytes != 0;
}

}  // namespace ykien
