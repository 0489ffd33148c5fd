import type { Messages } from '../index.ts'

export const timelines: Messages = {
  'timelines.rooms': 'Các xóm',
  'timelines.home': 'Trang chủ',
  'timelines.home_empty_title': 'Chào bạn đến với xóm',
  'timelines.home_empty':
    'Trang này sẽ có bài của những người bạn theo dõi. Hãy ghé bảng tin của xóm và làm quen vài người hàng xóm.',
  'timelines.home_empty_action': 'Xem trong xóm có gì',
  'timelines.local': 'Trong xóm',
  'timelines.local_intro': 'Bài công khai mới nhất của mọi người ở {network}.',
  'timelines.local_empty': 'Chưa có bài nào. Bạn viết bài đầu tiên nhé?',
  'timelines.public': 'Khắp nơi',
  'timelines.public_intro': 'Bài công khai từ {network} và những máy chủ mà {network} biết.',
  'timelines.tag_intro': 'Bài công khai có thẻ này, viết có dấu hay không dấu.',
  'timelines.tag_forms': 'Các cách viết của thẻ',
  'timelines.tag_all': 'Tất cả',
  'timelines.tag_empty': 'Chưa có bài công khai nào mang thẻ này.',
  'timelines.write_with_tag': 'Viết bài với #{tag}',
  'timelines.more': 'Xem thêm',
  'timelines.end': 'Hết rồi. Bạn đã đọc đến bài cuối cùng.',
  'timelines.newest': 'Về bài mới nhất',
  'timelines.tabs': 'Bảng tin',
  'timelines.live': { one: '{count} bài mới', other: '{count} bài mới' },
  'timelines.live_many': 'Hơn {count} bài mới',
  'timelines.welcome.title': 'Chào bạn, đây là {network}',
  'timelines.welcome.text':
    'Một mạng xã hội do chính cộng đồng dựng lên và trông nom: kể chuyện, hỏi han, báo nhau tin trong xóm. Không quảng cáo, không theo dõi bạn.',
  'timelines.welcome.sign_up': 'Tham gia',
  'timelines.welcome.sign_in': 'Đăng nhập',
  'timelines.welcome.about': 'Tìm hiểu thêm',
  'timelines.welcome.latest': 'Mới nhất trong xóm',
}
