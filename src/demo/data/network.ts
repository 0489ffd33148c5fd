/** What the sample network says of itself. */
export const settings = {
  name: 'Xóm Bờ Đê',
  description:
    'Mạng của bà con xóm Bờ Đê và bạn bè: hỏi nhau chuyện nhỏ, báo nhau chuyện gấp, kể nhau chuyện vui.',
  about:
    'Xóm Bờ Đê có hơn trăm nóc nhà, một con ngõ lát gạch, một cây đa và một bến đò. Trước kia bà con nhắn nhau trong một nhóm chat, tin trôi mất, người mới vào không biết hỏi ai. Nay xóm tự giữ lấy chỗ trò chuyện của mình.\n\nAi ở xóm, từng ở xóm, hay chỉ đi qua rồi thương thì đều vào được. Viết tiếng Việt có dấu càng tốt, không dấu cũng chẳng ai bắt bẻ.',
  registrations: 'open' as const,
  locale: 'vi' as const,
  contactUsername: 'truongthon',
}

export const rules = [
  { text: 'Nói với nhau như gặp ở đầu ngõ', hint: 'Giận thì hẹn nhau ra quán trà đá, đừng réo tên lên đây.' },
  {
    text: 'Không đăng số điện thoại, căn cước của người khác',
    hint: 'Kể cả khi muốn cảnh báo: che bớt số rồi hãy đăng.',
  },
  { text: 'Bán hàng thì ghi giá', hint: 'Không "inbox báo giá". Mỗi ngày một bài là đủ.' },
  { text: 'Tin chưa chắc thì nói là chưa chắc', hint: 'Nhất là chuyện lụt, chuyện trẻ lạc và chuyện tiền.' },
  { text: 'Ảnh trẻ con hỏi bố mẹ trước khi đăng', hint: '' },
]
