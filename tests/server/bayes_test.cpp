#include "service/bayes.h"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <span>
#include <string>

using namespace ykien;

namespace {

using Kind = Bayes::Kind;

void learn(Bayes& bayes, std::string_view text, Kind kind, int times) {
  for (int i = 0; i < times; ++i) bayes.learn(text, kind);
}

Bayes taught() {
  Bayes bayes;
  learn(bayes, "tin hay", Kind::kGood, 50);
  learn(bayes, "bán sách", Kind::kGood, 10);
  learn(bayes, "bán hàng", Kind::kSpam, 100);
  return bayes;
}

// Comments as people and as sellers write them: each part is one of several.
class Writers {
 public:
  std::string good() {
    static constexpr std::array kWho = {"Bài viết", "Tác giả",    "Ý kiến này",    "Con đường",
                                        "Giá xăng", "Trường học", "Người bán rau", "Bác sĩ"};
    static constexpr std::array kWhat = {"rất đúng với thực tế",  "cần được xem lại",
                                         "làm tôi nhớ quê nhà",   "không phải lỗi của ai",
                                         "đáng để bàn thêm",      "vẫn chưa rõ nguyên nhân",
                                         "gần cửa hàng nhà mình", "tốn nhiều tiền của dân"};
    static constexpr std::array kMore = {"cảm ơn quý báo",          "mong mọi người bình tĩnh",
                                         "tôi không đồng ý lắm",    "hôm qua mưa to quá",
                                         "bạn nào biết thêm không", "liên hệ với xã đi"};
    return one(kWho) + " " + one(kWhat) + ", " + one(kMore) + ".";
  }
  std::string spam() {
    static constexpr std::array kOffer = {"Cần bán gấp",         "Cho vay nhanh",
                                          "Tuyển cộng tác viên", "Kèo thơm hôm nay",
                                          "Thuốc gia truyền",    "Kiếm tiền tại nhà"};
    static constexpr std::array kPromise = {"không cần thế chấp",   "lãi suất cực thấp",
                                            "mỗi ngày vài triệu",   "cam kết hoàn tiền",
                                            "giá rẻ nhất cửa hàng", "khỏi hẳn sau một tuần"};
    static constexpr std::array kCall = {"liên hệ zalo", "nhắn tin ngay", "gọi ngay số",
                                         "bấm vào hồ sơ của mình"};
    return one(kOffer) + " " + one(kPromise) + ", " + one(kCall) + " 09" +
           std::to_string(random_() % 100'000'000);
  }

 private:
  std::string one(std::span<const char* const> parts) { return parts[random_() % parts.size()]; }
  std::mt19937 random_{7};
};

}  // namespace

TEST_CASE("Bayes: says nothing before it has seen fifty of each", "[bayes]") {
  Bayes bayes;
  learn(bayes, "bán hàng", Kind::kSpam, 1000);
  learn(bayes, "tin hay", Kind::kGood, 49);
  CHECK_FALSE(bayes.is_ready());
  CHECK(bayes.spam_probability("bán hàng") == 0.5);
  CHECK(bayes.explain("bán hàng").empty());
  bayes.learn("tin hay", Kind::kGood);
  CHECK(bayes.is_ready());
  CHECK(bayes.spam_probability("bán hàng") > 0.99);
}

TEST_CASE("Bayes: probabilities as another program has them", "[bayes]") {
  const Bayes bayes = taught();
  struct Row {
    std::string text;
    double probability;
  };
  for (const auto& [text, probability] : {
           Row{"", 0.5},
           Row{"chưa từng thấy", 0.5},
           Row{"bán", 0.8539253539},
           Row{"bán hàng", 0.9994874502},
           Row{"BÁN HÀNG bán hàng!!!", 0.9994874502},
           Row{"tin hay, bán hàng", 0.4955996049},
           Row{"bán sách", 0.1881231498},
           Row{"tin hay", 0.0000544655},
       }) {
    CAPTURE(text);
    CHECK(bayes.spam_probability(text) == Catch::Approx(probability).margin(1e-9));
  }
}

TEST_CASE("Bayes: a tone makes another word, a way to type it does not", "[bayes]") {
  const Bayes bayes = taught();
  CHECK(bayes.spam_probability("bạn hạng") == 0.5);
  CHECK(bayes.spam_probability("ban hang") == 0.5);
  CHECK(bayes.spam_probability("ba\u0301n ha\u0300ng") > 0.99);
  CHECK(bayes.spam_probability("ｂán ｈàng") > 0.99);
}

TEST_CASE("Bayes: its reasons are as they are written, the most telling first", "[bayes]") {
  const auto reasons = taught().explain("Bạn ơi, BÁN  hàng đi");
  REQUIRE(reasons.size() == 3);
  CHECK(reasons[0].words == "BÁN  hàng");
  CHECK(reasons[1].words == "hàng");
  CHECK(reasons[2].words == "BÁN");
  CHECK(reasons[0].spam_probability == Catch::Approx(0.9950495049));
  CHECK(reasons[2].spam_probability == Catch::Approx(0.8539253539));
}

TEST_CASE("Bayes: the rarest are forgotten where there is no room", "[bayes]") {
  Bayes bayes(100);
  learn(bayes, "tin hay", Kind::kGood, 50);
  learn(bayes, "bán hàng", Kind::kSpam, 50);
  for (int i = 0; i < 1000; ++i) bayes.learn("số " + std::to_string(i), Kind::kGood);
  CHECK(bayes.tokens() <= 100);
  CHECK(bayes.spam_probability("bán hàng") > 0.99);
  std::string long_text;
  for (int i = 0; i < 100'000; ++i) long_text += std::to_string(i) + " ";
  Bayes small(0);
  small.learn(long_text, Kind::kSpam);
  CHECK(small.tokens() == 0);
}

TEST_CASE("Bayes: a text that is too long is read in part, a word that is is left out", "[bayes]") {
  Bayes bayes = taught();
  const std::string filler(Bayes::kTextBytesMax - 3, ' ');
  CHECK(bayes.spam_probability(filler + "bán hàng") == 0.5);  // cut within the á
  CHECK(bayes.spam_probability(filler.substr(20) + "bán hàng") > 0.99);
  CHECK(bayes.spam_probability("bán hàng \xff tin hay") > 0.99);
  const std::size_t before = bayes.tokens();
  bayes.learn(std::string(33, 'x') + " " + std::string(5000, 'y'), Kind::kSpam);
  CHECK(bayes.tokens() == before);
  bayes.learn(std::string(32, 'x'), Kind::kSpam);
  CHECK(bayes.tokens() == before + 1);
}

TEST_CASE("Bayes: learns to tell sellers from readers, and holds hardly any reader", "[bayes]") {
  Writers writers;
  Bayes bayes;
  for (int i = 0; i < 60; ++i) {
    bayes.learn(writers.good(), Kind::kGood);
    bayes.learn(writers.spam(), Kind::kSpam);
  }
  int found = 0;
  int wrongly_held = 0;
  for (int i = 0; i < 500; ++i) {
    found += bayes.spam_probability(writers.spam()) >= 0.95;
    wrongly_held += bayes.spam_probability(writers.good()) >= 0.95;
  }
  CHECK(found >= 490);
  CHECK(wrongly_held <= 1);
}
