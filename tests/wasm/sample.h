// An article with a block of every kind, and some comments: input of the golden files.
#pragma once

#include "ykien/article.h"
#include "ykien/comment.h"

namespace ykien::test {

inline Span plain(const char* text) { return {text, false, false, ""}; }

inline Article sample_article() {
  Article a;
  a.id = "42";
  a.number_style = NumberStyle::kComma;
  a.title = "Chuyến xe sách về làng";
  a.category = Link{"Văn hóa", "/van-hoa"};
  a.published = Timestamp{1394492460000, 420};
  a.authors = {{"M.A", ""}};
  a.views = 2741;
  a.likes = 1775;
  a.keywords = {{"thư viện", "/tag/thu-vien"}, {"xe sách", ""}};
  a.lead = {plain("Mỗi sáng thứ bảy, chiếc xe chở hơn hai nghìn cuốn sách lại rời thư viện tỉnh.")};
  a.weather = Weather{"Bình Phước", 30, 27, 33};
  a.blocks = {
      Paragraph{{plain("Con đường đất đỏ dẫn vào "),
                 {"làng", true, false, ""},
                 plain(", nơi "),
                 {"thư viện", false, false, "/thu-vien"},
                 plain(" chưa có mặt.")}},
      Heading{2, {plain("Một ngày trên xe")}},
      Image{"/xe.jpg", "Chiếc xe sách", 1200, 800, {plain("Ảnh: tư liệu")}},
      Quote{{{plain("Sách đi tới đâu, trẻ em chạy theo tới đó.")}}, {plain("Cô thủ thư")}},
      List{true, {{0, {plain("Mượn")}}, {1, {plain("Đọc tại xe")}}, {0, {plain("Trả")}}}},
      Table{{{{true, {plain("Điểm dừng")}}, {true, {plain("Giờ")}}},
             {{false, {plain("Chợ làng")}}, {false, {plain("7 giờ 30")}}}},
            {plain("Lịch trình")}},
      Separator{},
      Paragraph{{plain("Hết tháng, xe lại về.")}},
  };
  return a;
}

inline Comment sample_comment(const char* id, const char* parent, const char* text,
                              std::int64_t minutes) {
  Comment c;
  c.id = id;
  c.article_id = "42";
  c.parent_id = parent;
  c.author_name = "Bạn đọc";
  c.text = text;
  c.created = {1394492460000 + minutes * 60'000, 420};
  return c;
}

inline std::vector<Comment> sample_comments() {
  return {sample_comment("c1", "", "Mong xe về xã tôi.", 1),
          sample_comment("c2", "c1", "Tôi cũng mong.\nCảm ơn!", 2)};
}

}  // namespace ykien::test
