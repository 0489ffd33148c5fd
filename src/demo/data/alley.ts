/** Questions, lost things, borrowed things: the lane by day. The notation is explained in src/demo/script.ts. */
export const alley = `
@lan 2 19h; photo ke_sach; fav 14; pin
Tủ sách xóm vừa nhận thêm 42 cuốn của một bác xin giấu tên. Có trọn bộ truyện thiếu nhi bìa cứng, mấy cuốn nấu ăn và một chồng báo cũ từ hồi còn tem phiếu. Chiều thứ Bảy mở cửa, ai rảnh qua phụ em dán gáy với ạ. #TủSáchXóm
> me_bong Có truyện tranh cho bé 3 tuổi không em, loại xé không rách ấy?
>> lan Có bốn cuốn bìa bồi chị ạ. Một cuốn đã có vết răng sẵn nên Bông cứ yên tâm.
>>> me_bong Chết cười. Giữ cho chị cuốn có vết răng nhé, hợp gu nhà chị.
> ong_giao_thu Chồng báo cũ nếu cô chưa phân loại thì để tôi xem giúp. Tôi nhớ có số đăng bài thơ của một ông bạn đã mất.
>> lan Dạ cháu để riêng chờ ông. Ông ra sớm cháu pha trà.
> minh_2k8 có truyện trinh thám k chị ơi
>> lan Có, nhưng em còn nợ chị hai cuốn từ hè đấy Minh.
>>> minh_2k8 dạ em tưởng chị quên r 🥲

@phong_meo 9 21h; photo meo_tuong; fav 17
Nhà em lạc mất con Mướp, mèo tam thể đực (vâng, đực, hiếm lắm), đuôi cụt một đốt, đeo vòng xanh. Mất từ tối qua đoạn giếng làng. Ai thấy nhắn em, em hậu tạ một chầu bún riêu. #TìmMèo
> bao_ngoc Sáng nay mình ngồi vẽ ở tường nhà cụ Chánh có thấy một con y hệt nằm phơi nắng. Mình còn đang vẽ dở đây này.
>> phong_meo Trời ơi chị vẽ luôn cái đuôi cho em xem với!
>>> bao_ngoc Đuôi cụt thật. Nó nhìn mình khinh lắm.
>>>> phong_meo Đúng nó rồi!!! Em chạy ra liền.
> ba_sau Coi chừng nó đi theo gái đó con. Mèo đực tháng này hay vậy lắm.
> ba_tung Tối nay đi tuần tôi để ý thêm. Có vòng cổ thì dễ nhận.
~ Cập nhật: đã về. Về đúng lúc mở hộp pate. Cảm ơn chị Bảo Ngọc và cả xóm, chầu bún riêu tối mai ở quán đầu đê.

@me_bong 14 8h; fav 5
Cả nhà cho em hỏi có ai biết thợ sửa ống nước nào tử tế không ạ? Bồn rửa nhà em rỉ từ hôm kia, gọi số dán ở cột điện thì họ đòi 800 nghìn chưa tính vật tư.
> lan Chị gọi anh @duc_dien_nuoc nhé. Nhà em thay cả đoạn ống mới có 150 nghìn, dọn sạch sẽ rồi mới về.
> duc_dien_nuoc Rứa thì chiều ni tui ghé coi. Rỉ ở chỗ nối hay ở chân vòi hè? Chụp cho tui cái ảnh là tui đoán được luôn.
>> me_bong Em chụp rồi ạ, ở chỗ nối chữ S phía dưới, cứ xả nước là nhỏ giọt.
>>> duc_dien_nuoc Đứt cái gioăng thôi, mười lăm nghìn. 800 nghìn là hắn tính mua lại cái bồn của chị đó.
> ngoc_anh Số dán cột điện toàn thợ dạo bà con ạ, bóc đi đỡ rác cột.
> me_bong Xong rồi cả nhà ơi, anh Đức lấy đúng 50 nghìn cả công. Cảm ơn xóm mình!

@thao_vy 21 22h
Có ai đang dùng mạng nhà cung cấp nào ổn ở ngõ 3 không ạ? Em học online mà cứ 9 giờ tối là cô giáo đứng hình, em cũng đứng hình theo.
> tuan_anh Khoan đổi nhà mạng, em xem cục phát đặt ở đâu đã. Lần trước nhà bác Lợi để cục phát trong tủ bếp cạnh lò vi sóng.
>> bac_loi Tôi để đấy cho mát!
>>> tuan_anh Dạ cháu đã bê ra rồi, bác đừng bê vào lại là được ạ.
> thao_vy Em mới ra xem, nó lại nằm trong tủ bếp anh ơi...
>> bac_loi Tại hôm qua giỗ, dọn bàn nên tôi cất tạm. Để ra ngay đây.

@hai_yen 6 17h
Ai nhặt được cái áo khoác đồng phục cỡ 10, trong túi có một viên bi và nửa cái bánh mì thì của thằng Tí nhà tôi ạ. Đây là cái thứ ba trong học kỳ.
> bich_nga Chị ơi hình như ở cầu thang lớp Lá, em thấy treo ở đó từ thứ Hai. Sao lớp 5 mà áo lại ở trường mầm non ạ?
>> hai_yen Nó đi đón em nó đấy em. Đón được em thì để quên áo, hôm trước đón được áo thì để quên em.
> co_tuyet Nửa cái bánh mì chắc không còn nguyên nữa đâu em ơi, kiến nó ăn rồi.

@kim_chi 11 10h; poll Để dài, buộc lên|Cắt ngang vai|Tém hẳn cho mát|Hỏi chồng trước đã
Khách hỏi em mà em cũng bí: mặt tròn, cổ ngắn, nóng 38 độ thì nên để tóc thế nào. Cả xóm bỏ phiếu giúp em, khách đang ngồi chờ ủ.
> me_bong Khách là em đây, mọi người bình chọn nhẹ tay với.
> ut_men Tém đi chị, tém xong đội nón lá khỏi ai biết.
> di_bay Mặt tròn để ngang vai nó ôm, coi hiền. Đừng nghe thằng Út.

@co_tuyet 4 7h; fav 9
Ai tối qua ngồi trà đá để quên cái chìa khoá xe có móc hình con ếch thì ra lấy. Tôi treo ở thanh xà, cạnh sổ nợ, tiện thể xem sổ luôn.
> dinh_cuong Ếch của cháu cô ơi. Cháu dắt bộ xe về mới nhớ ra là không có chìa.
>> co_tuyet Ra đi. Sổ ghi ba ly trà với hai gói hướng dương.
>>> dinh_cuong Hướng dương thằng Bảo ăn mà cô!
>>>> gia_bao Bạn bè mà tính toán thế à.

@duc_dien_nuoc 18 12h; fav 11; photo nen
Nhắc bà con: cầu dao chống giật có cái nút chữ T, mỗi tháng bấm một lần xem có nhảy không. Không nhảy là hư, thay cái mới trăm mấy nghìn rẻ hơn nhiều thứ. #MẹoNhà
> hai_yen Em vừa bấm, cả nhà tối thui, chồng đang họp. Cảm ơn anh, nó vẫn tốt ạ.
> thay_nghia Chu đáo. Tui ở đây ba chục năm chừ mới biết cái nút nớ để mần chi.
>> duc_dien_nuoc Dạ thầy bấm xong nhớ gạt lên lại, lần trước cụ Chánh bấm rồi thắp đèn dầu hai bữa.

@bac_loi 33 9h
Có ai còn giữ cái thang chữ A của xóm không? Lần cuối tôi nhớ là treo đèn Trung thu, mà Trung thu năm nào thì tôi không nhớ.
> van_khoa Thang đang ở xưởng con bác ạ. Gãy một bậc, con thay gỗ keo rồi mà chưa ai tới lấy.
> truongthon Anh Khoa cho xin hoá đơn gỗ để quỹ xóm thanh toán. Thang xong để về nhà văn hoá, có sổ mượn đàng hoàng.
>> van_khoa Dạ có một thanh gỗ vụn thôi chú, tính toán chi.

@thuy_truc 3 6h; photo hoa; fav 10
Sáng nay hoa về sớm: cúc mắt nai 25k bó, hồng quê 40k chục, sen cuối mùa chỉ còn hai bó, ai lấy em để. Ngày Rằm em mở từ 4 rưỡi. #ChợQuê
> co_hanh Em để cô một bó sen nghe, dạy xong tiết hai cô chạy qua.
>> thuy_truc Dạ em cắm nước đá cho cô, nở vừa chiều.
> o_thom Còn cúc trắng không em? Mai nhà o cúng cơm ông nội.
>> thuy_truc Còn ạ, em chọn bông vừa hé cho bền. O lấy mấy bó?
>>> o_thom Hai bó thôi, cắm bình nhỏ mà.

@tien_dat 26 23h
Mọi người cho em hỏi bố em dạo này có uống thuốc huyết áp đều không ạ? Em gọi thì bố bảo "đều", mà giọng nghe không đều lắm.
> y_ta_mai Bác mới ra trạm đo hôm thứ Ba, 145/90. Chị dặn rồi, em gọi nhắc bác mỗi sáng giúp chị.
> truongthon Việc trong nhà mà cũng đem lên đây à con.
>> tien_dat Dạ tại trong nhà bố không nói thật.
>>> ba_sau Nó thương nó mới hỏi. Ông uống đi cho con nó học.
>>>> truongthon Thì uống rồi đây. Báo cáo: 7 giờ 15, một viên, nước đun sôi để nguội.

@van_khoa 28 16h; photo ghe_go; fav 13
Có cái ghế tựa của cụ thân sinh một bác trong xóm, gãy chân mối ăn, định đem đốt. Xin về ghép lại chừ ngồi được rồi. Bác có đổi ý thì qua lấy, không thì tui để ở tủ sách cho mấy đứa nhỏ ngồi đọc.
> bac_loi Ghế của bố tôi đấy. Nhìn ảnh mà nghẹn. Để ở tủ sách đi cháu, cụ ngày xưa mê sách lắm.
>> van_khoa Dạ, con khắc tên cụ nhỏ nhỏ dưới mặt ghế nghe bác.
> lan Em cảm ơn anh Khoa, cảm ơn bác Lợi. Em hứa không cho đứa nào bôi bánh lên.

@be_na 5 20h
mn ơi có ai bít chỗ nào photo bài còn mở k, mai e nộp mà máy in nhà e nó khóc ra mực hồng 😭
> tuan_anh Gửi file qua nhà anh in cho. Mấy trang?
>> be_na dạ 46 trang ạ 🥹
>>> tuan_anh ... Mang giấy qua nhé em.
> co_hanh Bài cô giao từ tuần trước mà Na, chừ mới in hả con.
>> be_na dạ tại... cô ơi sao cô thấy được ạ 😭

@nam_shipper 7 20h; fav 8
Xin các bác gắn số nhà. Ngõ 5 có ba nhà tự nhận là "nhà cổng xanh", trong đó một cái màu xám.
> hai_yen Cổng xám nhà tôi hồi xưa xanh thật, nắng quá nó bạc em ạ.
> truongthon Số nhà đã cấp đủ từ năm kia, ai chưa gắn ra nhà văn hoá nhận biển. Kèm hai cái đinh.
>> nam_shipper Dạ cháu xin nhận giùm cả ngõ 5, tiện đường cháu đóng luôn cho.
> ut_men Nhà tui cổng tre, khỏi lộn, gió thổi là nó tự mở.

@my_dung 12 22h
Có ai biết chỗ nào bán cọng bông súng ở đây không ạ? Tự nhiên thèm canh chua má nấu quá trời.
> di_bay Ngoài này hông có đâu con. Dì hay thế bằng dọc mùng, tước vỏ bóp muối cho khỏi ngứa. Cuối tuần qua dì nấu cho ăn.
>> my_dung Dạ con qua nha dì, con đem me với cá.
> chi_tham Dọc mùng sáng nào hàng chị cũng có nhé em, 10 nghìn một mớ to.
> ut_men Cho ké với, tui đem cái miệng.

@hung_sua_xe 1 18h; photo sua_xe; fav 12
Đoạn chân cầu ai rải đinh hay sao mà từ sáng tới giờ em vá mười một cái săm, toàn đinh ba chân. Bà con đi chậm, men theo lề trong. Em thề không phải em rải. #CảnhBáo
> ba_tung Tôi lấy nam châm ra rà rồi, được một nắm. Tối nay mắc cái đèn ở đó.
> nam_shipper Xác nhận, em là cái săm số bảy.
>> hung_sua_xe Số bảy anh giảm giá rồi còn gì.
> co_tuyet Chúng tôi tin chú Hùng. Hôm nay chú còn không kịp ăn trưa.

@ngoc_anh 16 11h
Em hỏi hơi vô duyên: chuông chùa Gạo dạo này đổi giờ ạ? Sáng em canh chuông dậy đi làm, mấy hôm nay toàn trễ.
> ong_giao_thu Sư bác ốm, chú tiểu đánh thay nên muộn chừng một khắc. Cô đặt thêm đồng hồ đi.
> ong_tu Tui cũng canh chuông đi câu, cá nó quen giờ cũ hết trơn rồi.
`
