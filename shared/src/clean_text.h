// What every text from outside goes through before the model holds it: normal form, and nothing
// that no page should show.
//
// Dropped everywhere: controls (C0 but blanks, DEL, C1), bidi embeddings, overrides and isolates,
// interlinear annotation marks, byte order marks and noncharacters. Joiners, marks, soft hyphens
// and no-break spaces stay. All functions are idempotent. Requires: valid UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "ykien/article.h"

namespace ykien {

// Returns the text of a comment in NFC; lines end in "\n", other blanks are kept.
std::string clean_lines(std::string_view text);

// Returns one line in NFC, its white space collapsed and trimmed as HTML does.
std::string clean_line(std::string_view text);

// The same across spans; empty spans are dropped, equal neighbours merged.
Spans clean_spans(const Spans& spans);

enum class UrlUse : std::uint8_t { kLink, kImage };

// Returns a URL that is http, https, or relative in the sense of the WHATWG URL standard; for an
// image also a raster data: URL. "" for any other, for one with controls inside, and for one over
// limits::kUrlBytesMax. Blanks around it and line breaks in it are dropped, as browsers do.
std::string clean_url(std::string_view url, UrlUse use);

// The shape of a BCP 47 tag: "vi", "zh-Hant-TW".
bool is_language_tag(std::string_view tag);

}  // namespace ykien
