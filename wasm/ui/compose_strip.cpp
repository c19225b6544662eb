// The strip above the article: clock, weather, text size.
#include "ui/compose.h"
#include "ui/twin_ids.h"

namespace ykien {

namespace {

std::string weather_text(const Weather& weather) {
  const auto celsius = [](int degrees) { return std::to_string(degrees) + "°C"; };
  return weather.place + ", " + celsius(weather.now) + "/" + celsius(weather.low) + " - " +
         celsius(weather.high);
}

void add_clock(const Page& page, Flow::Row& row) {
  const Article& article = *page.model.article;
  const Timestamp now{page.model.now_unix_ms, article.utc_offset_minutes};
  const Type type = page.theme.small();
  row.add_text(make_text_box(twin_id::kClock, TwinKind::kParagraph, type,
                             {make_piece(page, type, format_clock(now, article.language),
                                         piece::kTicking | piece::kTime, format_rfc3339(now))}));
}

void add_button(const Page& page, Flow::Row& row, std::uint32_t id, std::string_view text,
                std::string_view label) {
  Type type = page.theme.button();
  type.style.color = page.theme.palette().text;
  TextBox button = make_text_box(id, TwinKind::kButton, type, {make_piece(page, type, text)});
  button.label = label;
  button.decor = Decor::kButtonQuiet;
  button.align = Align::kEnd;
  button.padding_x = page.theme.px(page.theme.narrow() ? 12 : 14);
  button.padding_y = page.theme.px(9);
  row.add_text(std::move(button));
}

}  // namespace

Section compose_strip(const Page& page) {
  Flow flow = reading_column(page);
  if (!page.model.article) return flow.finish(SectionRole::kNone);
  const Theme& theme = page.theme;
  flow.gap(theme.px(8));
  {
    Flow::Row row(flow, make_container(twin_id::kStrip, TwinKind::kGroup),
                  theme.px(theme.narrow() ? 8 : 12), theme.px(2));
    // From the right.
    const Words& words = page.words();
    add_button(page, row, twin_id::kTools, theme.narrow() ? "⋯" : words.tools_short, words.tools);
    add_button(page, row, twin_id::kTextSize, "aA", words.text_size);
    if (page.model.article->clock) add_clock(page, row);
    if (page.model.article->weather) {
      const Type type = theme.small();
      row.add_text(
          make_text_box(twin_id::kWeather, TwinKind::kParagraph, type,
                        {make_piece(page, type, weather_text(*page.model.article->weather))}));
    }
  }
  flow.gap(theme.px(8));
  flow.add_box(make_container(twin_id::kStripRule, TwinKind::kMarker, Decor::kRule), theme.px(1));
  return flow.finish(SectionRole::kNone);
}

}  // namespace ykien
