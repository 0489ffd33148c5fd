/** Small things of ordinary days. */
export const days = `
@bao_ngoc 4 8h; photo ngo; fav 13
Sáng nay ngõ mình vàng như mật. Ngồi vẽ từ 6 giờ, ba người hỏi vẽ gì, hai người hỏi bao giờ xong, một con chó hỏi có gì ăn không.
> co_tuyet Con chó đấy hỏi cả xóm rồi cháu ạ.
> ong_tu Con Vàng nhà tui lịch sự lắm, nó hỏi chớ nó không giựt.

@thuy_truc 12 5h; photo mua_hoa
Rằm này cúc đại đoá 6k bông, hoa huệ 5k cành, lay ơn đỏ còn ít. Bà nào đi chùa sớm thì em ngồi từ 4 rưỡi, có cả trà gừng. #ChợQuê
> ba_sau Chừa bà chục huệ trắng nghen con, bông búp thôi.
>> thuy_truc Dạ có, con buộc riêng, ghi tên bà bằng lá chuối luôn.

@chi_tham 24 5h; photo sap_cho
Cam sành vườn chú Lục mới hái, 18k cân, vỏ xấu mà nước ngọt lịm. Ai chê xấu thì nếm trước rồi hẵng chê. #ChợQuê
> kim_chi Em nếm rồi, chê không nổi. Lấy 5 cân.
> dinh_cuong Vỏ xấu mà ruột ngọt, nghe giống em quá chị.
>> chi_tham Cam này không để lọt lưới đâu Cường.

@ba_sau 49 15h; photo dua
Cháu nội gửi hình vườn dừa ở nhà, năm nay treo buồng dữ lắm. Thèm miếng cơm dừa nạo cứng cạy ăn với đường thẻ.
> my_dung Nhà con cũng dừa rụng đầy mương mà hổng ai leo.
> chi_tham Chợ đầu mối sáng thứ Năm có dừa khô bà ạ, con mua cho bà hai quả nhé.
>> ba_sau Ừ, có dừa khô bà làm mứt, cho con nửa keo.

@hai_yen 28 7h; photo ga; fav 9
Con gà mái nhà nội tụi nhỏ ấp nở 6 con. Hai ông tướng đặt tên xong hết rồi, bữa sau có ai dám thịt nữa đâu.
> di_bay Đừng đặt tên gà con ơi, dì có con gà tên Lành sống tới 9 năm.
>> hai_yen Muộn rồi dì. Con to nhất tên là Tiền đạo.
> gia_bao Cho đội em ký hợp đồng với Tiền đạo, bọn em đang thiếu.

@duc_dien_nuoc 33 18h; photo mua_ton
Mưa ri ngồi trong nhà nghe mái tôn mới lợp mà sướng cái lỗ tai. Mái ni tui bắn vít có đệm cao su, dột chỗ mô tui đền chỗ nớ.
> me_bong Nhà em dột chỗ ông chồng có đền không anh?
>> duc_dien_nuoc Cái nớ hết bảo hành rồi em.
> ong_giao_thu Nghe mưa mái tôn mà nhớ mái rạ. Rạ thì mưa nó nói thầm.

@nam_shipper 45 17h; photo xe_may
Con xe của em hôm nay tròn một trăm nghìn cây số. Ba lần thay xích, hai lần thay săm giữa trời mưa, một lần chết máy trước cửa nhà người yêu cũ.
> hung_sua_xe Lần chết máy đó anh biết, xe không hỏng gì hết.
>> nam_shipper Anh ơi, bí mật thợ với khách đâu rồi anh.

@kim_chi 36 14h; photo xuong_rong
Ba năm nuôi mấy chậu xương rồng, nó nở hoa đúng ngày tiệm vắng khách nhất. Chắc nó biết an ủi.
> me_bong Em qua gội đầu ngay đây, cho hoa có khán giả.
> bac_loi Giống này ưa nắng sáng, cô xoay chậu mỗi tuần một phần tư vòng thì dáng mới tròn.

@thay_nghia 22 16h; photo co_tuong; fav 8
Ván cờ chiều ni với bác Lợi: tui hơn một pháo, bác hơn một ấm trà. Tới nước thứ bốn mươi thì trời mưa, cả hai đều tuyên bố thắng.
> bac_loi Tôi còn hai nước nữa là chiếu hết.
>> thay_nghia Hai nước nớ bác nói từ nước thứ mười.
> ong_giao_thu Tôi làm chứng: quân xe của bác Lợi ướt trước, xử thua kỹ thuật.

@truongthon 46 6h; photo de_song
Sáng đi một vòng đê, cỏ đã phát quang xong đoạn từ bến đò tới điếm canh. Cảm ơn 22 bác tham gia, hai cháu nhỏ xách nước. Còn 400 mét, sáng Chủ Nhật tới làm nốt.
> bac_loi Tôi mang liềm riêng, liềm chung cùn lắm rồi.
> long_nuoi_ong Xin các bác chừa vạt cúc dại gần điếm, ong nhà em đang ăn ở đó.
>> truongthon Chừa được. Tôi cắm cọc đánh dấu.

@ngoc_anh 10 19h
Mẹo giảm tiền điện từ người đọc công tơ cả ngày: điều hoà 27 độ kèm quạt, tủ lạnh cách tường 10 phân, rút cục sạc không dùng. Đừng mua "thiết bị tiết kiệm điện" cắm ổ, bên trong chỉ có cái bóng đèn. #MẹoNhà
> ong_tu Tui có một cái, đèn nó xanh đẹp lắm, để làm đèn ngủ.
> bac_loi Tôi trả 400 nghìn cho cái bóng đèn ấy. Không dám kể với ai.
>> ngoc_anh Bác vừa kể với cả xóm rồi ạ.

@y_ta_mai 5 7h; fav 7
Ngày 20 này tiêm chủng mở rộng ở trạm, 7h30 đến 10h30. Bé sốt thì hoãn, đừng cố. Mang theo sổ, và mang theo bình tĩnh, vì bé khóc ít hơn bố.
> me_bong Lần trước chồng em phải ngồi nghỉ mười lăm phút còn Bông thì ăn kẹo.
> bich_nga Lớp em có bảy bé tới lịch, em nhắc phụ huynh giúp chị rồi ạ.

@me_bong 31 20h
Nhờ cả nhà tư vấn: bé 3 tuổi nhất quyết mặc áo mưa đi ngủ. Nên chiều hay nên dỗ ạ?
> bich_nga Cho bạn mặc một tối chị ạ, nóng tự cởi. Lớp em có bạn đội mũ bảo hiểm ăn cơm cả tuần.
>> me_bong Chín rưỡi tự cởi rồi em, giờ đòi đi ủng.
> ong_giao_thu Phòng khi dột mái thì cháu nó đúng đấy.

@thao_vy 16 13h
Có ai cho em mượn bàn là qua thứ Năm không ạ, em bảo vệ đồ án, áo sơ mi em nhàu như đề cương.
> hai_yen Qua chị lấy, có cả bàn để là. Mặc áo chị cũng được, em gầy thì gài kim băng sau lưng.
> lan Bảo vệ tốt nhé Vy! Xong ra tủ sách chị khao trà.
~ Em được 8,7 ạ!! Áo của chị Yến, cà vạt của bác Lợi, bút của chị Lan. Đồ án thì của em.

@dinh_cuong 20 10h
Bà con đổi máy nhớ chuyển mã xác thực của ngân hàng, mạng xã hội sang máy mới TRƯỚC khi bán máy cũ. Hôm nay em gặp hai ca bán máy rồi mới khóc.
> tuan_anh Và xoá máy về cài đặt gốc, đừng chỉ xoá ảnh.
> ong_tu Máy tui cục gạch, khỏi xoá gì hết, có mỗi số vợ.

@van_khoa 39 9h
Ai có tủ, giường cũ gỗ xoan thì đừng bán đồng nát, gọi tui. Xoan ngâm ao ngày xưa mối không ăn, đóng lại thành kệ sách còn dùng ba mươi năm.
> bac_loi Nhà tôi có cái chõng của bà cụ, anh xem còn cứu được không.
>> van_khoa Chõng tre thì con thay nan, khung để nguyên. Để chiều con qua.

@phong_meo 27 23h
Câu hỏi nghiêm túc: tại sao mua ổ nằm 300 nghìn thì mèo ngủ trong cái hộp đựng ổ nằm?
> be_na vì cái hộp có mùi tủi thơ đó chú
> bao_ngoc Cái hộp là tác phẩm, cái ổ chỉ là sản phẩm.

@o_thom 40 16h; photo mua_trang
Lâu lâu chụp tranh chị Ngọc treo ở quán cho khách coi. Có ông khách xa ngồi nhìn hồi lâu rồi hỏi: "Xóm ni còn nhà cho thuê không?"
> bao_ngoc O ơi em xúc động quá, mai em qua ăn hai tô.
> bac_loi Bảo ông ấy liên hệ tôi, còn gian gác.

@hung_sua_xe 23 12h; fav 6
Đinh ốc, vòng bi, pin cũ bà con đừng vứt sọt rác, mang ra em gom. Pin em gửi điểm thu hồi trên phường, còn ốc vít em dùng sửa xe cho mấy đứa nhỏ.
> lan Tủ sách có đặt một cái lọ thu pin rồi anh, tháng này được gần đầy.
> minh_2k8 em đổi 20 cục pin lấy 1 lần vá săm đc k chú
>> hung_sua_xe Được, nhưng pin của em chứ không phải pin điều khiển nhà bà nội.

@my_dung 18 20h; poll Hủ tiếu|Bún riêu|Mì Quảng|Phở
Cuối tuần em nấu một nồi cho ai trọ xa nhà ăn chung ở nhà văn hoá. Bà con chọn món giùm em với.
> van_khoa Mì Quảng tui phụ tráng lá, có điều bún riêu chắc thắng.
> ut_men Bầu hủ tiếu mà thấy bún riêu dẫn trước, đau lòng người con phương Nam.
> my_dung Thôi em nấu hai nồi. Ai rửa nồi thì bỏ phiếu dưới này luôn.

@loa_xom 21 17h
Tổng vệ sinh sáng Chủ Nhật, 6 giờ 30, tập trung gốc đa. Mang chổi, xẻng, bao tải. Có xôi lạc của hội phụ nữ.
> gia_bao Đội bóng có mặt từ 6 giờ 25, đúng giờ xôi chín.
> co_tuyet Năm phút sớm là nghi rồi đấy.

@ba_tung 48 21h
Có thanh niên lạ đi từng nhà "khảo sát nước sạch miễn phí", xin vào tận bếp. Không có đoàn nào như vậy cả. Ai đã cho vào thì kiểm tra lại đồ đạc và báo tôi. #CảnhBáo
> ba_sau Nó vô nhà bà, nó đòi bán cái máy lọc 7 triệu. Bà nói nước giếng nhà bà uống bốn chục năm chưa chết.
> thuy_truc Nó gõ nhà em, chó sủa nên nó bỏ đi. Cảm ơn con Mực.

@long_nuoi_ong 51 8h
Người ta hay hỏi ong đốt thì bôi gì. Trước hết gạt cái ngòi ra bằng cạnh thẻ, đừng bóp, rồi chườm lạnh. Thấy khó thở, phù môi thì đi viện ngay chứ đừng bôi gì hết.
> y_ta_mai Chuẩn quá anh Long, em xin in dán ở trạm.

@tuan_anh 8 20h; fav 8
Tối nay em nâng cấp máy chủ của trang này nên 23h sẽ chập chờn chừng mười phút. Bài viết không mất, có bản sao lưu để ở hai nhà khác nhau.
> bac_loi Làm quản trị là phải thế. Ngày xưa tôi có một bản, để ngay cạnh máy chủ.
> truongthon Sao lưu để ở nhà nào, anh báo riêng tôi để xóm biết mà giữ.
>> tuan_anh Dạ một ở nhà cháu, một ở trạm xá. Có mật khẩu, cháu gửi bác phong bì dán kín.

@di_bay 17 10h
Hỏi thiệt mấy đứa nhỏ: chữ "hmu", "ib", "sop ơi" là cái chi? Dì bán có mấy keo mắm mà đọc tin nhắn như đọc bùa.
> be_na "ib" là nhắn tin riêng á dì, "sop" là shop, "hmu" là nhắn con với nha dì
>> di_bay Vậy con nói luôn "dì ơi bán con keo mắm" có phải lẹ hông.
>>> be_na dì ơi bán con keo mắm ạ 🥺
`
