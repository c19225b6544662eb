#include <array>

#include "model/words.h"

namespace ykien {

namespace {
constexpr std::array<std::string_view, 23> kViolations = {
    "Ý kiến có ký tự không hợp lệ. Vui lòng gõ lại phần đó.",
    "Bạn chưa viết ý kiến.",
    "Ý kiến dài {n} ký tự, tối đa là {limit}. Vui lòng rút gọn.",
    "Ý kiến có quá nhiều ký tự ghép ({n}, tối đa {limit}). Vui lòng rút gọn.",
    "Ý kiến nặng {n} byte, tối đa là {limit}. Vui lòng bớt biểu tượng hoặc rút gọn.",
    "Ý kiến có {n} dòng, tối đa là {limit}. Vui lòng bớt xuống dòng.",
    "Ý kiến có {n} đường dẫn, tối đa là {limit}.",
    "Có chữ mang quá nhiều dấu ({n}, tối đa {limit}). Vui lòng gõ lại.",
    "Có biểu tượng ghép từ quá nhiều phần. Vui lòng thay bằng biểu tượng khác.",
    "Có ký tự lặp lại {n} lần; ý kiến sẽ được xem trước khi đăng.",
    "Bạn vừa gửi ý kiến này rồi.",
    "Ý kiến có từ ngữ không phù hợp. Vui lòng sửa phần đó.",
    "Ý kiến có từ ngữ cần xem lại, sẽ được duyệt trước khi đăng.",
    "Ý kiến có đường dẫn, sẽ được duyệt trước khi đăng.",
    "Vui lòng cho biết tên của bạn.",
    "Tên dài {n} ký tự, tối đa là {limit}.",
    "Tên có ký tự không dùng được. Vui lòng chỉ dùng chữ, số và dấu cách.",
    "Tên này dễ nhầm với tòa soạn. Vui lòng chọn tên khác.",
    "Tên có từ ngữ không phù hợp.",
    "Vui lòng cho biết địa chỉ e-mail.",
    "Địa chỉ e-mail chưa đúng.",
    "Không thể trả lời sâu hơn nữa ở đây.",
    "Ý kiến sẽ được duyệt trước khi đăng.",
};
}  // namespace

const Words kWordsVi = {
    .views = "lượt xem",
    .reading_time = "{n}\u00A0phút\u00A0đọc",
    .updated = "Cập nhật",
    .keywords = "Từ khóa",
    .likes = "Lượt thích",
    .text_size = "Đổi cỡ chữ",
    .tools = "Công cụ đọc",
    .tools_short = "Công cụ",
    .comments = "Ý kiến",
    .name_label = "Tên của bạn",
    .name_placeholder = "Họ tên hoặc bút danh",
    .text_label = "Ý kiến của bạn",
    .text_placeholder = "Bạn nghĩ gì về bài này?",
    .counter = "{n} / {limit} ký tự",
    .send = "Gửi ý kiến",
    .sending = "Đang gửi…",
    .sent = "Ý kiến của bạn đã được đăng.",
    .held = "Ý kiến của bạn đã được ghi nhận và sẽ được duyệt trước khi đăng.",
    .loading = "Đang tải dữ liệu",
    .load_timed_out = "Chưa tải được ý kiến: máy chủ chưa trả lời.",
    .load_network = "Chưa tải được ý kiến: không có kết nối mạng.",
    .load_storage = "Chưa tải được ý kiến: trình duyệt không cho phép lưu dữ liệu.",
    .load_bad_answer = "Chưa tải được ý kiến: dữ liệu nhận được không đúng.",
    .retry = "Thử lại",
    .send_failed = "Chưa gửi được. Nội dung vẫn được giữ, mời bạn gửi lại.",
    .no_comments = "Chưa có ý kiến nào. Mời bạn là người đầu tiên.",
    .awaiting = "Chờ duyệt",
    .edited = "đã sửa",
    .staff = "Tòa soạn",
    .deleted_comment = "Ý kiến này đã được xóa.",
    .reply_to = "Trả lời {name}",
    .answer = "Trả lời",
    .answer_none = "Thôi trả lời",
    .write_new = "Viết ý kiến mới",
    .like = "Thích",
    .comment_of = "ý kiến của {name}",
    .sort = "Sắp xếp ý kiến",
    .best = "Hay nhất",
    .newest = "Mới nhất",
    .oldest = "Cũ nhất",
    .violations = kViolations,
};

}  // namespace ykien
