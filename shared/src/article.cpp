#include "ykien/article.h"

#include <algorithm>

namespace ykien {

namespace {

struct ReadingSpeed {
  int slow;
  int fast;
};

constexpr ReadingSpeed kVietnameseSyllablesPerMinute = {180, 260};
constexpr ReadingSpeed kEnglishWordsPerMinute = {200, 260};
constexpr ReadingSpeed kSecondsPerImage = {12, 5};

void append_spans(std::string& text, const Spans& spans) {
  for (const Span& span : spans) text += span.text;
}

// Appends the words of each kind of block.
struct BlockText {
  std::string& text;

  void operator()(const Heading& heading) const { append_spans(text, heading.spans); }
  void operator()(const Paragraph& paragraph) const { append_spans(text, paragraph.spans); }
  void operator()(const Image& image) const { append_spans(text, image.caption); }
  void operator()(const Quote& quote) const {
    for (const Spans& spans : quote.paragraphs) line(spans);
    line(quote.citation);
  }
  void operator()(const List& list) const {
    for (const ListItem& item : list.items) line(item.spans);
  }
  void operator()(const Table& table) const {
    for (const std::vector<TableCell>& row : table.rows) {
      for (const TableCell& cell : row) {
        append_spans(text, cell.spans);
        text += &cell == &row.back() ? '\n' : '\t';
      }
    }
    line(table.caption);
  }
  void operator()(const Separator&) const {}

 private:
  void line(const Spans& spans) const {
    append_spans(text, spans);
    text += '\n';
  }
};

// Ends the part that `text` now ends with by a blank line, unless nothing was added since the last
// one.
void end_part(std::string& text) {
  while (text.ends_with('\n')) text.pop_back();
  if (!text.empty()) text += "\n\n";
}

std::int64_t count_tokens(std::string_view text) {
  std::int64_t tokens = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank && !inside) ++tokens;
    inside = !blank;
  }
  return tokens;
}

int whole_minutes(std::int64_t tokens, int tokens_per_minute, std::int64_t image_seconds) {
  const std::int64_t milliseconds = tokens * 60'000 / tokens_per_minute + image_seconds * 1'000;
  return static_cast<int>((milliseconds + 59'999) / 60'000);
}

}  // namespace

std::string article_plain_text(const Article& article) {
  std::string text = article.title;
  end_part(text);
  append_spans(text, article.lead);
  end_part(text);
  for (const Block& block : article.blocks) {
    std::visit(BlockText{text}, block);
    end_part(text);
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

ReadingTime estimate_reading_time(const Article& article) {
  const bool vietnamese = article.language == Language::kVietnamese;
  const ReadingSpeed speed = vietnamese ? kVietnameseSyllablesPerMinute : kEnglishWordsPerMinute;
  const std::int64_t tokens = count_tokens(article_plain_text(article));
  const std::int64_t images =
      std::count_if(article.blocks.begin(), article.blocks.end(),
                    [](const Block& block) { return std::holds_alternative<Image>(block); });
  return {whole_minutes(tokens, speed.fast, images * kSecondsPerImage.fast),
          whole_minutes(tokens, speed.slow, images * kSecondsPerImage.slow)};
}

}  // namespace ykien
