// The JSON form of an article, written; docs/article-format.md has its grammar. json_article.cpp
// reads it.
#include "ykien/article.h"
#include "ykien/json_writer.h"

namespace ykien {

namespace {

bool is_plain(const Span& span) { return !span.bold && !span.italic && span.href.empty(); }

void write_span(JsonWriter& writer, const Span& span) {
  if (is_plain(span)) {
    writer.string(span.text);
    return;
  }
  writer.begin_object().key("text").string(span.text);
  writer.member_if("bold", span.bold).member_if("italic", span.italic).member("href", span.href);
  writer.end_object();
}

void write_spans(JsonWriter& writer, const Spans& spans) {
  if (spans.empty()) {
    writer.string({});
  } else if (spans.size() == 1 && is_plain(spans[0])) {
    writer.string(spans[0].text);
  } else {
    writer.begin_array();
    for (const Span& span : spans) write_span(writer, span);
    writer.end_array();
  }
}

void write_spans_member(JsonWriter& writer, std::string_view name, const Spans& spans) {
  if (spans.empty()) return;
  writer.key(name);
  write_spans(writer, spans);
}

void write_link(JsonWriter& writer, const Link& link, std::string_view text_name) {
  if (link.url.empty()) {
    writer.string(link.text);
    return;
  }
  writer.begin_object().key(text_name).string(link.text).key("url").string(link.url).end_object();
}

void write_links(JsonWriter& writer, std::string_view name, const std::vector<Link>& links,
                 std::string_view text_name) {
  if (links.empty()) return;
  writer.key(name).begin_array();
  for (const Link& link : links) write_link(writer, link, text_name);
  writer.end_array();
}

// Writes the members of each kind of block.
struct BlockWriter {
  JsonWriter& writer;

  void operator()(const Heading& heading) const {
    type("heading").key("level").integer(heading.level);
    write_spans_member(writer, "spans", heading.spans);
  }
  void operator()(const Paragraph& paragraph) const {
    type("paragraph");
    write_spans_member(writer, "spans", paragraph.spans);
  }
  void operator()(const Image& image) const {
    type("image").key("src").string(image.src).member("alt", image.alt);
    if (image.width_px != 0) writer.key("width").integer(image.width_px);
    if (image.height_px != 0) writer.key("height").integer(image.height_px);
    write_spans_member(writer, "caption", image.caption);
  }
  void operator()(const Quote& quote) const {
    type("quote").key("paragraphs").begin_array();
    for (const Spans& spans : quote.paragraphs) write_spans(writer, spans);
    writer.end_array();
    write_spans_member(writer, "citation", quote.citation);
  }
  void operator()(const List& list) const {
    type("list").member_if("ordered", list.ordered).key("items").begin_array();
    for (const ListItem& item : list.items) write_item(item);
    writer.end_array();
  }
  void operator()(const Table& table) const {
    type("table").key("rows").begin_array();
    for (const std::vector<TableCell>& row : table.rows) {
      writer.begin_array();
      for (const TableCell& cell : row) write_cell(cell);
      writer.end_array();
    }
    writer.end_array();
    write_spans_member(writer, "caption", table.caption);
  }
  void operator()(const Separator&) const { type("separator"); }

 private:
  JsonWriter& type(std::string_view name) const { return writer.key("type").string(name); }

  void write_item(const ListItem& item) const {
    if (item.depth == 0) {
      write_spans(writer, item.spans);
      return;
    }
    writer.begin_object().key("depth").integer(item.depth);
    write_spans_member(writer, "spans", item.spans);
    writer.end_object();
  }

  void write_cell(const TableCell& cell) const {
    if (!cell.header) {
      write_spans(writer, cell.spans);
      return;
    }
    writer.begin_object().key("header").boolean(true);
    write_spans_member(writer, "spans", cell.spans);
    writer.end_object();
  }
};

void write_time(JsonWriter& writer, std::string_view name, const std::optional<Timestamp>& time) {
  if (time) writer.key(name).string(format_rfc3339(*time));
}

void write_count(JsonWriter& writer, std::string_view name,
                 const std::optional<std::int64_t>& count) {
  if (count) writer.key(name).integer(*count);
}

void write_weather(JsonWriter& writer, const Weather& weather) {
  writer.key("weather").begin_object().key("place").string(weather.place);
  writer.key("now").integer(weather.now);
  writer.key("low").integer(weather.low);
  writer.key("high").integer(weather.high);
  writer.end_object();
}

// The members that say how to read and show the others.
void write_conventions(JsonWriter& writer, const Article& article) {
  const bool vietnamese = article.language == Language::kVietnamese;
  const std::string_view own_tag = vietnamese ? "vi" : "en";
  const bool dot = article.number_style == NumberStyle::kDot;
  // The epoch's RFC 3339 form, from its offset on.
  const std::string offset = format_rfc3339({0, article.utc_offset_minutes}).substr(19);
  writer.key("version").integer(1).member("id", article.id);
  writer.key("language").string(article.language_tag.empty() ? own_tag : article.language_tag);
  writer.key("numberStyle").string(dot ? "dot" : "comma").key("utcOffset").string(offset);
}

}  // namespace

std::string write_article(const Article& article) {
  JsonWriter writer;
  writer.begin_object();
  write_conventions(writer, article);
  writer.key("title").string(article.title);
  if (article.category) {
    writer.key("category");
    write_link(writer, *article.category, "name");
  }
  write_time(writer, "published", article.published);
  write_time(writer, "updated", article.updated);
  write_links(writer, "authors", article.authors, "name");
  write_count(writer, "views", article.views);
  write_count(writer, "likes", article.likes);
  write_links(writer, "keywords", article.keywords, "text");
  write_spans_member(writer, "lead", article.lead);
  writer.member("sourceUrl", article.source_url);
  if (article.weather) write_weather(writer, *article.weather);
  writer.key("clock").boolean(article.clock);
  writer.key("blocks").begin_array();
  for (const Block& block : article.blocks) {
    writer.begin_object();
    std::visit(BlockWriter{writer}, block);
    writer.end_object();
  }
  return writer.end_array().end_object().take();
}

}  // namespace ykien
