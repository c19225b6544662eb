// Vietnamese for the benchmarks: written for them, in NFC, as newspapers and their readers write.

export const PARAGRAPHS = [
  'Sáng sớm, sương còn giăng trên mặt hồ, những người bán hoa đã xếp xong các bó cúc, huệ ' +
    'và thược dược lên yên xe. Họ nói chuyện rất khẽ, như sợ làm vỡ sự yên tĩnh của con đường' +
    ' nhỏ. Một bà cụ dừng lại, chọn đúng ba bông hồng trắng, trả tiền lẻ rồi chậm rãi bước về' +
    ' phía cổng chùa.',
  'Theo thống kê của phường, trong quý vừa qua có 1.284 hộ gia đình đăng ký phân loại rác ' +
    'tại nguồn, tăng 37,5% so với cùng kỳ. Tổ trưởng tổ dân phố cho biết việc khó nhất không ' +
    'phải là phát thùng rác, mà là giữ được thói quen sau tuần đầu tiên: “Ai cũng hào hứng, ' +
    'rồi ai cũng bận.”',
  'Lớp học chữ nổi mở vào tối thứ Ba và thứ Năm hằng tuần. Người học nhỏ tuổi nhất mới lên ' +
    'bảy, người lớn nhất đã ngoài sáu mươi. Thầy giáo đọc chậm từng âm, từng dấu: huyền, sắc,' +
    ' hỏi, ngã, nặng; rồi cả lớp cùng lần những đầu ngón tay trên trang giấy dày, mỉm cười ' +
    'khi nhận ra tên của chính mình.',
  'Cơn mưa trái mùa khiến vườn bưởi ra hoa sớm gần một tháng. Anh Thuận ghi vào sổ: nhiệt ' +
    'độ thấp nhất 18°C, độ ẩm 92%, gió đông bắc cấp 3. Anh bảo nhà nông bây giờ vừa phải nhìn' +
    ' trời, vừa phải nhìn điện thoại, và nhiều khi trời với điện thoại chẳng nói giống nhau.',
  'Đường ray cũ nay thành lối đi bộ, hai bên trồng toàn cây bản địa: sấu, sưa, lộc vừng, ' +
    'bằng lăng. Cuối tuần, trẻ con đạp xe, người lớn ngồi nghe một ban nhạc nghiệp dư chơi ' +
    'lại những bài hát xưa. Không ai thu vé; chiếc hộp gỗ đặt dưới gốc cây chỉ ghi vỏn vẹn ' +
    'hai chữ: “tùy lòng”.',
];

const all = PARAGRAPHS.join('\n');

/** The first `units` UTF-16 code units of the paragraphs, repeated. */
export const vietnamese = (units) => all.repeat(Math.ceil(units / all.length)).slice(0, units);

/** A comment as readers write it. All its characters are single code points. */
export const comment = (characters) =>
  vietnamese(characters - 1)
    .replaceAll('\n', ' ')
    .trimEnd()
    .padEnd(characters, '.');
