/** Neighbours teasing, neighbours quarrelling and making up, talk for friends only. */
export const teasing = `
@phong_meo 1 22h; photo cun; fav 13
Xin trân trọng thông báo: tôi vừa nhận một con CHÓ. Nó ngồi trước cửa ba ngày không chịu đi. Sáu con mèo đang họp khẩn.
> co_tuyet Tiểu sử ghi "không nhận thêm".
>> phong_meo Ghi là không nhận thêm MÈO ạ.
> ong_tu Nó con chó nào vậy, cho tui coi, lỡ con của con Vàng nhà tui.
>> phong_meo Giống lắm ông ơi, cái mặt y chang lúc tha máy ảnh.
>>> ong_tu Thôi xong, tui làm ông nội rồi.
> y_ta_mai Nhớ đưa đi tiêm phòng nhé anh Phong.

@kim_chi 3 9h; fav 8
Tiệm em vừa lắp gương mới, ai vào cũng khen mình gầy đi. Em chưa dám nói là gương bị cong.
> me_bong Đừng nói! Em đang định qua soi mỗi sáng.
> duc_dien_nuoc Gương tui treo đó, treo thẳng băng hí. Cong là do người.
>> kim_chi Anh Đức hôm nay hết được giảm giá nha.

@ut_men 6 20h
Bữa nay tui kêu bà chủ quán "cho con chén cơm", bả đem ra cái chén bé xíu uống trà. Ngoài này chén là ly, bát mới là chén, tô là bát. Tui đói mà tui phải học ngoại ngữ.
> hai_yen Em vào Sài Gòn gọi "cho em cái thìa", người ta nhìn như em hỏi mua tàu ngầm.
> o_thom Rứa vô Huế kêu "cho xin cái đọi" thì tụi bây biết chi không?
>> ut_men Đọi là cái gì vậy O?
>>> o_thom Là cái bát, mà cũng là cái chén, mà không phải cái ly.
>>>> ut_men Thôi con ăn bằng tay.

@hung_sua_xe 15 17h
Có cô khách đem xe tới bảo "xe kêu cót két". Tháo tung ra kiểm tra hai tiếng, hoá ra là cái ghế trẻ con có con vịt cao su.
> me_bong Là xe em. Em xin lỗi anh Hùng. Con vịt tên là Bông nhỏ.
>> hung_sua_xe Anh bôi trơn cho con vịt luôn rồi, hết kêu.

@tuan_anh 19 22h; fav 10
Danh sách "anh ơi máy em hỏng" tháng này: 4 máy chưa cắm điện, 2 chuột hết pin, 1 máy in hết giấy, 1 máy hỏng thật. Máy hỏng thật là của tôi.
> bac_loi Một trong hai con chuột hết pin là của tôi, tôi nhận.
> co_hanh Máy in hết giấy là của cô, mà hắn báo đèn đỏ cô tưởng hắn giận.
>> tuan_anh Dạ nó giận thật đó cô, để nó nhịn giấy hai ngày cơ mà.

@ba_tung 22 8h
Tối qua 23h có tiếng loa karaoke ở ngõ 4. Tôi tới nơi thì chủ nhà đưa micro mời. Tôi từ chối, có người làm chứng.
> kim_chi Em làm chứng: anh từ chối sau khi hát xong hai bài.
>> ba_tung Một bài rưỡi. Bài sau tôi tắt giữa chừng vì quá 23 giờ.
> truongthon Quy ước xóm: sau 22 giờ tắt loa. Lần này nhắc nhở, kể cả người đi nhắc.

@hai_yen 2 21h; vis private
Nói với mấy người thân thôi: tuần này mình mệt quá, sổ sách cuối quý, con ốm, chồng công tác. Ngồi trong xe ở hầm gửi mười phút mới dám lên nhà.
> me_bong Chị ơi mai em đón hai cu về chơi với Bông, chị ngủ một giấc đi.
>> hai_yen Chị cảm ơn em. Nó ăn khoẻ lắm đấy.
> lan Em nấu cháo mang qua để ở cửa, chị không phải tiếp khách đâu nhé.

@lan 17 22h; vis private
Chỉ nói với bạn bè: có người gửi cho tủ sách 5 triệu, ghi "tiền nhuận bút bài thơ năm 1972, xin trả lại cho sách". Mình biết là ai rồi mà hứa không nói.
> bao_ngoc Xóm mình cứ như trong truyện ấy.
> co_hanh Cô cũng đoán ra rồi. Im lặng mà thương.

@thao_vy 12 20h; vis direct
@lan chị ơi em xin phép mượn chìa khoá tủ sách tối thứ Sáu để họp nhóm bài tập lớn được không ạ, bọn em năm đứa, hứa trật tự.
> lan Được em, chìa ở chỗ cô Tuyết. Đừng cho Minh ăn hướng dương trong đó.
>> thao_vy Dạ em cảm ơn chị, em canh bạn ấy ạ!

@duc_dien_nuoc 28 20h; vis direct
@truongthon bác nì, cái bơm nhà văn hoá tui thay phốt rồi, hết 85 nghìn, bác khỏi chi, coi như tui góp.
> truongthon Cảm ơn chú nhưng việc chung phải rõ ràng. Tôi ghi vào sổ là chú ủng hộ 85 nghìn.

@co_tuyet 9 11h; fav 15
Công bố sổ nợ tháng: nhiều nhất là cụ Chánh, 46 ly, nhưng cụ trả bằng chuyện kể nên còn dư. Nhì là Minh. Minh không có chuyện gì để kể.
> minh_2k8 em có chuyện em bị điểm kém nè cô
>> co_tuyet Chuyện đó cũ rồi, cả xóm biết.
> gia_bao Cho đội bóng trả bằng chuyện thua được không cô, bọn cháu nhiều lắm.

@me_bong 24 21h
Chồng em tự tay lắp cái kệ "xong trong 15 phút". Bây giờ là giờ thứ ba, thừa bốn con ốc, kệ đứng được nếu không ai thở mạnh.
> van_khoa Bốn con ốc nớ là giữ cái chân sau. Đừng để Bông lại gần, sáng mai tui qua.
>> me_bong Anh ấy bảo "thừa là do nhà sản xuất tặng".
>>> van_khoa Mười người thì chín người nói rứa.

@dieu_linh 34 10h; poll Ít ngọt|Ngọt vừa|Ngọt như chuyện tình người ta
Em chỉnh công thức bông lan, cần ý kiến bà con. Người chọn phương án ba vui lòng để lại địa chỉ nha sĩ.
> ba_sau Bánh mà lạt thì ăn cơm cho rồi con.
> y_ta_mai Ít ngọt giúp em, xóm mình đường huyết cao nhiều lắm.
>> ba_sau Cô y tá nói vậy thì bà cũng bầu ít ngọt, mà bà bầu trong đau khổ.

@long_nuoi_ong 16 16h
Xin lỗi bác nào phơi chăn đỏ ở bãi hôm nay, đàn ong nhà tôi tưởng hoa. Không ai bị đốt, chỉ có cái chăn bị khảo sát kỹ.
> bac_loi Chăn nhà tôi. Ong xem xong không lấy, tức là chăn xấu.
> thuy_truc Chăn con công hả bác, ong nó nhầm là phải.

@tuan_anh 42 9h; photo san_thuong
Lên sân thượng chỉnh ăng ten, nhìn xuống thấy áo đội bóng ngõ 5 phơi thành hàng, số 1 của Cường vẫn trắng tinh. Biết vì sao thua chưa?
> dinh_cuong Áo em giặt kỹ!
> gia_bao Thủ môn mà áo không bẩn là có vấn đề thật.

@nam_shipper 26 13h
Giao cơm cho nhà số 19, chuông hỏng, gọi không nghe, chó sủa thay. Em nói chuyện với con chó mười phút, nó biết em hết chuyện đời rồi mà chủ vẫn chưa ra.
> co_tuyet Nhà 19 ông bà điếc cả hai, cháu giật cái dây có quả bưởi khô trước cửa, trong nhà lắc chuông đấy.
>> nam_shipper Ôi em tưởng để trang trí ạ.

@bao_ngoc 20 15h; photo mua_trang; fav 14
Xong bức toàn xóm nhìn từ gác nhà bác Lợi. Ai nhận ra nhà mình thì chỉ, mình ghi tên nhỏ xíu dưới mái.
> hai_yen Nhà có dây phơi toàn quần áo trẻ con là nhà em, khỏi tìm.
> phong_meo Nhà có bảy chấm trên mái là nhà em.
>> bao_ngoc Sáu chấm mèo, chấm thứ bảy là con nào?
>>> phong_meo Dạ... con mèo hàng xóm. Em thề.

@truongthon 13 19h
Việc họp xóm tối thứ Ba: bắt đầu 19h30. Năm ngoái "19h30" thực tế là 20h05. Năm nay ai đến đúng giờ có chè, muộn thì còn nước chè.
> hung_sua_xe Chè hay nước chè đều được bác, cháu dọn đồ 19h mới xong.
> ong_tu Tui tới từ 6 giờ để giành ghế có tựa.
> kim_chi Biên bản cháu ghi nhé bác, lần trước chú Tùng ghi toàn chữ "vân vân".

@loa_xom 4 18h
Nhặt được: một đôi kính lão gọng đồng, một chiếc dép trái, một hàm răng giả. Xin mời các cụ ra nhà văn hoá nhận, không hỏi thăm gì thêm.
> ong_tu Cái thứ ba hổng phải của tui à nghen.
>> ba_sau Có ai hỏi đâu mà ông khai.
>>> ong_tu Thì tui nói trước.
`
