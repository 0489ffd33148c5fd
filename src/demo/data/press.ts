/** The sample site: a small paper of the lane, written by its people. Nothing here happened. */
export interface DemoArticle {
  headline: string
  lead: string
  body: string
  section: string
  tags: string[]
  authors: string[]
  /** A scene of src/demo/scenes. */
  cover?: string
  caption?: string
  /** Days ago. */
  days: number
  comments: [author: string, text: string][]
}

export const site = {
  username: 'tin_bo_de',
  name: 'Tin Bờ Đê',
  owner: 'lan',
  editor: 'duc_dien_nuoc',
  note: 'Chuyện điện nước, chợ búa, đường đê: người trong xóm viết, ghi nguồn, sai thì đính chính.',
  masthead: 'Chịu trách nhiệm nội dung: Lan, xóm Bờ Đê.',
  accent: '#2b6440',
  avatar: 'thing road',
  sections: ['Thời sự', 'Đời sống', 'Hỏi đáp'],
}

export const articles: DemoArticle[] = [
  {
    headline: 'Lịch sửa đường ống nước ngõ 82: ba đêm, từ 22 giờ',
    lead: 'Xí nghiệp nước báo sẽ thay đoạn ống cũ trước nhà văn hoá. Nhà nào có người già, trẻ nhỏ nên trữ nước từ chiều.',
    body: '## Ngắt nước lúc nào\n\nBa đêm liền, từ **22 giờ** đến **4 giờ sáng**. Ban ngày nước vẫn chảy, có thể đục một lúc đầu buổi.\n\n| Đêm | Đoạn | Nhà bị ngắt |\n|---|---|---|\n| Thứ Ba | Đầu ngõ đến nhà văn hoá | số 1 đến 41 |\n| Thứ Tư | Nhà văn hoá đến bờ đê | số 42 đến 82 |\n| Thứ Năm | Hẻm phụ | tất cả |\n\n## Cần giúp thì gọi ai\n\nTổ dân phố có hai xe đẩy và mười can 20 lít cho mượn. Nhà neo người cứ nhắn trong xóm *Điện nước Bờ Đê*, sẽ có người mang sang.\n\n> Thay ống một lần cho hẳn, còn hơn vá mỗi mùa mưa.\n\nÔng Tư, tổ trưởng, nói vậy.',
    section: 'Thời sự',
    tags: ['nước sạch', 'ngõ 82'],
    authors: ['Đức', 'Lan'],
    cover: 'mua_ton',
    caption: 'Mái tôn đầu ngõ, nơi đặt mười can nước cho mượn.',
    days: 2,
    comments: [
      ['ba_sau', 'Cảm ơn chú Đức ghi rõ từng đêm, bà trữ hai thùng rồi.'],
      ['minh_2k8', 'Đêm thứ Tư cháu phụ đẩy nước cho nhà bà được ạ.'],
      ['hung_sua_xe', 'Nhớ khoá van tổng, đêm có nước lại bắn tung.'],
    ],
  },
  {
    headline: 'Chợ sớm dời xuống chân cầu từ đầu tháng',
    lead: 'Đoạn trước cổng trường trả lại cho học sinh; các hàng rau, cá xuống bãi chân cầu, có mái che và chỗ rửa.',
    body: 'Từ đầu tháng, chợ sớm họp ở bãi chân cầu, **4 giờ 30 đến 8 giờ**. Các cô bán rau đã bốc thăm chỗ, không ai phải trả thêm tiền.\n\nĐoạn trước cổng trường chăng dây từ 6 giờ 30 để các cháu đi bộ. Xe máy gửi ở sân đình, miễn phí.\n\n- Hàng cá, thịt: dãy sát bờ, có vòi nước\n- Hàng rau, quả: hai dãy giữa\n- Hàng ăn sáng: phía gốc đa',
    section: 'Đời sống',
    tags: ['chợ', 'giao thông'],
    authors: ['Lan'],
    cover: 'sap_cho',
    caption: 'Sạp rau ở chỗ mới.',
    days: 6,
    comments: [
      ['o_thom', 'Chỗ mới mát hơn, có điều xa nhà bà Sáu quá.'],
      ['lan', 'Chị sẽ hỏi xem ai tiện đường chở bà xuống chợ mỗi sáng.'],
    ],
  },
  {
    headline: 'Đổi căn cước ở đâu, mang gì theo?',
    lead: 'Điểm làm căn cước lưu động về phường hai ngày cuối tuần. Chúng tôi hỏi giúp những điều bà con hay thắc mắc.',
    body: '**Ở đâu?** Nhà văn hoá phường, tầng một, thứ Bảy và Chủ nhật, 7 giờ 30 đến 16 giờ.\n\n**Mang gì?** Giấy tờ cũ; trẻ em thì thêm giấy khai sinh. Không phải mang ảnh.[^1]\n\n**Có ai gọi điện bảo chuyển tiền thì sao?** Không có khoản nào thu qua điện thoại. Cúp máy, rồi tra số đó ở trang *Tra cứu lừa đảo* của xóm.\n\n[^1]: Chụp tại chỗ.',
    section: 'Hỏi đáp',
    tags: ['giấy tờ', 'lừa đảo'],
    authors: ['Thầy Nghĩa'],
    days: 11,
    comments: [['thay_nghia', 'Ai không đi được, nhắn tôi, có người đến tận nhà.']],
  },
]
