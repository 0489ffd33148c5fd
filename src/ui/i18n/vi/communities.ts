import type { Messages } from '../index.ts'

export const communities: Messages = {
  'communities.rules_changed': 'Nội quy mới (bản {version})',
  'errors.community_not_member': 'Bạn cần tham gia xóm này mới viết được ở đây',
  'errors.community_archived': 'Xóm này đã đóng, chỉ còn đọc được',
  'errors.community_frozen': 'Xóm này đang tạm ngưng theo một quyết định đã công bố',
  'errors.community_muted': 'Bạn đang tạm thời không được viết trong xóm này',
  'errors.community_posts_by_moderators': 'Ở xóm này chỉ người điều hành mở chủ đề',
  'errors.thread_locked': 'Chủ đề này đã khóa, không trả lời được nữa',
  'errors.community_members_only': 'Nội dung của xóm này chỉ dành cho thành viên',
  'errors.community_invite_only': 'Xóm này chỉ nhận thành viên qua lời mời',
  'errors.community_invite_invalid': 'Lời mời này không còn dùng được',
  'errors.community_needs_role': 'Việc này dành cho người điều hành xóm được giao quyền',
  'errors.community_needs_founder': 'Việc này dành cho người sáng lập xóm',
  'errors.community_founder_leaves': 'Bạn là người sáng lập: hãy giao xóm cho người khác trước khi rời',
  'errors.community_founder_alone':
    'Bạn là người điều hành duy nhất: hãy giao xóm cho một thành viên, hoặc đóng xóm',
  'errors.community_own_role': 'Bạn không tự đổi vai trò của mình được',
  'errors.community_not_a_member': 'Người này chưa là thành viên của xóm',
  'fields.title': 'Tiêu đề',
  'fields.place': 'Nơi chốn',
  'fields.welcome': 'Lời chào',
  'fields.rules': 'Nội quy',
}
