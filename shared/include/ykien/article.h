// An article: what a newspaper's page says, as data.
//
// After parse_article() all text is valid UTF-8 in NFC without controls or bidi overrides. URLs are
// http, https or relative, for images also raster data: URLs, byte for byte as given; any other is
// "". The JSON form, with all that the parser drops and mends, is in docs/article-format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ykien/error.h"
#include "ykien/time_format.h"

namespace ykien {

// A stretch of text with one look. Consecutive equal looks are merged by the parser; white space is
// collapsed as HTML does.
struct Span {
  std::string text;
  bool bold = false;
  bool italic = false;
  std::string href;  // "" = not a link
  friend bool operator==(const Span&, const Span&) = default;
};
using Spans = std::vector<Span>;

struct Heading {
  int level = 2;  // 2 to 6; 1 is the title
  Spans spans;
  friend bool operator==(const Heading&, const Heading&) = default;
};
struct Paragraph {
  Spans spans;
  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};
struct Image {
  std::string src;
  std::string alt;
  int width_px = 0;  // intrinsic size in CSS px; 0 = not known yet
  int height_px = 0;
  Spans caption;
  friend bool operator==(const Image&, const Image&) = default;
};
struct Quote {
  std::vector<Spans> paragraphs;
  Spans citation;
  friend bool operator==(const Quote&, const Quote&) = default;
};
struct ListItem {
  int depth = 0;  // 0 to 7
  Spans spans;
  friend bool operator==(const ListItem&, const ListItem&) = default;
};
struct List {
  bool ordered = false;
  std::vector<ListItem> items;
  friend bool operator==(const List&, const List&) = default;
};
struct TableCell {
  bool header = false;
  Spans spans;
  friend bool operator==(const TableCell&, const TableCell&) = default;
};
struct Table {
  std::vector<std::vector<TableCell>> rows;  // after parsing all as long as the first: 1 to 64
  Spans caption;
  friend bool operator==(const Table&, const Table&) = default;
};
struct Separator {
  friend bool operator==(const Separator&, const Separator&) = default;
};
using Block = std::variant<Heading, Paragraph, Image, Quote, List, Table, Separator>;

struct Link {
  std::string text;
  std::string url;  // "" = text only
  friend bool operator==(const Link&, const Link&) = default;
};
struct Weather {  // degrees Celsius
  std::string place;
  int now = 0;
  int low = 0;
  int high = 0;
  friend bool operator==(const Weather&, const Weather&) = default;
};

struct Article {
  std::string id;
  Language language = Language::kVietnamese;  // of dates and labels; English for all others
  std::string language_tag;  // of the text, BCP 47, as given; the parser never leaves it empty
  NumberStyle number_style = NumberStyle::kDot;
  int utc_offset_minutes = 420;  // for the clock and for times without an offset
  std::string title;
  std::optional<Link> category;
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::vector<Link> authors;
  std::optional<std::int64_t> views;
  std::optional<std::int64_t> likes;
  std::vector<Link> keywords;
  Spans lead;
  std::string source_url;
  std::optional<Weather> weather;
  bool clock = true;  // show the ticking clock
  std::vector<Block> blocks;
  friend bool operator==(const Article&, const Article&) = default;
};

// Parses and checks the JSON form; unknown members are ignored. Fails with every code of error.h,
// offset in `json`.
Result<Article> parse_article(std::string_view json);

// Parses a JSON array of blocks, of which a long article may come in parts. Fails as
// parse_article() does.
Result<std::vector<Block>> parse_blocks(std::string_view json);

// Writes the JSON form; parse_article(write_article(a)) == a for every parsed a, unless NFC made it
// longer than limits::kArticleJsonBytesMax. Text that is not UTF-8 is written with U+FFFD.
std::string write_article(const Article& article);

// The article's words as plain text: title, lead, blocks and captions, a blank line between; items
// of lists and rows of tables on lines of their own, cells with a tab between. Alternative texts
// are not part of it.
std::string article_plain_text(const Article& article);

// Reading time in whole minutes, rounded up, fast to slow; at least 1 where there is any text.
// Vietnamese is counted in syllables (white-space tokens), 180 to 260 a minute; English in words,
// 200 to 260; see docs/article-format.md for the sources. Images add 5 to 12 seconds each.
struct ReadingTime {
  int minutes_min = 0;
  int minutes_max = 0;
  friend bool operator==(const ReadingTime&, const ReadingTime&) = default;
};
ReadingTime estimate_reading_time(const Article& article);

}  // namespace ykien
