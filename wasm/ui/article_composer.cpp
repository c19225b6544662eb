#include "ui/article_composer.h"

#include <cmath>
#include <utility>
#include <variant>

#include "ui/twin_ids.h"

namespace ykien {

namespace {

constexpr double kChipPaddingCss = 5;

Type accented(const Page& page, Type type) {
  type.style.color = page.theme.palette().accent;
  type.style.weight = 700;
  return type;
}

// "Chính trị 06:01, 11/03/2014 GMT+7"
void add_kicker(const Page& page, Flow& flow) {
  flow.gap(page.theme.px(24));
  const Article& article = *page.model.article;
  const Type type = page.theme.small();
  std::vector<Piece> pieces;
  if (article.category) {
    Piece category = link_piece(page, accented(page, type), *article.category);
    category.style = page.runs.intern_style(accented(page, type).style);
    pieces.push_back(std::move(category));
  }
  if (article.published) {
    if (!pieces.empty()) pieces.push_back(make_piece(page, type, " "));
    pieces.push_back(make_piece(page, type,
                                format_publish_time(*article.published, article.language),
                                piece::kTime, format_rfc3339(*article.published)));
  }
  if (pieces.empty()) return;
  flow.add_text(make_text_box(twin_id::kKicker, TwinKind::kParagraph, type, std::move(pieces)));
}

std::string reading_time_text(const Page& page) {
  const ReadingTime& time = *page.model.reading_time;
  std::string range = std::to_string(time.minutes_min);
  if (time.minutes_max != time.minutes_min) range += "–" + std::to_string(time.minutes_max);
  return fill_words(page.words().reading_time, {.n = range});
}

// "Thứ 3, 11/03/2014 | 06:01:00 2,741 lượt xem · 5–6 phút đọc"
void add_published(const Page& page, Flow& flow) {
  const Article& article = *page.model.article;
  const Type type = page.theme.small();
  std::vector<Piece> pieces;
  const auto add = [&](std::string_view separator, Piece piece) {
    if (!pieces.empty()) pieces.push_back(make_piece(page, type, separator));
    pieces.push_back(std::move(piece));
  };
  if (article.published) {
    add("", make_piece(page, type, format_long_time(*article.published, article.language),
                       piece::kTime, format_rfc3339(*article.published)));
  }
  if (article.views) {
    const std::string views = format_count(*article.views, article.number_style);
    add(" ", make_piece(page, type, views + " " + std::string(page.words().views)));
  }
  if (page.model.reading_time->minutes_max > 0)
    add(" · ", make_piece(page, type, reading_time_text(page)));
  if (pieces.empty()) return;
  flow.gap(page.theme.px(12));
  flow.add_text(make_text_box(twin_id::kPublished, TwinKind::kParagraph, type, std::move(pieces)));
}

void add_updated(const Page& page, Flow& flow) {
  const Article& article = *page.model.article;
  if (!article.updated || article.updated == article.published) return;
  const Type type = page.theme.small();
  const std::string label = std::string(page.words().updated) + ": ";
  flow.add_text(
      make_text_box(twin_id::kUpdated, TwinKind::kParagraph, type,
                    {make_piece(page, type, label),
                     make_piece(page, type, format_publish_time(*article.updated, article.language),
                                piece::kTime, format_rfc3339(*article.updated))}));
}

void add_head(const Page& page, Flow& flow) {
  const Article& article = *page.model.article;
  const Theme& theme = page.theme;
  add_kicker(page, flow);
  flow.gap(theme.px(8));
  TextBox title = make_text_box(twin_id::kTitle, TwinKind::kHeading, theme.title(),
                                {make_piece(page, theme.title(), article.title)});
  title.value = 1;
  flow.add_text(std::move(title));
  add_published(page, flow);
  add_updated(page, flow);
  flow.gap(theme.px(16));
  flow.add_box(make_container(twin_id::kHeadRule, TwinKind::kMarker, Decor::kRule), theme.px(1));
  if (article.lead.empty()) return;
  flow.gap(theme.px(20));
  TextBox lead = make_text_box(twin_id::kLead, TwinKind::kParagraph, theme.lead(),
                               make_pieces(page, theme.lead(), article.lead));
  lead.fill = theme.fill();
  flow.add_text(std::move(lead));
}

void add_byline(const Page& page, Flow& flow) {
  const std::vector<Link>& authors = page.model.article->authors;
  if (authors.empty()) return;
  Type type = page.theme.body();
  type.style.weight = 700;
  std::vector<Piece> pieces;
  for (const Link& author : authors) {
    if (!pieces.empty()) pieces.push_back(make_piece(page, type, ", "));
    pieces.push_back(link_piece(page, type, author));
  }
  TextBox byline = make_text_box(twin_id::kByline, TwinKind::kParagraph, type, std::move(pieces));
  byline.align = Align::kEnd;
  flow.gap(page.theme.px(20));
  flow.add_text(std::move(byline));
}

void add_chips(const Page& page, Flow& flow) {
  const Theme& theme = page.theme;
  const Type type = theme.small();
  Flow::Row row(flow, make_container(twin_id::kKeywordsList, TwinKind::kList), theme.px(8),
                theme.px(8));
  std::uint32_t id = twin_id::kKeyword;
  for (const Link& keyword : page.model.article->keywords) {
    TextBox chip =
        make_text_box(id++, TwinKind::kListItem, type, {link_piece(page, type, keyword)});
    chip.decor = Decor::kChip;
    chip.padding_x = theme.px(12);
    chip.padding_y = theme.px(kChipPaddingCss);
    row.add_text(std::move(chip));
  }
}

// "• Từ khóa", and beside it the keywords as links.
void add_keywords(const Page& page, Flow& flow) {
  const Theme& theme = page.theme;
  Type type = theme.label();
  type.style.weight = 700;
  TextBox label =
      make_text_box(twin_id::kKeywordsLabel, TwinKind::kParagraph, type,
                    {make_piece(page, type, "• " + std::string(page.words().keywords))});
  flow.gap(theme.px(24));
  flow.begin_container(make_container(twin_id::kKeywords, TwinKind::kGroup));
  if (page.model.article->keywords.empty()) {
    flow.add_text(std::move(label));
  } else {
    // As high as the first line of keywords.
    label.padding_y =
        theme.px(kChipPaddingCss) + (theme.small().line_height - type.line_height) / 2;
    const int beside = flow.natural_width(label.pieces) + theme.px(12);
    flow.push_inset(beside, 0);
    flow.add_beside(std::move(label), -beside);
    add_chips(page, flow);
    flow.pop_inset();
  }
  flow.end_container();
}

void add_likes(const Page& page, Flow& flow) {
  if (!page.model.article->likes) return;
  const Theme& theme = page.theme;
  Type type = theme.label();
  type.style.weight = 600;
  flow.gap(theme.px(16));
  Flow::Row row(flow, make_container(twin_id::kLikes, TwinKind::kGroup), theme.px(8), 0);
  Box heart = make_container(twin_id::kLikesLabel, TwinKind::kParagraph, Decor::kHeart);
  heart.label = page.words().likes;
  row.add_box(std::move(heart), type.line_height, type.line_height);
  row.add_text(make_text_box(twin_id::kLikesCount, TwinKind::kParagraph, type,
                             {make_piece(page, type, std::to_string(*page.model.article->likes))}));
}

}  // namespace

ArticleComposer::ArticleComposer(const Page& page)
    : theme_(page.theme), page_{page.model, theme_, page.runs, page.sizes, page.plain} {
  if (!page_.model.article) return;
  add_head(page_, flow_);
  flow_.gap(theme_.px(20));
}

bool ArticleComposer::work(std::size_t effort) {
  if (!page_.model.article) return true;
  const std::vector<Block>& blocks = page_.model.article->blocks;
  const std::size_t until = flow_.effort() + effort;
  while (flow_.effort() < until) {
    if (!blocks_.done()) {
      blocks_.go_on();
    } else if (next_ < blocks.size()) {
      std::visit(blocks_, blocks[next_++]);
    } else {
      return true;
    }
  }
  return false;
}

Section ArticleComposer::finish() {
  if (page_.model.article) {
    add_byline(page_, flow_);
    add_keywords(page_, flow_);
    add_likes(page_, flow_);
    flow_.gap(theme_.px(32));
  }
  return flow_.finish(SectionRole::kArticle);
}

}  // namespace ykien
