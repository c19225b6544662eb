// The JSON form of an article, read; docs/article-format.md has its grammar.
// json_article_writer.cpp writes it.
#include <algorithm>
#include <utility>

#include "clean_text.h"
#include "json_values.h"
#include "ykien/article.h"
#include "ykien/json_reader.h"
#include "ykien/limits.h"

namespace ykien {

namespace {

constexpr std::string_view kNumberStyleNames[] = {"dot", "comma"};

Span read_span(JsonValue value) {
  Span span;
  if (value.kind() == JsonKind::kString) {
    span.text = value.string();
    return span;
  }
  span.text = value.required("text").string();
  span.bold = value.member("bold").boolean(false);
  span.italic = value.member("italic").boolean(false);
  span.href = clean_url(value.member("href").string(), UrlUse::kLink);
  return span;
}

Spans read_spans(JsonValue value) {
  Spans spans;
  if (value.present() && value.kind() == JsonKind::kString) {
    spans.push_back(read_span(value));
  } else {
    for (const JsonValue item : value.items(limits::kSpansPerBlockMax)) {
      spans.push_back(read_span(item));
    }
  }
  return clean_spans(spans);
}

Spans read_text_of(JsonValue object) {
  const JsonValue spans = object.member("spans");
  return read_spans(spans.present() ? spans : object.member("text"));
}

// A string, an array of spans, or an object that says more.
Spans read_text_or_object(JsonValue value) {
  return value.kind() == JsonKind::kObject ? read_text_of(value) : read_spans(value);
}

Link read_link(JsonValue value, std::string_view text_name) {
  if (value.kind() == JsonKind::kString) return {read_line(value, limits::kNameBytesMax), {}};
  return {read_line(value.required(text_name), limits::kNameBytesMax),
          clean_url(value.member("url").string(), UrlUse::kLink)};
}

std::vector<Link> read_links(const JsonItems& items, std::string_view text_name) {
  std::vector<Link> links;
  for (const JsonValue item : items) {
    Link link = read_link(item, text_name);
    if (!link.text.empty()) links.push_back(std::move(link));
  }
  return links;
}

std::optional<std::int64_t> read_count(JsonValue value) {
  if (!value.present()) return std::nullopt;
  return value.integer(0);
}

int read_small_integer(JsonValue value, int fallback, JsonIntegerRange range) {
  return static_cast<int>(value.integer(fallback, range));
}

std::optional<Weather> read_weather(JsonValue value) {
  if (!value.present()) return std::nullopt;
  constexpr JsonIntegerRange kDegrees = {-limits::kDegreesMax, limits::kDegreesMax};
  return Weather{read_line(value.required("place"), limits::kNameBytesMax),
                 read_small_integer(value.required("now"), 0, kDegrees),
                 read_small_integer(value.required("low"), 0, kDegrees),
                 read_small_integer(value.required("high"), 0, kDegrees)};
}

std::optional<Block> read_heading(JsonValue value) {
  Heading heading = {read_small_integer(value.member("level"), 2, {2, 6}), read_text_of(value)};
  if (heading.spans.empty()) return std::nullopt;
  return heading;
}

std::optional<Block> read_paragraph(JsonValue value) {
  Paragraph paragraph = {read_text_of(value)};
  if (paragraph.spans.empty()) return std::nullopt;
  return paragraph;
}

std::optional<Block> read_image(JsonValue value) {
  Image image;
  image.src = clean_url(value.required("src").string(), UrlUse::kImage);
  image.alt = clean_line(value.member("alt").string());
  image.width_px = read_small_integer(value.member("width"), 0, {0, limits::kImagePxMax});
  image.height_px = read_small_integer(value.member("height"), 0, {0, limits::kImagePxMax});
  image.caption = read_spans(value.member("caption"));
  if (image.src.empty() && image.alt.empty() && image.caption.empty()) return std::nullopt;
  return image;
}

std::optional<Block> read_quote(JsonValue value) {
  Quote quote;
  for (const JsonValue item : value.required("paragraphs").items(limits::kItemsPerBlockMax)) {
    Spans spans = read_spans(item);
    if (!spans.empty()) quote.paragraphs.push_back(std::move(spans));
  }
  quote.citation = read_spans(value.member("citation"));
  if (quote.paragraphs.empty() && quote.citation.empty()) return std::nullopt;
  return quote;
}

std::optional<Block> read_list(JsonValue value) {
  List list;
  list.ordered = value.member("ordered").boolean(false);
  for (const JsonValue item : value.required("items").items(limits::kItemsPerBlockMax)) {
    ListItem line;
    line.spans = read_text_or_object(item);
    if (item.kind() == JsonKind::kObject) {
      line.depth = read_small_integer(item.member("depth"), 0, {0, limits::kListDepthMax});
    }
    if (!line.spans.empty()) list.items.push_back(std::move(line));
  }
  if (list.items.empty()) return std::nullopt;
  return list;
}

std::vector<TableCell> read_row(JsonValue value) {
  std::vector<TableCell> row;
  for (const JsonValue item : value.items(limits::kTableColumnsMax)) {
    TableCell& cell = row.emplace_back();
    cell.spans = read_text_or_object(item);
    if (item.kind() == JsonKind::kObject) cell.header = item.member("header").boolean(false);
  }
  return row;
}

std::optional<Block> read_table(JsonValue value) {
  Table table;
  std::size_t columns = 0;
  const JsonValue rows = value.required("rows");
  for (const JsonValue item : rows.items(limits::kTableCellsMax)) {
    columns = std::max(columns, table.rows.emplace_back(read_row(item)).size());
  }
  table.caption = read_spans(value.member("caption"));
  if (columns * table.rows.size() > limits::kTableCellsMax) {
    rows.fail(ErrorCode::kTooLarge, "too many cells");
  }
  if (columns == 0 || value.failed()) return std::nullopt;
  for (std::vector<TableCell>& row : table.rows) row.resize(columns);
  return table;
}

// A block of a later version of the format, or of somebody's own: its text is kept, its faults are
// not our business.
std::optional<Block> read_unknown(JsonValue value) {
  std::optional<Block> block = read_paragraph(value);
  if (!value.failed()) return block;
  value.forgive();
  return std::nullopt;
}

std::optional<Block> read_block(JsonValue value) {
  const std::string_view type = value.required("type").string();
  if (value.failed()) return std::nullopt;
  if (type == "heading") return read_heading(value);
  if (type == "paragraph") return read_paragraph(value);
  if (type == "image") return read_image(value);
  if (type == "quote") return read_quote(value);
  if (type == "list") return read_list(value);
  if (type == "table") return read_table(value);
  if (type == "separator") return Separator{};
  return read_unknown(value);
}

std::vector<Block> read_blocks(JsonValue value) {
  std::vector<Block> blocks;
  for (const JsonValue item : value.items(limits::kBlocksMax)) {
    std::optional<Block> block = read_block(item);
    if (block) blocks.push_back(std::move(*block));
  }
  return blocks;
}

void check_version(JsonValue value) {
  if (value.integer(1) != 1) value.fail(ErrorCode::kUnsupportedVersion, "only version 1 is known");
}

void read_language(JsonValue value, Article& article) {
  article.language_tag = value.present() ? value.string() : "vi";
  if (!is_language_tag(article.language_tag))
    value.fail(ErrorCode::kInvalidValue, "not a language");
  std::string primary = article.language_tag.substr(0, article.language_tag.find('-'));
  for (char& c : primary) c = static_cast<char>(c | 0x20);
  const bool vietnamese = primary == "vi";
  article.language = vietnamese ? Language::kVietnamese : Language::kEnglish;
}

void read_conventions(JsonValue root, Article& article) {
  read_language(root.member("language"), article);
  const bool vietnamese = article.language == Language::kVietnamese;
  article.number_style = static_cast<NumberStyle>(
      root.member("numberStyle").choice(kNumberStyleNames, vietnamese ? 0 : 1));
  article.utc_offset_minutes = vietnamese ? 7 * 60 : 0;
  const JsonValue offset = root.member("utcOffset");
  if (!offset.present()) return;
  const Result<int> minutes = parse_utc_offset_minutes(offset.string());
  if (!minutes) offset.fail(ErrorCode::kInvalidValue, "not an offset from UTC");
  article.utc_offset_minutes = minutes.value_or(0);
}

Article read_article(JsonValue root) {
  Article article;
  check_version(root.member("version"));
  article.id = read_optional_id(root.member("id"));
  read_conventions(root, article);
  article.title = read_line(root.required("title"), limits::kTitleBytesMax);
  if (article.title.empty()) root.member("title").fail(ErrorCode::kInvalidValue, "empty");
  const JsonValue category = root.member("category");
  if (category.present()) article.category = read_link(category, "name");
  if (article.category && article.category->text.empty()) article.category.reset();
  article.published = read_time(root.member("published"), article.utc_offset_minutes);
  article.updated = read_time(root.member("updated"), article.utc_offset_minutes);
  article.authors = read_links(root.member("authors").items(limits::kAuthorsMax), "name");
  article.views = read_count(root.member("views"));
  article.likes = read_count(root.member("likes"));
  article.keywords = read_links(root.member("keywords").items(limits::kKeywordsMax), "text");
  article.lead = read_spans(root.member("lead"));
  article.source_url = clean_url(root.member("sourceUrl").string(), UrlUse::kLink);
  article.weather = read_weather(root.member("weather"));
  article.clock = root.member("clock").boolean(true);
  article.blocks = read_blocks(root.member("blocks"));
  return article;
}

}  // namespace

Result<Article> parse_article(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kArticleJsonBytesMax});
  return finish_reading(document, read_article(document.root()));
}

Result<std::vector<Block>> parse_blocks(std::string_view json) {
  JsonDocument document(json, {.bytes_max = limits::kArticleJsonBytesMax});
  return finish_reading(document, read_blocks(document.root()));
}

}  // namespace ykien
