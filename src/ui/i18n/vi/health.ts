import type { Messages } from '../index.ts'

/** How a community does, for its members. */
export const health: Messages = {
  'health.title': 'Sức khỏe của xóm',
  'health.lead':
    'Sáu tháng gần đây của xóm, tính như số liệu của cả mạng. Trang này dành cho người trong xóm: cả xóm công khai cũng vậy, vì số liệu của một xóm nhỏ dễ lộ ra từng người.',
  'health.advice': 'Nên làm gì',
  'health.advice.answer_more': 'Trả lời người mới nhiều hơn.',
  'health.advice.answer_sooner': 'Trả lời người mới sớm hơn.',
  'health.advice.keep_them': 'Rủ người mới quay lại.',
  'health.advice.few_voices': 'Mời người khác lên tiếng.',
  'health.advice.spread': 'Để nhiều người cùng viết hơn.',
  'health.advice.decide': 'Có vụ việc chờ quá lâu: hãy quyết định, hoặc nhờ thêm người.',
  'health.advice.nobody_new': 'Sáu tháng nay không ai mới lên tiếng.',
  'health.advice.too_few': 'Chưa đủ người để nói điều gì chắc chắn.',
  'health.advice.well': 'Xóm đang ổn.',
  'health.why.answer_more':
    'Vì sao chúng tôi nói vậy: {now} bài đầu tiên được trả lời trong 24 giờ; dưới {answered} thì nhiều người mới bỏ đi. Một lời chào là đủ.',
  'health.why.answer_sooner':
    'Vì sao chúng tôi nói vậy: một nửa người mới phải chờ hơn {now}; lâu hơn {hours} giờ thì họ thường không xem lại nữa.',
  'health.why.keep_them':
    'Vì sao chúng tôi nói vậy: {now} người mới còn viết sau 30 ngày, dưới {retained}. Hãy hỏi họ điều gì khiến họ thôi.',
  'health.why.few_voices':
    'Vì sao chúng tôi nói vậy: một phần mười viết nhiều nhất chiếm {now} số bài, quá {top}. Hãy mở chuyện mà người ít viết cũng góp được.',
  'health.why.spread':
    'Vì sao chúng tôi nói vậy: độ tập trung (Gini) là {now}, quá {gini}: ít người viết phần lớn bài.',
  'health.why.decide': 'Vì sao chúng tôi nói vậy: vụ chờ lâu nhất đã {now} ngày, quá {days} ngày.',
  'health.why.nobody_new':
    'Vì sao chúng tôi nói vậy: không có bài đầu tiên nào trong sáu tháng. Hãy mời hàng xóm, và xem lời chào của xóm có dễ hiểu không.',
  'health.why.too_few':
    'Số từ 1 đến 4 không hiện, để không ai bị nhận ra. Xóm đông hơn thì trang này nói được nhiều hơn.',
  'health.why.well':
    'Vì sao chúng tôi nói vậy: mọi số đo được đều trong ngưỡng: ít nhất {answered} bài đầu được trả lời trong 24 giờ, ít nhất {retained} người mới còn viết, Gini không quá {gini}, không vụ nào chờ quá {days} ngày.',
  'health.waiting': 'Vụ việc đang chờ',
  'health.waiting_none': 'Không có vụ việc nào đang chờ.',
  'health.waiting_some': '{count} vụ chưa ai quyết định; vụ chờ lâu nhất đã {days} ngày.',
  'health.months': 'Các tháng cạnh nhau',
  'health.month': 'Tháng',
  'health.whole': '6 tháng',
  'health.running': '* tháng chưa hết',
  'health.unknown': 'không rõ',
  'health.hours': '{count} giờ',
  'health.plot_text': 'Từng tháng: {list}.',
  'health.metric.newcomers.first_posts': 'Người viết bài đầu tiên',
  'health.metric.newcomers.answered_share': 'Bài đầu được trả lời trong 24 giờ',
  'health.metric.newcomers.first_reply.median_hours': 'Thời gian đến câu trả lời đầu: trung vị',
  'health.metric.newcomers.first_reply.p90_hours': 'Thời gian đến câu trả lời đầu: 90% nhanh hơn',
  'health.metric.newcomers.unanswered': 'Bài đầu chưa ai trả lời',
  'health.metric.newcomers.retained_share': 'Còn viết sau 30 ngày',
  'health.metric.concentration.writers': 'Người có viết',
  'health.metric.concentration.writers_gini': 'Độ tập trung (Gini)',
  'health.metric.concentration.top_tenth_share': 'Phần bài của một phần mười viết nhiều nhất',
  'health.method': 'Cách tính',
  'health.method.first':
    'Người mới của xóm: người có bài đầu tiên trong xóm này vào lúc đó. Bài bị gỡ thì không tính.',
  'health.method.answered':
    'Trả lời: bài đầu tiên của người khác đáp thẳng bài ấy. Tỷ lệ chỉ tính bài đã đủ 24 giờ.',
  'health.method.retained':
    'Còn viết sau 30 ngày: trong những người tròn 60 ngày kể từ bài đầu vào một ngày của tháng đó, tỷ lệ người có viết lại trong xóm từ ngày thứ 30 đến ngày thứ 60.',
  'health.method.gini':
    'Gini: 0 là ai cũng viết bằng nhau, gần 1 là một người viết hết; chỉ tính người có viết trong xóm.',
  'health.method.waiting': 'Vụ việc đang chờ: chỉ có số vụ và số ngày, không nói về ai.',
  'health.method.small': 'Số từ 1 đến 4 ghi là "<5"; tỷ lệ và thời gian của dưới 5 người thì không hiện.',
  'health.method.who': 'Chỉ thành viên của xóm xem được trang này. Không ai xem được từng người.',
  'errors.health_members_only': 'Số liệu về sức khỏe của xóm chỉ dành cho người trong xóm',
}
