// Speed of the core, natively: "name value unit (least–greatest of n)", the median of samples that
// are taken in turns, so that what else the machine does meets all alike.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ykien/comment_rules.h"
#include "ykien/text.h"

using namespace ykien;

namespace {

constexpr std::string_view kVietnamese =
    "Sáng sớm, sương còn giăng trên mặt hồ, những người bán hoa đã xếp xong các bó cúc, huệ và "
    "thược dược lên yên xe. Theo thống kê của phường, trong quý vừa qua có 1.284 hộ gia đình đăng "
    "ký phân loại rác tại nguồn, tăng 37,5% so với cùng kỳ: “Ai cũng hào hứng, rồi ai cũng bận.”\n";
constexpr std::string_view kEnglish =
    "Early in the morning, when the mist still lies on the lake, the flower sellers have tied "
    "their bundles of daisies to their bicycles. They speak softly, as if not to break the calm.\n";
constexpr std::string_view kMixed =
    "Bài viết hay quá 👍🏽👍🏽 cảm ơn tòa soạn ❤️❤️\n"
    "👨‍👩‍👧‍👦 chúc cả nhà 🇻🇳 vui vẻ!\r\n";
constexpr std::string_view kHindi = "यह समाचार बहुत अच्छा है, लेखक को धन्यवाद। ";

std::string filled(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

struct Figure {
  std::string name;
  std::size_t bytes = 0;  // read by one call; 0: tell microseconds
  std::function<std::size_t()> work;
  std::size_t calls = 1;
  std::vector<double> samples = {};
};

// What is added up here is never thrown away by the compiler.
volatile std::size_t sink = 0;

double microseconds_of(const Figure& figure) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < figure.calls; ++i) sink = sink + figure.work();
  const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
  return time.count();
}

void measure_in_turns(std::vector<Figure>& figures) {
  constexpr double kSampleMicroseconds = 40'000;
  constexpr int kSamples = 9;
  for (Figure& figure : figures) {
    while (microseconds_of(figure) < kSampleMicroseconds) figure.calls *= 2;
  }
  for (int i = 0; i < kSamples; ++i) {
    for (Figure& figure : figures) {
      const double microseconds = microseconds_of(figure) / static_cast<double>(figure.calls);
      const double speed = static_cast<double>(figure.bytes) / microseconds;
      figure.samples.push_back(figure.bytes > 0 ? speed : microseconds);
    }
  }
}

void print(Figure& figure) {
  std::vector<double>& samples = figure.samples;
  std::ranges::sort(samples);
  std::printf("native.%s %.4g %s (%.4g–%.4g of %zu)\n", figure.name.c_str(),
              samples[samples.size() / 2], figure.bytes > 0 ? "MB/s" : "µs", samples.front(),
              samples.back(), samples.size());
}

Policy strict_policy(std::size_t words) {
  Policy policy;
  for (std::size_t i = 0; i < words; ++i) {
    policy.banned_words.push_back("từcấm" + std::to_string(i));
    policy.suspect_words.push_back("cụm từ " + std::to_string(i));
  }
  policy.banned_words.emplace_back("ngu");
  policy.reserved_names = {"Tòa soạn", "Quản trị"};
  return policy;
}

Draft draft_of(std::string_view text, std::size_t graphemes) {
  Draft draft;
  draft.text = text.substr(0, cut_graphemes(text, graphemes).value_or(0));
  draft.author_name = "Nguyễn Thị Thuỷ";
  draft.author_email = "thuy@example.vn";
  return draft;
}

void add_text(std::vector<Figure>& figures, const std::string& name, const std::string& text) {
  figures.push_back(
      {"graphemes." + name, text.size(), [&] { return count_graphemes(text).value_or(0); }});
  figures.push_back({"nfc." + name, text.size(), [&] { return to_nfc(text).value_or("").size(); }});
}

}  // namespace

int main() {
  constexpr std::size_t kTextBytes = 256 << 10;
  const std::string vietnamese = filled(kVietnamese, kTextBytes);
  const std::string decomposed = to_nfd(vietnamese).value_or("");
  const std::string english = filled(kEnglish, kTextBytes);
  const std::string mixed = filled(kMixed, kTextBytes);
  const std::string hindi = filled(kHindi, kTextBytes);
  const RuleSet plain((Policy()));
  const RuleSet strict(strict_policy(20));
  const RuleSet long_lists(strict_policy(20'000));
  const Draft draft = draft_of(vietnamese, 500);
  const Draft emoji = draft_of(mixed, 500);
  Draft oversized;
  oversized.text = filled(kVietnamese, 1 << 20);

  std::vector<Figure> figures;
  add_text(figures, "vietnamese", vietnamese);
  add_text(figures, "vietnamese-nfd", decomposed);
  add_text(figures, "english", english);
  add_text(figures, "emoji", mixed);
  add_text(figures, "hindi", hindi);
  const auto add_check = [&](const std::string& name, const RuleSet& rules, const Draft& checked) {
    figures.push_back({"check." + name, 0,
                       [&rules, &checked] { return rules.check_draft(checked).counts.graphemes; }});
  };
  add_check("500", plain, draft);
  add_check("500.words", strict, draft);
  add_check("500.words-20000", long_lists, draft);
  add_check("500.emoji", strict, emoji);
  add_check("oversized", strict, oversized);
  measure_in_turns(figures);
  for (Figure& figure : figures) print(figure);
}
