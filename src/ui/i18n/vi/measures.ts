import type { Messages } from '../index.ts'

export const measures: Messages = {
  'measures.title': 'Biện pháp',
  'measures.banner': 'Biện pháp đang áp dụng',
  'measures.banner_until': 'Đến {until}, do {name} áp dụng. Lý do: {reason}.',
  'measures.banner_until_short': 'Đến {until}.',
  'measures.why': 'Xem vì sao và khi nào hết',
  'measures.in_room': '{room}: {what}',
  'measures.more_updates': { one: 'Thêm {count} tin đã kiểm chứng', other: 'Thêm {count} tin đã kiểm chứng' },
  'measures.saved_copy': 'Bạn đang xem bản lưu của trang này, lưu lúc {time}.',
  'measures.banner.slow_mode': 'Đăng chậm: mỗi người đăng cách nhau {seconds} giây.',
  'measures.banner.young_accounts':
    'Tài khoản dưới {days} ngày đăng nhiều nhất {posts} bài mỗi giờ, mỗi bài nhiều nhất {links} liên kết.',
  'measures.banner.young_accounts_no_links':
    'Tài khoản dưới {days} ngày đăng nhiều nhất {posts} bài mỗi giờ, không được đăng liên kết.',
  'measures.banner.moderator_shift': 'Đang có thêm người trực kiểm duyệt.',
  'measures.banner.pinned_updates': 'Tin đã kiểm chứng:',
  'measures.banner.verifying_labels': 'Bài về "{topic}" có thể mang nhãn đang kiểm chứng.',
  'measures.banner.text_only': 'Các trang tạm thời chỉ có chữ, để tải nhanh hơn.',
  'measures.banner.read_only': 'Mạng tạm thời chỉ đọc, chưa viết được.',
  'measures.banner.sign_in_to_write': 'Muốn viết, hãy đăng nhập lại một lần.',
  'measures.kind.slow_mode': 'Đăng chậm',
  'measures.kind.young_accounts': 'Giới hạn tài khoản mới',
  'measures.kind.moderator_shift': 'Thêm người trực kiểm duyệt',
  'measures.kind.pinned_updates': 'Ghim tin đã kiểm chứng',
  'measures.kind.verifying_labels': 'Nhãn đang kiểm chứng',
  'measures.kind.text_only': 'Trang chỉ có chữ',
  'measures.kind.read_only': 'Bản chỉ đọc',
  'measures.kind.sign_in_to_write': 'Đăng nhập lại mới viết được',
  'measures.what.slow_mode':
    'Hai bài liên tiếp của cùng một người phải cách nhau chừng này giây. Tin nhắn riêng và lượt chia sẻ không tính.',
  'measures.what.young_accounts':
    'Tài khoản trẻ hơn số ngày này chỉ đăng được chừng này bài mỗi giờ và chừng này liên kết mỗi bài (0: không có liên kết nào). Người điều hành không bị giới hạn.',
  'measures.what.moderator_shift':
    'Những người được gọi nhận thông báo về báo cáo mới và được vào bàn kiểm duyệt cho đến khi hết ca. Việc đụng đến cả một tài khoản vẫn của người điều hành.',
  'measures.what.pinned_updates': 'Tin có nguồn hiện trên đầu mọi trang. Ai ghim, ai gỡ đều được ghi lại.',
  'measures.what.verifying_labels':
    'Từng bài được một người nêu tên chọn và gắn nhãn, có lý do. Không gắn theo từ khoá. Bài vẫn hiện và vẫn được chia sẻ như cũ.',
  'measures.what.text_only':
    'Mọi người xem trang ở dạng chỉ có chữ: không ảnh, không video, cho đến khi hết.',
  'measures.what.read_only':
    'Mọi người xem bản lưu của trang công khai; viết thì được báo rõ và những gì đã gõ vẫn còn. Người điều hành vẫn đăng nhập và kết thúc được.',
  'measures.what.sign_in_to_write':
    'Phiên và ứng dụng đăng nhập từ trước chỉ đọc được, cho đến khi đăng nhập lại. Vẫn đăng ký được; tài khoản lập từ lúc này chỉ đăng {posts} bài mỗi giờ, không có liên kết, cho đến khi hết.',
  'measures.label': 'Đang kiểm chứng: {topic}.',
  'measures.label_why': 'Vì sao',
}
