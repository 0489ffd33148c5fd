import type { Messages } from '../index.ts'

/** Terms and privacy in versions, and the words that a network can start from. */
export const terms: Messages = {
  'instance.terms.tab': 'Điều khoản',
  'instance.terms.title': 'Điều khoản sử dụng',
  'instance.terms.none': 'Mạng này chưa viết điều khoản. Nội quy và trang Quyền riêng tư vẫn có hiệu lực.',
  'instance.terms.lead': 'Những điều {network} và bạn hẹn với nhau khi bạn có tài khoản ở đây.',
  'instance.terms.who.title': 'Ai có tài khoản',
  'instance.terms.who.text':
    'Bạn giữ mật khẩu của mình và chịu trách nhiệm về những gì viết bằng tài khoản đó. Không mạo danh người khác. Người chưa đủ 16 tuổi cần cha mẹ hoặc người giám hộ đồng ý.',
  'instance.terms.yours.title': 'Bài của bạn là của bạn',
  'instance.terms.yours.text':
    'Bạn giữ mọi quyền với bài, ảnh và lời của mình. Bạn chỉ cho phép {network} lưu và hiện chúng cho những người bạn đã chọn. Bạn tải về hoặc xóa lúc nào cũng được.',
  'instance.terms.conduct.title': 'Cách cư xử',
  'instance.terms.conduct.text':
    'Bạn theo nội quy của mạng và của từng xóm, và theo pháp luật. Không đăng thứ không phải của bạn nếu chưa được phép.',
  'instance.terms.measures.title': 'Khi có vi phạm',
  'instance.terms.measures.text':
    'Người điều hành có thể gắn nhãn, ẩn hoặc gỡ bài, hạn chế hoặc khóa tài khoản. Mỗi lần như vậy bạn nhận được lý do bằng chữ, điều nội quy hay điều luật liên quan, thời hạn, và nút khiếu nại; người khác sẽ xét khiếu nại của bạn. Các quyết định được công bố ở trang Minh bạch, không nêu tên bạn.',
  'instance.terms.service.title': 'Về dịch vụ',
  'instance.terms.service.text':
    'Mạng do người trong xóm tự vận hành, không bảo đảm lúc nào cũng chạy. Nếu phải đóng cửa, chúng tôi báo trước để bạn kịp mang dữ liệu đi.',
  'instance.terms.changes.title': 'Khi điều khoản đổi',
  'instance.terms.changes.text':
    'Bản mới được công bố trước ngày có hiệu lực, nói rõ điều gì đổi. Các bản cũ vẫn đọc được ở trang này.',
  'instance.text.since': 'Có hiệu lực từ {date}.',
  'instance.text.from': 'Sẽ có hiệu lực từ {date}.',
  'instance.text.succeeded': 'Đã có bản mới hơn.',
  'instance.text.versions': 'Các bản khác',
  'instance.setup.starter_rules': 'Bắt đầu với nội quy mẫu',
  'instance.setup.starter_rules_hint':
    'Sửa hay bỏ lúc nào cũng được, trong phần Quản trị. Chưa có nội quy thì người mới không phải đồng ý điều gì.',
  'instance.starter.kind': 'Nói với nhau như hàng xóm',
  'instance.starter.kind_hint': 'Cãi ý kiến, không công kích người. Không lăng mạ, quấy rối hay kỳ thị.',
  'instance.starter.scam': 'Không lừa đảo, không bán hàng giả',
  'instance.starter.scam_hint': 'Giao dịch thì nói rõ giá và cách liên lạc. Thấy lừa đảo thì báo.',
  'instance.starter.source': 'Tin thì ghi nguồn',
  'instance.starter.source_hint': 'Chưa chắc thì nói là chưa chắc. Sai thì sửa.',
  'instance.starter.private': 'Không đưa chuyện riêng của người khác',
  'instance.starter.private_hint':
    'Số điện thoại, địa chỉ, ảnh, tin nhắn của người khác: phải được họ đồng ý.',
  'instance.starter.harm': 'Không kêu gọi hại ai',
  'instance.starter.harm_hint': 'Kể cả hại chính mình. Thấy ai nguy cấp thì gọi 115, 113 hoặc 111 (trẻ em).',
  'instance.starter.law': 'Không đăng điều luật cấm',
  'instance.starter.law_hint': 'Nhất là những gì xâm hại trẻ em: gỡ ngay, không khoan nhượng.',
  'admin.form.rules_start': 'Dùng nội quy mẫu',
  'admin.form.rules_other': 'Nội quy bằng {language}',
  'admin.form.rules_other_hint':
    'Cùng thứ tự với danh sách trên: dòng thứ ba dịch điều thứ ba. Có thể để trống.',
  'admin.form.terms': 'Điều khoản và quyền riêng tư có trang riêng, với các bản theo ngày hiệu lực',
  'admin.text.lead':
    'Mỗi lần sửa là một bản mới có ngày hiệu lực. Bản đã có hiệu lực thì giữ nguyên, ai cũng đọc lại được.',
  'admin.text.none_terms': 'Chưa có điều khoản.',
  'admin.text.none_privacy': 'Đang dùng bản có sẵn, đúng với những gì phần mềm làm.',
  'admin.text.start': 'Bắt đầu từ bản mẫu ({language})',
  'admin.text.effective': 'đã có hiệu lực',
  'admin.text.coming': 'sắp có hiệu lực',
  'admin.text.text': 'Nội dung',
  'admin.text.text_hint': 'Cách đoạn bằng một dòng trống. Dòng bắt đầu bằng # là tiêu đề.',
  'admin.text.changes': 'Điều gì mới',
  'admin.text.effective_on': 'Có hiệu lực từ ngày',
  'admin.text.effective_hint': 'Hôm nay hoặc về sau. Nên báo trước vài tuần.',
  'admin.text.publish': 'Công bố',
  'errors.text_past': 'Ngày hiệu lực phải là hôm nay hoặc về sau',
  'errors.text_holds': 'Bản của ngày này đã có hiệu lực, không sửa được nữa',
}
