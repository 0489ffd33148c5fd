/** Feast days, the dead, the old forum, verses, and the work of hands. */
export const memory = `
@bac_loi 10 21h; photo may_cu; fav 20
Tối nay mở lại bản sao lưu diễn đàn cây cảnh của tôi: 11.204 thành viên, 86 nghìn bài, tắt máy chủ tám năm rồi. Có bác vẫn để chữ ký "cây còn thì người còn". Mở xem từng trang mà như đi thăm làng cũ.
> tuan_anh Hồi cấp ba cháu học gõ mười ngón nhờ cãi nhau trên một diễn đàn như thế.
> ong_giao_thu Diễn đàn ấy tôi có tham gia, lấy tên là Lão Mai. Chắc bác không nhớ.
>> bac_loi Lão Mai! Bác là người chỉ tôi cách hãm mai nở đúng mùng Một. Ở cùng xóm mười năm mà không biết.
>>> ong_giao_thu Thế thì sáng mai mời quản trị viên sang xơi trà.
> lan Bác ơi nếu bác đồng ý, mình làm một bản đọc được để ở tủ sách, ai muốn tra cây gì cũng có.
>> bac_loi Được chứ, nhưng để tôi bỏ phần tin nhắn riêng ra đã. Của người ta gửi cho nhau, không phải của mình.

@bac_loi 35 20h
Ngày xưa vào diễn đàn phải chờ đường dây điện thoại rảnh, mẹ tôi nhấc máy một cái là rớt mạng. Giờ mạng nhanh quá mà ít ai ngồi viết một bài cho dài.
> thay_nghia Tui nhớ cái tiếng rè rè tít tít nớ, chừ nghe lại chắc chảy nước mắt.
> minh_2k8 rớt mạng vì nhấc điện thoại là sao ạ, em k hiểu
>> bac_loi Cháu cứ tưởng tượng có người mở cửa tủ lạnh mà cháu mất mạng ấy.

@ong_giao_thu 5 6h; photo sen; fav 17
Đầm làng sáng nay còn một đoá
Nở muộn như người đến họp sau
Chẳng ai trách móc, sen thơm cả
Sương tự nhường cho chỗ đứng đầu.
> co_hanh Dạ câu cuối hay quá thầy. Con xin chép cho lớp 9 nghe thầy.
>> ong_giao_thu Cô chép thì sửa giúp tôi chữ "họp", tôi còn phân vân với chữ "hội".
>>> co_hanh "Họp" mới có cái hồn nhiên của làng mình, thầy để nguyên đi ạ.
> truongthon Tôi đọc xong nghĩ ngay tới mấy bác đi họp muộn thứ Ba vừa rồi.

@ong_tu 16 7h; photo cau_ca; fav 14
Ngồi từ sáng tới xế trưa
Cá không cắn, chỉ có mưa cắn mình
Về nhà vợ hỏi thình lình:
Cá đâu? Tui nói: nó rình, chưa ăn.
> ba_sau Ông làm thơ hay hơn câu cá đó ông Tư.
> ong_giao_thu Lục bát gieo vần chắc tay lắm. Câu bốn tám chữ mà có cả kịch.
>> ong_tu Được ông giáo khen là no rồi, khỏi cần cá.
> ut_men Bác Tư cho con mượn bài này nói với vợ con nghen.

@di_bay 21 14h; photo mam_gio; fav 15
Mai giỗ má dì. Má thích canh khổ qua dồn thịt nên năm nào dì cũng nấu, dù ngoài này khổ qua đắng hơn trong quê. Ai rảnh trưa ghé ăn với dì cho ấm nhà, giỗ mà có ba người thì buồn.
> my_dung Con xin nghỉ nửa buổi qua phụ dì, con biết dồn khổ qua không bể.
> o_thom O đem dĩa ram tới góp, cúng xong mình ăn.
> anh_phu Tui vừa về tới, tui qua thắp cho bác cây nhang. Có cần chở bàn ghế không dì?
>> di_bay Có con, mượn giùm dì hai cái bàn tròn ở nhà văn hoá.
> truongthon Bàn tôi cho cháu bê sang rồi. Mai tôi có mặt.
~ Giỗ má hôm nay được ba mâm. Cảm ơn bà con nhiều lắm, má chắc vui.

@van_khoa 26 21h
Làm mộc hai chục năm, cái khó nhứt không phải đóng mới mà là sửa đồ có kỷ niệm. Người ta không chỉ muốn nó chắc, người ta muốn nó vẫn là nó.
> bac_loi Đúng như cái ghế của bố tôi. Vết dao tôi nghịch hồi lên bảy vẫn còn.
> lan Em đọc câu này ba lần. Cho em dán lên cửa tủ sách nhé anh.
>> van_khoa Dán thì dán, mà đừng ghi tên, kỳ lắm.

@truongthon 2 20h; fav 12
Năm nay xóm gói bánh chưng chung ở sân đình như mọi năm. Đăng ký gạo, thịt, đỗ ở đây để cô Thắm gom mua một thể cho rẻ. Mỗi nhà cử một người trông lửa, ca đêm có khoai nướng. #Tết
> chi_tham Em chốt giá nếp cái hoa vàng 32k, đỗ tách vỏ 45k, lá dong em xin được bên Tràng.
> hai_yen Nhà em mười cái ạ, cử chồng em trông lửa, dặn trước là anh ấy hay ngủ.
>> ba_tung Tôi trông cùng anh ấy, ngủ thì tôi quẹt nhọ nồi.
> di_bay Cho dì gói thêm năm đòn bánh tét nghen, trong Nam không có bánh vuông dì quen tay tròn.
>> truongthon Vuông tròn đủ cả mới là Tết. Dì cần lá chuối để tôi bảo cháu rọc.

@thuy_truc 6 20h; photo dao; fav 11
Có bác hỏi đào tuốt lá khi nào. Nhà em tuốt trước Tết chừng 50 đến 60 ngày, năm ấm thì muộn hơn một tuần. Cành này em ép nở sớm cho một cụ muốn nhìn hoa, cụ yếu rồi. #Tết
> bac_loi Chuẩn đấy cháu. Thêm cái là tuốt xong đừng tưới đẫm, để khô chừng mười ngày cho cây nghĩ.
> me_bong Đọc tới chữ "cụ yếu rồi" mà cay mắt.

@ba_sau 43 19h; photo banh_chung
Coi hình mấy cô chú gói bánh chưng năm ngoái mà nhớ. Má tui ngày xưa thức canh nồi bánh tét, kể chuyện ông bà đi ghe chài, tui ngủ gục, sáng dậy thấy mền đắp ngang bụng.
> ong_tu Tới giờ nghe tiếng củi nổ lách tách tui còn buồn ngủ theo thói quen.
> my_dung Má con cũng vậy bà, hai giờ sáng còn kêu dậy vớt bánh, giận mà giờ muốn được kêu một lần nữa.

@chu_ba 11 6h; photo do; fav 16
Ba mươi bốn năm đưa đò, sáng nay chở một thằng nhỏ đi thi, nó nói "chú Ba chở cả ba con đi học ngày xưa đó". Tui nhìn kỹ lại, đúng cái trán đó. Thời gian nó trôi hơn nước.
> co_hanh Chú viết như văn rứa chú Ba.
> hung_sua_xe Cháu cũng từng đi học trên đò chú. Có lần rơi cái dép, chú bơi theo vớt.
>> chu_ba Chiếc bên trái. Tui nhớ vì vớt xong bây đi thi rớt.
>>> hung_sua_xe Chuyện rớt chú không cần nhớ đâu ạ.

@my_dung 30 22h; photo cau_khi; cw Nhớ nhà, hơi buồn
Má gửi hình cây cầu khỉ sau nhà, năm sau xã xây cầu bê tông rồi. Mừng cho mấy đứa nhỏ đi học khỏi té, mà trong bụng thấy như ai tháo mất cái cửa nhà mình.
> ut_men Tui té cầu đó cỡ hai chục lần, cũng nhớ y như chị.
> bao_ngoc Cho mình mượn tấm hình nhé, mình vẽ lại gửi tặng hai má con.
>> my_dung Dạ chị ơi em cảm ơn chị nhiều nhiều.

@anh_phu 8 19h; photo hoang_hon
Chạy ngang Phú Yên đúng lúc mặt trời xuống ruộng. Tấp vô lề năm phút, tắt máy, nghe tiếng ếch. Đời tài xế được mấy lúc như ri.
> long_nuoi_ong Đi nhiều cũng có cái lãi của nó anh ạ.
> me_bong Anh Phú lái cẩn thận nhé, chị nhà vừa hỏi em "ổng đăng hình rồi, mà sao chưa gọi".
>> anh_phu Chết, gọi liền đây.

@h_linh_nie 37 11h; vis unlisted
Ở buôn em, khách tới nhà được mời ché rượu cần, già trẻ ngồi vòng. Ra đây em thấy quán trà đá cô Tuyết cũng là một cái ché, chỉ khác là không say.
> co_tuyet Cháu nói hay quá, cô miễn cho ly hôm nay.
> ong_giao_thu Một cái ché không say mà say nhất xóm, vì ai uống vào cũng nói thật.

@co_hanh 45 20h
Học sinh tả bà: "Bà em có mùi dầu gió và mùi bánh quy trong túi áo." Cô chấm mà phải bỏ bút ra hiên đứng một chút.
> hai_yen Câu này em chịu, ngày nào thằng con em cũng bòn bánh trong túi bà nội nó.
> ong_giao_thu Văn chương ở đấy chứ ở đâu nữa.

@ong_giao_thu 52 19h; photo quan_nuoc
Hôm nay các cụ ngồi quán cô Tuyết cãi nhau xem cây đa bao nhiêu tuổi. Tôi còn giữ tờ khai năm Bính Tý của cụ thân sinh, ghi "cây đa ông nội tôi trồng". Vậy tối thiểu một trăm năm mươi.
> bac_loi Xin bác cho cháu chụp lại tờ giấy để lưu. Mối ăn một cái là mất.
>> ong_giao_thu Mời anh, nhưng chụp không đèn, giấy mỏng lắm rồi.
> be_na 150 tủi mà vẫn xanh mướt luôn, skincare gì z trời
`
