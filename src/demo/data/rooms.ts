/** Communities of the sample lane. Threads are in the notation of src/demo/script.ts; a first line "# ..." is the title. */
export interface DemoRoom {
  username: string
  name: string
  note: string
  place: string
  accent: string
  welcome: string
  avatar: string
  joining: 'open' | 'request'
  founder: string
  moderator: string
  rules: string[]
  sections: string[]
  handbook: { title: string; text: string }
  threads: string
}

const electricity: DemoRoom = {
  username: 'dien_nuoc_bo_de',
  name: 'Điện nước Bờ Đê',
  note: 'Mất điện, rò nước, cống tắc: hỏi ở đây trước khi gọi thợ. Thợ trong xóm cũng ở đây.',
  place: 'Xóm Bờ Đê',
  accent: '#1d5fa8',
  welcome: 'Chào bạn. Hỏi gì cứ kèm một tấm ảnh và nói nhà ở đoạn nào của ngõ, người trả lời sẽ nhanh hơn.',
  avatar: 'thing drop',
  joining: 'open',
  founder: 'duc_dien_nuoc',
  moderator: 'tuan_anh',
  rules: [
    'Nói rõ nhà ở đoạn nào, hỏng từ bao giờ',
    'Thợ báo giá công khai ngay trong chủ đề',
    'Việc gấp về điện: cúp cầu dao trước, hỏi sau',
  ],
  sections: ['Điện', 'Nước', 'Mạng'],
  handbook: {
    title: 'Số cần gọi khi có sự cố',
    text: '# Điện\nTrực điện khu vực: số in trên hoá đơn tháng nào cũng có, chụp lại để trong máy.\n\n# Nước\nVan tổng của ngõ nằm dưới nắp gang trước nhà văn hoá. Chìa ở nhà trưởng thôn.\n\n# Không chắc là việc gì\nMở chủ đề kèm ảnh, tối nào cũng có người đọc.',
  },
  threads: `
@ba_sau 5 7h
# Đồng hồ nước quay mà nhà không ai xài
Sáng dậy tui thấy kim đồng hồ quay tít, vòi thì khoá hết rồi. Tháng này chắc uống cạn sông quá.
> duc_dien_nuoc Bà khoá van sau đồng hồ lại cho con. Kim đứng là rò trong nhà, còn quay là rò trước đồng hồ.
>> ba_sau Đứng rồi cưng. Vậy là rò trong nhà hả?
>>> duc_dien_nuoc Dạ, mười nhà thì chín là phao bồn cầu. Bà bỏ ít bột màu vô két, chờ mười phút coi nước dưới có đổi màu không.
> hung_sua_xe Nhà tui năm ngoái cũng y vậy, thay cái phao hết ba chục ngàn.
> ba_sau Đúng cái phao thiệt. Thằng cháu thay xong kim nằm im re. Cảm ơn cả xóm, chiều ghé lấy bánh bò.

@truongthon 3 19h ; pin
# Thứ Bảy cúp điện từ 7 giờ đến 11 giờ để thay trụ đầu ngõ
Điện lực báo thay trụ số 4. Nhà nào có người thở máy hay tủ đông hàng bán thì nhắn tôi trước tối thứ Sáu để mượn máy phát.
> chi_tham Em có tủ đông cá, cho em gửi một buổi ở nhà ai có máy phát với ạ.
>> gia_bao Chị chở qua kho nhà em, máy phát em chạy sẵn.
> y_ta_mai Nhà bác Tư cuối ngõ có người thở oxy, em đã báo bác trưởng thôn rồi nhé.
>> truongthon Đã ghi. Máy của nhà văn hoá ưu tiên nhà ấy.
> me_bong Bốn tiếng không quạt, bé nhà em chắc ra bờ đê ngồi luôn.

@tuan_anh 1 21h
# Wifi chập chờn mỗi khi mưa: nguyên nhân là cái đầu nối ngoài hiên
Tuần này đi xem sáu nhà thì năm nhà hỏng cùng một chỗ. Đầu nối để trần, nước vào là rớt mạng. Bọc lại bằng băng cao su non là xong, không cần đổi gói.
> minh_2k8 hoá ra em chửi oan nhà mạng ba tháng nay
> bac_loi Bác làm theo, mưa chiều nay vẫn xem được hết hiệp hai.
>> tuan_anh Bác nhớ quấn từ dưới lên cho nước không đọng nha.
`,
}

const bookshelf: DemoRoom = {
  username: 'tu_sach_bo_de',
  name: 'Tủ sách Bờ Đê',
  note: 'Mượn, trả, đổi, kể lại cuốn vừa đọc. Sách để ở hiên nhà văn hoá, chìa treo sau cửa.',
  place: 'Nhà văn hoá xóm Bờ Đê',
  accent: '#2b6440',
  welcome: 'Chào bạn đọc mới. Cuốn đầu tiên mượn không cần ghi sổ, chỉ cần kể lại một câu bạn thích.',
  avatar: 'thing moon',
  joining: 'request',
  founder: 'lan',
  moderator: 'co_hanh',
  rules: [
    'Không kể trước đoạn kết',
    'Mượn quá một tháng thì nhắn một tiếng',
    'Chê sách được, chê người đọc thì không',
  ],
  sections: ['Mượn trả', 'Vừa đọc xong'],
  handbook: {
    title: 'Cách mượn sách',
    text: '# Mượn\nLấy sách, viết tên vào tờ giấy trong ngăn kéo.\n\n# Trả\nĐặt lại đúng hàng. Không nhớ hàng nào thì để trên bàn, Lan xếp.\n\n# Tặng\nSách cũ mấy cũng nhận, trừ sách giáo khoa đã giải hết bài.',
  },
  threads: `
@lan 6 20h ; pin
# Tháng này cả tủ cùng đọc: Dế Mèn phiêu lưu ký
Có bảy cuốn, ba cuốn mất bìa. Cuối tháng ngồi hiên kể cho nhau nghe đoạn mình nhớ nhất, trẻ con kể trước.
> co_hanh Cô xin kể đoạn Dế Choắt, năm nào đọc lại cũng nghẹn ở đúng chỗ ấy.
> be_na e đọc bản có tranh được hok ạ
>> lan Bản có tranh càng quý, mang theo cho mọi người xem nhé.
> thay_nghia Tôi nhớ nhất đoạn đánh nhau với Bọ Ngựa. Hồi nhỏ tôi tính ra mỗi đoạn nó đá được mấy phát.

@thao_vy 2 16h
# Ai đang giữ tập hai Số đỏ?
Mình đọc hết tập một rồi mà tập hai đi đâu mất, trong sổ ghi "mượn" nhưng không ghi tên.
> van_khoa Mình giữ đó, ngại quá, tối nay mình để lại trên bàn.
>> thao_vy Không sao đâu, đọc xong chưa thì cứ đọc nốt.
>> lan Người thú nhận được miễn phạt, còn được giữ thêm ba ngày.
> bac_loi Trên diễn đàn hồi xưa có bản gõ tay nguyên cuốn, gõ sai chính tả mà đọc vẫn cười.
`,
}

export const rooms: DemoRoom[] = [electricity, bookshelf]
