import type { Messages } from '../index.ts'

export const news: Messages = {
  'news.title': 'Tin',
  'news.ways': 'Để đọc tin',
  'news.lead': 'Những trang mọi người ở đây chia sẻ, và bài của các trang tin trong xóm.',
  'news.tabs': 'Khoảng thời gian',
  'news.day': 'Hôm nay',
  'news.week': 'Tuần này',
  'news.people': '{count} người chia sẻ',
  'news.comments': '{count} trả lời',
  'news.own': 'Trang tin của xóm',
  'news.discussion': 'Mọi người nói gì',
  'news.about': 'Mọi người nói gì về “{title}”',
  'news.empty': 'Chưa có tin nào được chia sẻ trong khoảng này.',
  'news.no_posts': 'Không còn bài nào ở đây.',
  'news.tags': 'Thẻ đang được nhắc',
  'news.posts': 'Bài nhiều người quan tâm',
  'news.how': 'Tin được xếp thế nào?',
  'news.open': 'Mở trang gốc',
  'news.ranking.title': 'Cách xếp tin và xu hướng',
  'news.ranking.lead':
    'Không ai ở đây chọn tay, không có điểm giấu và không ai bị đẩy xuống vì ý kiến của mình. Thứ tự chỉ do công thức dưới đây tính ra.',
  'news.ranking.news': 'Trang Tin',
  'news.ranking.news_text':
    'Có bài của các trang tin ở đây, và trang ở nơi khác được ít nhất {people} người khác nhau chia sẻ công khai trong một ngày hoặc một tuần. Xếp theo số người chia sẻ; bằng nhau thì cái mới hơn đứng trước.',
  'news.ranking.score': 'Thẻ, liên kết và bài đang được nhắc',
  'news.ranking.formula': 'điểm = tổng của 0,5^(số giờ đã qua / h), mỗi người tính một lần',
  'news.ranking.formula_text':
    'Số giờ tính từ lần gần nhất người đó làm. Việc đã quá {window} giờ không tính nữa. Máy tính lại {every} phút một lần và giữ {most} mục đầu của mỗi loại.',
  'news.ranking.tags': 'Thẻ: h = {half} giờ, cần ít nhất {people} người. Tính người viết bài có thẻ.',
  'news.ranking.links':
    'Liên kết: h = {half} giờ, cần ít nhất {people} người. Tính người viết bài có liên kết.',
  'news.ranking.statuses':
    'Bài viết: h = {half} giờ, cần ít nhất {people} người. Tính người thích, chia sẻ hoặc trả lời, trừ tác giả.',
  'news.ranking.counted': 'Ai và cái gì được tính',
  'news.ranking.rule_public': 'Chỉ bài công khai, không tính bài trong xóm kín.',
  'news.ranking.rule_choice':
    'Chỉ bài của người không tắt “Giới thiệu tôi với người khác” trong phần Riêng tư.',
  'news.ranking.rule_once':
    'Mỗi người tính một lần, dù viết bao nhiêu bài. Tài khoản tự động và tài khoản của xóm không được tính.',
  'news.ranking.rule_decided':
    'Không tính người đang bị tạm ngưng hay hạn chế, bài đã bị gỡ và trang bị chặn; mỗi việc ấy đều có lý do công khai ở trang Minh bạch.',
  'news.ranking.rule_posts':
    'Trong danh sách bài: chỉ bài mở đầu, không có cảnh báo nội dung, mỗi tác giả nhiều nhất một bài.',
  'news.ranking.rule_hidden': 'Riêng bạn không thấy bài của người bạn đã ẩn hoặc chặn.',
  'news.ranking.code': 'Công thức nằm trong tệp {file} của mã nguồn.',
}
