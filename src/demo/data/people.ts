/** The neighbours of the sample lane. Nobody here is a real person; `base` is what the handle is made from. */
export interface DemoPerson {
  name: string
  base: string
  bio: string
  /** Drawn by src/demo/avatars.ts: a face, or a thing on a coloured ground. */
  avatar: string
  /** A scene of src/demo/scenes, or none. */
  header?: string
  fields?: [string, string][]
  locked?: boolean
  role?: 'admin' | 'moderator'
  /** How well known: 1 hardly, 5 everybody follows. */
  fame: number
}

const p = (
  base: string,
  name: string,
  avatar: string,
  fame: number,
  bio: string,
  more: Partial<DemoPerson> = {},
): DemoPerson => ({ base, name, avatar, fame, bio, ...more })

export const people: DemoPerson[] = [
  p(
    'truongthon',
    'Ông Khoản trưởng thôn',
    'face man old',
    5,
    'Trưởng thôn Bờ Đê. Việc chung xin nhắn ban ngày, việc gấp gọi cửa lúc nào cũng được.',
    {
      role: 'admin',
      header: 'de_song',
      fields: [
        ['Trực nhà văn hoá', 'Tối thứ Ba, thứ Sáu'],
        ['Việc gấp', 'Gõ cửa nhà số 2'],
      ],
    },
  ),
  p(
    'Lan',
    'Lan thủ thư',
    'face woman young',
    5,
    'Giữ tủ sách xóm. Mê truyện cũ, mê bún riêu, sợ chuột. Mượn sách trả muộn không phạt, chỉ giận.',
    {
      role: 'moderator',
      header: 'ke_sach',
      fields: [
        ['Tủ sách', 'Nhà văn hoá, chiều thứ Bảy'],
        ['Đang đọc', 'Tập truyện ngắn ai đó bỏ quên ở quán phở'],
      ],
    },
  ),
  p(
    'Bà Sáu',
    'Bà Sáu bánh bò',
    'face woman old',
    4,
    'Người Sa Đéc theo chồng ra Bắc bốn chục năm. Bánh bò, bánh da lợn, đặt trước một ngày nghe cưng.',
    { header: 'sap_cho', fields: [['Đặt bánh', 'Trước 5 giờ chiều']] },
  ),
  p(
    'Ông Tư',
    'Ông Tư Cầu Dừa',
    'face man old',
    4,
    'Bảy mươi hai tuổi, một cái cần câu, hai con chó, ba đứa cháu. Lâu lâu có làm thơ.',
    { header: 'cau_ca' },
  ),
  p(
    'Hùng sửa xe',
    'Hùng sửa xe đầu ngõ',
    'thing wheel',
    4,
    'Vá săm, thay xích, nghe than thở. Mở 6 rưỡi sáng, nghỉ khi hết xe.',
    { header: 'sua_xe', fields: [['Vá săm', '20.000đ, trẻ con miễn phí']] },
  ),
  p(
    'Mẹ Bông',
    'Mẹ Bông',
    'face woman young',
    4,
    'Một bé Bông 3 tuổi, một ông chồng 33 tuổi, chưa biết đứa nào lớn hơn.',
    { header: 'hoa' },
  ),
  p(
    'Cô Hạnh',
    'Cô Hạnh dạy Văn',
    'face woman mid',
    4,
    'Dạy Văn cấp hai. Người Huế, ăn cay, nói nhỏ. Đừng gửi bài tập qua đây nghe các con.',
    {
      header: 'sen',
      fields: [
        ['Trường', 'THCS Bờ Đê'],
        ['Quê', 'Vỹ Dạ'],
      ],
    },
  ),
  p(
    'Thầy Nghĩa',
    'Thầy Nghĩa',
    'face man old',
    3,
    'Giáo viên Toán nghỉ hưu, gốc Tam Kỳ. Đánh cờ tướng dở nhưng không đi lại nước nào hết.',
    { header: 'co_tuong' },
  ),
  p(
    'Minh 2k8',
    'minh ko đi trễ',
    'thing ball',
    3,
    'đi trễ có lý do || fan cứng trà đá cô tuyết || đang học (thật mà)',
    { header: 'bong_da' },
  ),
  p('Bé Na', 'bé na hok ngủ', 'thing moon', 3, '2k9 nha mn 🌙 thik vẽ thik mèo hok thik môn Hoá', {
    header: 'trang',
  }),
  p(
    'Đức điện nước',
    'Đức điện nước',
    'thing drop',
    4,
    'Dân Nghệ. Sửa ống, chạy dây, thông tắc. Báo giá trước, mần xong mới lấy tiền.',
    { fields: [['Báo giá', 'Xem tận nơi, không mất tiền']] },
  ),
  p(
    'Chị Thắm',
    'Chị Thắm chợ Quê',
    'face woman mid',
    4,
    'Hàng rau thứ hai từ cổng chợ vào. Sáng nào cũng đăng giá, bận thì thôi.',
    { header: 'vuon_rau', fields: [['Chợ', '5h đến 10h sáng']] },
  ),
  p('Tuấn Anh', 'Tuấn Anh', 'mono T', 3, 'Viết phần mềm, sửa wifi cho cả ngõ. Cà phê không đường.', {
    header: 'ca_phe',
    fields: [['Giúp được', 'Máy tính, mạng, máy in (miễn cưỡng)']],
  }),
  p(
    'Bác Lợi',
    'Bác Lợi diễn đàn',
    'thing screen',
    3,
    'Từng làm quản trị một diễn đàn cây cảnh đã tắt máy chủ. Vẫn giữ bản sao lưu.',
    { header: 'may_cu' },
  ),
  p(
    'Thảo Vy',
    'Thảo Vy',
    'face woman young',
    2,
    'Sinh viên năm ba, trọ nhà bác Lợi. Làm thêm, ngủ bù, ăn mì.',
  ),
  p('Gia Bảo', 'Gia Bảo', 'face man young', 3, 'Đội trưởng đội bóng ngõ 5. Thua nhiều nhưng vui.', {
    header: 'bong_da',
  }),
  p(
    'Dì Bảy',
    'Dì Bảy Cái Răng',
    'face woman old',
    4,
    'Nấu ăn là để cho người ta vui. Dì chỉ gì cũng chỉ hết, không giấu nghề.',
    { header: 'mam_gio', fields: [['Món ruột', 'Cá lóc kho tộ']] },
  ),
  p(
    'O Thơm',
    'O Thơm',
    'face woman mid',
    3,
    'Người Quảng Trị, bán bún hến đầu đê. Ăn cay được thì ghé, không ăn được cũng ghé.',
    { header: 'bun_bo' },
  ),
  p(
    'Anh Phú',
    'Phú tài xế',
    'thing road',
    2,
    'Chạy xe tải đường dài Bắc Nam. Ở nhà được mấy bữa là mấy bữa quý. Quê Mộ Đức.',
    { header: 'hoang_hon' },
  ),
  p(
    'Y tá Mai',
    'Mai trạm xá',
    'face woman young',
    4,
    'Y tá trạm y tế. Không chẩn đoán qua mạng, đau ngực thì gọi 115.',
    {
      fields: [
        ['Tiêm chủng', 'Ngày 5 và 20 hằng tháng'],
        ['Cấp cứu', '115'],
      ],
    },
  ),
  p(
    'Diệu Linh',
    'Diệu Linh bánh ngọt',
    'thing cake',
    3,
    'Lò bánh nhỏ, nướng sáng sớm, hết thì nghỉ. Nhận bánh sinh nhật ít ngọt.',
    { header: 'hoa' },
  ),
  p(
    'Long nuôi ong',
    'Long nuôi ong',
    'thing bee',
    2,
    'Bốn mươi thùng ong bên bãi nhãn. Mật không pha, ong thì có đốt.',
    { header: 'ong' },
  ),
  p('Hải Yến', 'Hải Yến', 'face woman mid', 2, 'Kế toán. Hai con trai, nhà lúc nào cũng như vừa qua bão.', {
    locked: true,
  }),
  p('Bảo Ngọc', 'Bảo Ngọc', 'thing brush', 3, 'Vẽ ngõ, vẽ mái, vẽ mèo nhà người khác.', { header: 'ngo' }),
  p('Ông giáo Thụ', 'Ông giáo Thụ', 'face man old', 3, 'Bảy mươi tám tuổi. Chép lại mấy bài thơ kẻo quên.', {
    header: 'sen',
  }),
  p(
    'Nam shipper',
    'Nam shipper',
    'thing bike',
    3,
    'Giao đồ ăn, giao hàng, giao cả chìa khoá để quên. Mưa cũng đi, lụt thì thôi.',
    { header: 'xe_may' },
  ),
  p(
    'Cô Tuyết',
    'Cô Tuyết tạp hoá',
    'face woman mid',
    4,
    'Tạp hoá số 14, trà đá vỉa hè. Cho nợ đến cuối tháng, quá thì đọc tên.',
    { header: 'ngo' },
  ),
  p(
    'Bá Tùng',
    'Tùng tổ an ninh',
    'thing torch',
    3,
    'Tổ an ninh xóm. Đi tuần sau 22 giờ. Thấy lạ báo tôi, đừng tự xử.',
    { role: 'moderator', fields: [['Đi tuần', '22h đến 1h']] },
  ),
  p(
    'Mỹ Dung',
    'Mỹ Dung',
    'face woman young',
    2,
    'Con gái Phong Điền đi làm xa. Nhớ sông, nhớ má, nhớ hủ tiếu.',
    { header: 'do' },
  ),
  p(
    "H'Linh Niê",
    "H'Linh Niê",
    'thing coffee',
    3,
    'Buôn Ma Thuột ra Bắc học, ở lại làm. Rang cà phê của nhà, mỗi tuần một mẻ.',
    { header: 'ca_phe', fields: [['Rang', 'Sáng Chủ Nhật']] },
  ),
  p('Phong mèo', 'Phong mèo', 'thing cat', 3, 'Sáu con mèo, không nhận thêm. (Đã nói câu này năm lần.)', {
    header: 'meo_tuong',
  }),
  p(
    'Bích Ngà',
    'Bích Ngà',
    'face woman young',
    2,
    'Cô giáo mầm non. Nói chuyện với người lớn hay bị lẫn giọng cô giáo.',
    { locked: true, header: 'den_long' },
  ),
  p(
    'Tiến Đạt',
    'Tiến Đạt',
    'mono Đ',
    2,
    'Con trai ông Khoản, đang học ở Đà Nẵng. Theo dõi xóm từ xa để biết bố làm gì.',
  ),
  p(
    'Út Mén',
    'Út Mén miền Tây',
    'face man young',
    3,
    'Dân Năm Căn, ra đây làm hồ. Hay giỡn, giận thì thôi.',
    { header: 'cau_khi' },
  ),
  p(
    'Chú Ba',
    'Chú Ba lái đò',
    'face man old',
    3,
    'Đò ngang bến Gạo, 5h sáng tới 7h tối. Nước lớn thì nghỉ.',
    { header: 'do', fields: [['Qua đò', '5.000đ, xe máy 10.000đ']] },
  ),
  p('Kim Chi', 'Kim Chi cắt tóc', 'thing scissors', 3, 'Tiệm tóc nhỏ. Cắt đẹp hên xui, chuyện xóm thì đủ.', {
    header: 'xuong_rong',
  }),
  p('Văn Khoa', 'Khoa thợ mộc', 'thing wood', 3, 'Mộc dân dụng, người Hội An. Ghế gãy đem tới, đừng vứt.', {
    header: 'ghe_go',
  }),
  p(
    'Thuỷ Trúc',
    'Thuỷ Trúc hàng hoa',
    'thing flower',
    3,
    'Hoa tươi sáng mùng Một, ngày Rằm. Dạy cắm hoa cho ai kiên nhẫn.',
    { header: 'hoa' },
  ),
  p('Đình Cường', 'Cường thủ môn', 'thing glove', 2, 'Thủ môn bất đắc dĩ của ngõ 5. Ngày thường bán sim.', {
    header: 'bong_da',
  }),
  p(
    'Ngọc Ánh',
    'Ngọc Ánh',
    'mono Á',
    2,
    'Làm ở đội quản lý điện. Lịch cắt điện tôi đọc cùng lúc với bà con thôi.',
    { locked: true },
  ),
  p(
    'Loa xóm',
    'Loa xóm Bờ Đê',
    'thing speaker',
    5,
    'Thông báo chung của xóm, ông Khoản và cô Lan thay nhau gõ.',
    { header: 'loa' },
  ),
]
