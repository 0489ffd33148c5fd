import type { Messages } from '../index.ts'

export const errors: Messages = {
  'errors.bad_request': 'Máy chủ không hiểu yêu cầu này',
  'errors.bad_page': 'Mốc phân trang không phải là một mã số',
  'errors.malformed_body': 'Không đọc được nội dung gửi lên',
  'errors.malformed_json': 'Nội dung gửi lên không phải là một đối tượng JSON',
  'errors.malformed_utf8': 'Yêu cầu có những byte không phải là chữ',
  'errors.unauthorized': 'Bạn cần đăng nhập để làm việc này',
  'errors.invalid_token': 'Mã truy cập không đúng hoặc đã hết hạn',
  'errors.forbidden': 'Bạn không được phép làm việc này',
  'errors.missing_scope': 'Ứng dụng chưa được bạn cho phép làm việc này',
  'errors.csrf': 'Biểu mẫu này không được gửi từ trang của chúng tôi. Hãy mở lại trang rồi gửi lần nữa.',
  'errors.account_suspended': 'Tài khoản của bạn đang bị khóa',
  'errors.account_unconfirmed': 'Bạn chưa xác nhận địa chỉ e-mail',
  'errors.account_pending': 'Tài khoản của bạn đang chờ duyệt',
  'errors.not_found': 'Không tìm thấy',
  'errors.method_not_allowed': 'Không dùng được cách gọi này ở đây',
  'errors.not_acceptable': 'Trang này không có dạng bạn cần',
  'errors.conflict': 'Nội dung đã thay đổi trong lúc bạn sửa',
  'errors.gone': 'Nội dung này không còn ở đây',
  'errors.too_large': 'Nội dung lớn hơn mức máy chủ nhận',
  'errors.unsupported_media': 'Loại nội dung này không được hỗ trợ',
  'errors.unprocessable': 'Không xử lý được yêu cầu này',
  'errors.validation_failed': 'Thông tin chưa hợp lệ',
  'errors.needs_person': 'Việc này cần một người đăng nhập',
  'errors.rate_limited': 'Bạn thao tác hơi nhanh: hãy thử lại sau {seconds} giây',
  'errors.signup_limited':
    'Đã có quá nhiều người đăng ký từ cùng một đường truyền với bạn. Hãy thử lại sau {minutes} phút.',
  'errors.internal': 'Máy chủ gặp lỗi. Lỗi đã được ghi lại.',
  'errors.unavailable': 'Máy chủ đang bận hoặc không kết nối được cơ sở dữ liệu. Hãy thử lại sau ít phút.',
  'fields.errors.blank': 'không được để trống',
  'fields.errors.invalid': 'không hợp lệ',
  'fields.errors.inclusion': 'không nằm trong các giá trị cho phép',
  'fields.errors.too_big': 'quá dài (nhiều nhất {limit} chữ)',
  'fields.errors.too_small': 'quá ngắn (ít nhất {limit} ký tự)',
  'fields.errors.over_character_limit': 'dài quá {limit} chữ',
  'fields.errors.not_a_domain': 'có “{name}” không phải là tên miền',
  'fields.errors.too_many': 'có quá nhiều mục (nhiều nhất {limit})',
  'fields.errors.too_few': 'có quá ít mục (ít nhất {limit})',
  'fields.errors.too_high': 'không được lớn hơn {limit}',
  'fields.errors.too_low': 'không được nhỏ hơn {limit}',
  'fields.errors.not_text': 'phải là một chuỗi chữ',
  'fields.errors.not_number': 'phải là một con số',
  'fields.errors.not_whole': 'phải là một số nguyên',
  'fields.errors.not_boolean': 'phải là đúng hoặc sai (true/false)',
  'fields.errors.not_list': 'phải là một danh sách',
  'fields.errors.not_object': 'phải là một nhóm thông tin (object)',
  'fields.errors.taken': 'đã có người dùng',
  'fields.errors.reserved': 'là tên dành riêng',
  'errors.newcomer_links':
    'Tài khoản mới chỉ đặt được {limit} liên kết trong mỗi bài, đến {until}. Hãy bớt liên kết rồi đăng lại',
  'errors.newcomer_mentions':
    'Tài khoản mới chỉ nhắc tên được {limit} người trong mỗi bài, đến {until}. Hãy bớt tên rồi đăng lại',
  'errors.newcomer_posts':
    'Tài khoản mới chỉ đăng được {limit} bài trong một giờ, đến {until}. Bạn đăng tiếp được lúc {free}',
  'errors.newcomer_links_day':
    'Tài khoản mới chỉ đặt được {limit} liên kết trong 24 giờ, đến {until}. Bạn đặt thêm được từ {free}',
  'errors.newcomer_recipients':
    'Tài khoản mới chỉ nhắn tin được cho {limit} người mới trong 24 giờ, đến {until}. Bạn nhắn thêm được từ {free}',
  'errors.reach_reply_followers': '{handle} chỉ nhận trả lời dưới bài này từ người theo dõi mình',
  'errors.reach_reply_followed': '{handle} chỉ nhận trả lời dưới bài này từ người mình theo dõi',
  'errors.reach_reply_mentioned': '{handle} chỉ nhận trả lời dưới bài này từ người được nhắc tên',
  'errors.reach_mention_followers':
    '{handle} chỉ nhận nhắc tên từ người theo dõi mình. Bạn có thể bỏ tên ấy ra rồi đăng lại',
  'errors.reach_mention_followed':
    '{handle} chỉ nhận nhắc tên từ người mình theo dõi. Bạn có thể bỏ tên ấy ra rồi đăng lại',
  'errors.reach_mention_nobody': '{handle} không nhận nhắc tên. Bạn có thể bỏ tên ấy ra rồi đăng lại',
  'errors.reach_message_followers': '{handle} chỉ nhận tin nhắn từ người theo dõi mình',
  'errors.reach_message_followed': '{handle} chỉ nhận tin nhắn từ người mình theo dõi',
  'errors.reach_message_nobody': '{handle} không nhận tin nhắn',
  'errors.comments_off': 'Bài này không nhận bình luận',
  'errors.comments_banned': 'Bạn không bình luận được ở trang này, theo một quyết định có lý do',
  'errors.comments_members_only': 'Chỉ người theo dõi trang này bình luận được',
  'errors.comments_moderated':
    'Trang này đọc bình luận trước khi hiện: hãy gửi ngay dưới bài, trên trang của bài',
  'errors.comments_closed': 'Bình luận ở đây đã khép lại',
  'errors.site_articles_by_staff': 'Ở trang tin, chỉ người làm trang viết bài; bạn có thể bình luận dưới bài',
  'errors.site_needs_role': 'Việc này dành cho người làm trang',
  'errors.site_own_role': 'Bạn không tự đổi vai trò của mình được',
  'errors.article_conflict':
    'Có người đã lưu bài này trước bạn. Chưa có gì bị ghi đè: hãy so hai bản rồi lưu lại',
  'errors.article_not_yours': 'Bài này của người khác, hoặc đã được đăng: hãy nhờ biên tập viên',
  'errors.article_needs_editor': 'Việc này cần biên tập viên',
  'errors.article_was_published':
    'Bài đã từng đăng thì không xoá: hãy đưa vào kho lưu, để địa chỉ của nó không chết',
  'errors.article_no_such_way': 'Bài đang ở tình trạng khác: hãy tải lại trang rồi thử lại',
  'errors.measure_read_only': 'Mạng đang tạm thời chỉ đọc, đến {until}. Chưa có gì được gửi đi. Lý do: {url}',
  'errors.measure_sign_in':
    'Lúc này muốn viết thì phải đăng nhập lại một lần, áp dụng đến {until}. Lý do: {url}',
  'errors.measure_slow_mode':
    'Đang áp dụng đăng chậm: mỗi người đăng cách nhau {pause} giây. Bạn đăng tiếp được sau {seconds} giây. Lý do: {url}',
  'errors.measure_young_posts':
    'Tài khoản mới lúc này đăng nhiều nhất {limit} bài mỗi giờ; bạn đăng tiếp được lúc {free}. Áp dụng đến {until}. Lý do: {url}',
  'errors.measure_young_no_links':
    'Tài khoản mới lúc này không được đăng liên kết, đến {until}. Lý do: {url}',
  'errors.measure_young_links':
    'Tài khoản mới lúc này đăng nhiều nhất {limit} liên kết mỗi bài, đến {until}. Lý do: {url}',
  'errors.measure_never_viewpoint':
    'Ở đây không có biện pháp nào áp dụng theo quan điểm, theo ngôn ngữ hay theo từng người: biện pháp nào cũng như nhau với mọi người',
  'errors.measure_never_demotion':
    'Ở đây không âm thầm làm giảm tầm với của bài nào: mọi hạn chế đều công khai, có lý do và có hạn',
  'errors.measure_never_pre_approval': 'Ở đây không có duyệt bài trước khi đăng, kể cả lúc nóng',
  'errors.measure_never_keyword_ban':
    'Ở đây không cấm bài theo từ khoá: hãy xử lý từng bài, có lý do và có quyền khiếu nại',
  'errors.measure_unknown_kind': 'Không có loại biện pháp này',
  'errors.measure_too_long':
    'Một biện pháp kéo dài nhiều nhất {days} ngày. Cần lâu hơn thì gia hạn bằng một mục mới, có lý do mới',
  'errors.measure_reversed': 'Lúc kết thúc phải sau lúc bắt đầu và chưa qua',
  'errors.measure_too_early': 'Biện pháp bắt đầu từ bây giờ hoặc trong vòng {days} ngày tới',
  'errors.measure_no_reason': 'Biện pháp nào cũng phải có lý do, viết thành câu để mọi người đọc được',
  'errors.measure_in_force': 'Biện pháp này đang áp dụng rồi: hãy kết thúc nó, hoặc gia hạn bằng một mục mới',
  'errors.measure_needs_renewal':
    'Lần trước chưa có bản nhìn lại: hãy viết nhìn lại, hoặc ghi rõ đây là gia hạn của mục {id}',
  'errors.measure_renews_other': 'Chỉ gia hạn được mục gần nhất cùng loại và cùng nơi',
  'errors.measure_ended': 'Biện pháp này đã kết thúc',
  'errors.measure_not_for_rooms':
    'Xóm chỉ tự áp dụng được: đăng chậm, giới hạn tài khoản mới, ghim tin đã kiểm chứng',
  'errors.measure_needs_team': 'Chỉ người điều hành mạng áp dụng được biện pháp này',
  'errors.measure_needs_admin': 'Biện pháp này đụng đến mọi người: chỉ quản trị viên áp dụng được',
  'errors.measure_shift_nobody': 'Hãy ghi tên ít nhất một người có tài khoản ở đây',
  'errors.measure_no_updates': 'Biện pháp này không ghim tin',
  'errors.measure_no_labels': 'Biện pháp này không gắn nhãn',
  'errors.measure_label_closed': 'Chỉ gắn nhãn cho bài công khai, không phải bài chia sẻ',
  'errors.review_not_due': 'Biện pháp chưa kết thúc nên chưa nhìn lại được',
  'errors.review_written': 'Bản nhìn lại đã được viết và giữ nguyên',
  'errors.review_not_yours': 'Bản nhìn lại do người áp dụng biện pháp hoặc người điều hành viết',
  'errors.plan_reversed': 'Ngày kết thúc phải sau ngày bắt đầu',
  'errors.plan_closed': 'Kế hoạch này đã khép lại',
  'errors.plan_unknown_person': 'Không có ai ở đây tên là {name}',
  'errors.plan_unknown_subject': 'Chưa có thẻ, liên kết hay xóm công khai nào như vậy ở đây: {name}',
}
