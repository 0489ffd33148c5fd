/** The other half of ordinary days: evenings, errands, advice, thanks. */
export const nights = `
@co_tuyet 0; fav 9
Tối nay quán có thêm nồi ngô luộc, 8 nghìn bắp. Ngồi trà đá nói xấu ai thì nói nhỏ, người ta đang ngồi bàn bên.
> kim_chi Bàn bên là em ạ.
> hung_sua_xe Để dành tôi hai bắp, dọn xong đồ tôi ra.
>> co_tuyet Còn đúng hai bắp, nhanh lên không thằng Bảo nó nhìn kìa.

@lan 0; fav 6
Có cháu lớp 2 trả sách kèm một lá thư: "Cô ơi cuốn này hay nhưng con chó chết ở trang 40, cô dán trang đó lại cho các bạn khỏi buồn nhé." Em phải làm sao đây mọi người.
> co_hanh Đừng dán em. Viết vào lề: "Từ trang 41 sẽ đỡ buồn."
>> lan Em viết rồi, dòng chữ nhỏ xíu bằng bút chì.
> me_bong Em đọc bình luận mà cũng cần trang 41.

@truongthon 1 7h
Phường báo: từ tuần sau thu gom rác vào thứ Hai, Tư, Sáu, xe đến 18h. Bà con đem rác ra trước 15 phút, đừng để từ sáng. Rác cồng kềnh đăng ký riêng với tôi.
> kim_chi Tóc cắt ra tính là rác gì vậy bác?
>> truongthon Để tôi hỏi lại. Cứ buộc kín là được.
> long_nuoi_ong Tóc vụn cháu xin về rải quanh gốc nhãn, chuột nó sợ.

@ong_tu 2 17h
Cá rô bữa nay cắn câu như đi chợ. Được mười bảy con, cho nhà nào có em bé nấu cháo, ai lấy tới trước sáu giờ.
> me_bong Cho cháu năm con với ạ, Bông đang chê thịt.
> bich_nga Dạ cho con xin ba con ạ, con gửi ông ít trứng vịt.
>> ong_tu Hông lấy trứng, lấy tiếng cười con nhỏ thôi.

@minh_2k8 6 21h
tips ngủ sớm cho học sinh: đưa điện thoại cho mẹ giữ. kết quả: em ngủ sớm, mẹ em thức tới 2h xem phim trên máy em
> co_hanh Mẹ con nhắn cô xin đừng giao bài buổi tối để mẹ coi cho xong.
> thao_vy Sáng kiến hay, chị đưa bác Lợi giữ mà bác trả lại vì sợ hỏng.

@h_linh_nie 9 12h
Ai biết chỗ học tiếng Anh buổi tối gần đây không ạ? Em muốn tự viết nhãn cà phê cho khách nước ngoài mà viết ra toàn câu buồn cười.
> lan Tủ sách có nhóm tự học tối thứ Năm, thầy Nghĩa kèm ngữ pháp, chị kèm phát âm.
>> thay_nghia Tiếng Anh của tui là tiếng Anh Tam Kỳ đó nghe, phát âm để cô Lan.
>>> h_linh_nie Dạ em đăng ký luôn, học phí em trả bằng cà phê.

@anh_phu 15 5h
Về tới nhà 4 giờ sáng, sợ gõ cửa vợ thức nên ngồi ngoài xe đợi. Mở ra thấy trên cửa dán tờ giấy: "Cơm trong nồi, đừng ngồi ngoài xe."
> di_bay Vợ vậy là vợ tiên đó con.
> nam_shipper Em đọc mà muốn lấy vợ ngay trong tuần này.

@dieu_linh 18 8h; fav 7
Khách đặt bánh ghi chữ: "Chúc mừng mẹ 60 tuổi, con xin lỗi vì hồi nhỏ". Em vừa bắt kem vừa sụt sịt, chữ "nhỏ" hơi run.
> kim_chi Run mới đúng là chữ đó em.
> hai_yen Cho chị đặt y chang một cái, khác số tuổi.

@gia_bao 21 21h
Đội bóng tuyển thủ môn dự bị. Yêu cầu: có tay. #BóngĐáNgõ
> dinh_cuong Tôi vẫn đang đọc đấy nhé.
> phong_meo Tôi gửi con Mướp, nó bắt được mọi thứ trừ chuột.

@chu_ba 25 18h
Nước ròng rồi, từ mai đò chạy lại tới 7 giờ tối. Ai chở đồ nặng nói trước để tui lót thêm ván.
> dieu_linh Chủ Nhật cháu chở cái tủ bánh sang bên kia, nặng cỡ 80 ký chú ơi.
>> chu_ba Được, mà đi chuyến đầu cho nước êm. Có bánh dư hông?
>>> dieu_linh Dạ lúc nào cũng có phần chú.

@thuy_truc 29 21h
Xin hỏi cách nói chuyện với khách trả giá hoa cúng Rằm từ 30 xuống 12 nghìn mà mình vẫn giữ được lòng từ bi.
> chi_tham Chị hay nói: "Giá đó con để cụ mang về, còn phước thì tuỳ cụ."
> ba_sau Bà trả giá hoài chớ gì. Mai bà thôi.
>> thuy_truc Dạ bà thì con bán 12 nghìn thật mà, bà mang bánh cho con hoài.

@bac_loi 34 19h
Cây mai tứ quý trước nhà bị rệp sáp trắng cành. Ngày trước lên diễn đàn hỏi một tiếng là chục người trả lời, giờ hỏi ở đây vậy.
> ong_giao_thu Pha nước rửa bát loãng, thêm ít dầu ăn, phun mặt dưới lá lúc chiều mát. Ba hôm một lần.
>> bac_loi Cảm ơn Lão Mai. Hai mươi năm rồi vẫn là bác trả lời đầu tiên.
> long_nuoi_ong Bác phun chiều tối giúp cháu, ban ngày ong nó ghé.

@co_hanh 37 5h
Bão gần vô, cô nhắn học trò: trường cho nghỉ hai ngày, các con ở nhà phụ ba mạ, đừng ra bờ đê coi nước. Bài tập cô không giao. Thiệt. #TrườngLàng
> minh_2k8 lần đầu tiên trong lịch sử luôn cô ơi
> be_na cô giữ gìn sức khoẻ nha cô, mái nhà cô tụi em qua chằng r á
>> co_hanh Cô thấy rồi, cái nút thắt hình nơ là của con phải không?

@lan 36 19h; fav 11
Tủ sách ngập 30 phân, bọn em đã bê được ba tầng dưới lên nóc. Bạn nào mượn sách chưa trả: cảm ơn các bạn, nhờ thế 47 cuốn an toàn.
> minh_2k8 lần đầu em được cảm ơn vì k trả sách
> thay_nghia Sáng mai tui qua phụ phơi, kẹp giấy bản vô cho hút nước.

@nam_shipper 31 8h
Sau bão đường ngõ 5 còn bùn trơn, anh em giao hàng đi sát mép phải. Em vừa vồ ếch, hàng nguyên vẹn, người cũng nguyên vẹn, lòng tự trọng thì không.
> y_ta_mai Trầy chỗ nào ghé trạm chị rửa cho, nước bùn dễ nhiễm trùng.
> co_tuyet Cháu ngã trước quán cô, cả quán vỗ tay là vì mừng cháu không sao.

@bich_nga 11 18h
Em cần xin nắp chai, vỏ hộp sữa, cuộn giấy để các con làm con rối. Ai gom được gửi ở cổng trường mầm non giúp em ạ.
> co_tuyet Nắp chai quán cô có cả bao, cháu cho đứa nào khoẻ ra bê.
> gia_bao Đội bóng bê được, bù lại cho tụi em xem rối nha cô.

@kim_chi 7 19h; cw Chuyện tâm linh, ai yếu bóng vía đừng đọc
Ba đêm nay đúng 12 giờ tiệm em có tiếng máy sấy tự kêu. Em ở một mình. Ổ cắm đã rút.
> ba_tung Tôi qua nghe rồi, là máy giặt nhà cô Tuyết vắt khô, vách chung.
>> kim_chi Sao 12 giờ đêm giặt đồ cô Tuyết ơi!
>>> co_tuyet Giờ đó điện rẻ cháu ạ.

@di_bay 46 17h
Dưa giá dì muối hai ngày là ăn, bí quyết là nước cơm vo lần hai với chút hẹ. Thịt kho mà có dĩa dưa giá thì nồi cơm nào cũng thiếu.
> thao_vy Dì ơi không có hẹ con thay hành lá được không ạ?
>> di_bay Được con, mà nó kém giòn chút. Hẹ dì trồng đầy, qua cắt.

@tien_dat 3 23h
Sắp đặt vé về Tết, trang bán vé treo từ 8 giờ tối. Bác nào có mẹo không ạ?
> anh_phu Không có vé thì nhắn anh, 26 Tết anh chạy ra, cabin còn một chỗ, có mền.
>> tien_dat Em cảm ơn anh Phú! Em mang theo bánh cho anh chống buồn ngủ.
> truongthon Cảm ơn anh Phú. Về tới nơi tôi mời hai anh em bữa cơm.

@ba_sau 27 6h
Hồi khuya bà trúng gió, gõ vách một cái là con Mai chạy qua liền, rồi thằng Tùng, rồi con Lan. Bà khoẻ rồi nghen, cảm ơn mấy đứa. Ở xa quê mà hông thấy xa.
> y_ta_mai Bà nhớ uống nước ấm, nghỉ bánh hai bữa. Con ghé đo lại chiều nay.
> lan Bà nghỉ đi ạ, bánh bò xóm con nhịn được. Hơi khó nhưng nhịn được.
> ong_tu Bà nghỉ, tui câu cá nấu cháo cho.
>> ba_sau Ông câu thì tới Tết bà mới có cháo.

@ong_giao_thu 13 20h
Đò sang bến gạo buổi mờ sương
Áo bạc con đi học bên đường
Bốn chục năm sau con lại đón
Thầy già, tay vịn mạn đò vương.
> hung_sua_xe Cháu đọc cho khách nghe, khách ngồi im tới lúc vá xong săm.
> chu_ba Bài này tui xin chép lên mạn đò nghen ông giáo.
>> ong_giao_thu Anh chép bằng sơn, nước lớn khỏi trôi.

@ut_men 23 19h; fav 9
Nay lãnh lương, tui gửi má 5 triệu, chừa lại 500 ngàn với một bụng tin tưởng vào lòng tốt của bà Sáu.
> ba_sau Có cơm nguội với mắm kho quẹt đó con, qua đi.
> thao_vy Anh qua rủ em với, em cũng tin tưởng.

@y_ta_mai 19 6h; poll Đi bộ trên đê buổi sáng|Thể dục ở sân đình|Ngủ thêm
Trạm định mở nhóm vận động cho các cô bác huyết áp cao. Bà con thích kiểu nào ạ?
> ong_tu Ngủ thêm có tính là vận động hông cô?
>> y_ta_mai Dạ không, mà con biết chú bầu ô thứ ba rồi.
> truongthon Tôi tham gia đi bộ. Đăng lên đây để con trai tôi thấy.
>> tien_dat Con thấy rồi ạ, bố đi đủ bảy hôm con mới tin.

@hai_yen 43 22h
Cô nào biết gỡ kẹo cao su dính tóc không ạ, 10 giờ đêm rồi mà nhà em có hai cái đầu dính vào nhau.
> kim_chi Thoa dầu ăn, chờ năm phút rồi gỡ từng sợi. Không được thì bế cả hai qua chị.
>> hai_yen Gỡ được rồi chị ơi! Giờ hai đứa thơm như khoai chiên.

@van_khoa 7 16h
Học trò nhỏ nhứt của xưởng: cu Tí nhà chị Yến, bữa ni đóng được cái ghế ba chân, bốn chân thì hắn kêu thừa.
> hai_yen Tối nó bắt cả nhà lần lượt lên ngồi. Bố nó ngồi nhẹ lắm.
> thay_nghia Ba chân thì không bao giờ cập kênh, đúng hình học. Khen cháu.

@tuan_anh 53 10h
Hướng dẫn các cụ tạo mật khẩu: lấy bốn từ chẳng liên quan, ví dụ "mướp đò phích chuông". Dài, dễ nhớ, khó đoán hơn ngày sinh của cháu đích tôn nhiều.
> bac_loi Thế tôi phải đổi rồi. Cả xóm biết ngày sinh cháu đích tôn.
> di_bay Dì để là "ca loc kho to", được hông con?
>> tuan_anh Được ạ, mà dì vừa đăng lên rồi nên phải đổi sang món khác thôi.
`
