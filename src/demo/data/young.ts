/** School, football in the alley, the young and those who put up with them. */
export const young = `
@minh_2k8 0; fav 9
mai kiểm tra 15p Lý mà giờ em mới biết. ai 12A3 cứu bài 7 vs, em hứa trả ơn bằng trà đá
> be_na e lớp 11 mà e cũng bít mai a kt, a hok bít là sao
> thay_nghia Bài 7 là con lắc lò xo. Nhớ ba thứ: biên độ, tần số góc, pha ban đầu. Chín giờ qua nhà thầy, thầy giảng hai mươi phút.
>> minh_2k8 thầy là ân nhân đời em ạ 🙏
>>> co_tuyet Trả ơn thầy bằng trà đá thì nhớ trả nợ trà đá cũ trước đã.

@gia_bao 4 20h; photo bong_da; fav 14
Kết quả: Ngõ 5 thua Ngõ 2 với tỉ số 3-7. Chúng tôi kiểm soát bóng tốt trong mười phút đi nhặt bóng dưới mương. #BóngĐáNgõ
> dinh_cuong Bảy quả thì năm quả là do nắng chiếu vào mắt tôi.
>> gia_bao Trận đá lúc 6 rưỡi tối Cường ơi.
>>> dinh_cuong Đèn đường chiếu.
> hai_yen Nhắc các anh: bóng bay vào nồi canh nhà tôi lần thứ hai trong tháng. Tôi giữ bóng.
>> gia_bao Chị cho đội em chuộc bằng một buổi thông cống ạ.
> tuan_anh Tuần sau cho anh vào đá hậu vệ, anh béo, khó đi qua.

@gia_bao 12 9h; poll Chiều thứ Bảy 17h|Sáng Chủ Nhật 6h|Tối có đèn 19h30
Chọn giờ đá giao hữu với các chú U50 xóm bên. Các chú đá ít chạy nhưng vào bóng rất có kinh nghiệm sống.
> hung_sua_xe Sáng Chủ Nhật chú vá xe. Tối đi, đèn để chú mắc.
> y_ta_mai Giờ nào cũng được, miễn khởi động kỹ. Tháng trước trạm tiếp ba cái bong gân toàn U50.

@co_hanh 18 19h; photo truong; fav 16
Trường mình cần người kể chuyện cho học sinh lớp 6: nghề của ông bà, chuyện làng xưa, chi cũng được, mười lăm phút thôi. Mấy đứa nhỏ chừ đọc nhiều mà nghe ít. #TrườngLàng
> chu_ba Tui kể chuyện đưa đò mùa nước nổi được hông cô? Có ma đó.
>> co_hanh Dạ được chú, có ma thì cả lớp im phăng phắc luôn.
> ong_giao_thu Tôi đọc vài bài ca dao, chỉ xin ghế có tựa.
> h_linh_nie Em kể chuyện con suối của buôn em nha cô, em mang chiêng nhỏ theo.
>> co_hanh Quý quá em ơi. Cô xếp em tuần đầu, chú Ba tuần hai, ông giáo tuần ba.
~ Cập nhật: đã đủ sáu tuần kể chuyện. Cô trò lớp 6 cảm ơn cả xóm.

@bich_nga 23 17h; vis unlisted
Hôm nay một bạn 4 tuổi hỏi em: "Cô ơi, hôm qua đi đâu rồi?" Em đứng hình luôn, ai trả lời giúp em với.
> me_bong Bông nhà chị bảo hôm qua "ngủ trong cái gối".
> ong_tu Hôm qua đi câu rồi, chiều nó về.
> co_hanh Câu ni đem ra đề thi đại học cũng được nữa.

@be_na 9 22h; photo trang; fav 12
vẽ xong bức "nóc nhà lúc 10h đêm" r nè, con mèo trên nóc là Mướp nhà chú Phong, nó ngồi iên cho e vẽ tận 20p 🌙 mn chấm nhẹ tay nha
> bao_ngoc Mảng tối em giữ tốt lắm, ô cửa vàng đặt đúng chỗ. Thử cho mái nhà ngả xanh thêm một chút xem.
>> be_na dạ chị!! e sửa liền. cho e qua học ké chị cuối tuần đc hok ạ
>>> bao_ngoc Được, mang theo giấy với bánh tráng.
> phong_meo Nó ngồi yên 20 phút vì rình con chim sẻ đấy em.

@hai_yen 13 7h
Nhờ các bác đi làm ngang cổng trường đi chậm giúp ạ. Sáng nay suýt có va chạm vì một xe máy chạy ngược chiều đúng giờ các cháu vào lớp. #TrườngLàng
> ba_tung Từ mai 6h45 tôi với bác Lợi đứng cầm cờ hai bên. Ai chạy ngược tôi mời xuống uống trà nói chuyện.
> bac_loi Cờ tôi may rồi, hơi to, tại còn thừa vải.
>> hai_yen Em cảm ơn hai bác, thằng nhà em bảo trông như đua ngựa.

@thao_vy 7 23h
Đi làm thêm về 11 giờ đêm, ngõ tối om, tự nhiên có ánh đèn pin rọi theo từ xa, sợ muốn khóc. Hoá ra anh Tùng đi tuần, soi cho em khỏi vấp ổ gà. Xóm mình đáng yêu thật.
> ba_tung Xin lỗi làm em sợ. Lần sau anh hát trước cho biết.
>> kim_chi Anh Tùng mà hát thì sợ hơn đó.
> duc_dien_nuoc Cái đèn đầu ngõ 4 hư bóng, mai tui thay. Đáng lẽ phải nói sớm chớ em.

@minh_2k8 32 16h
cho em hỏi ngành công nghệ thông tin có cần giỏi toán k ạ hay chỉ cần thức khuya
> tuan_anh Cần cả hai, nhưng cái thứ hai là hậu quả chứ không phải điều kiện.
> thay_nghia Cần chi thì cần, không bỏ tiết ôn thi đã rồi nói.
> tuan_anh Cuối tuần qua anh, anh cho làm thử một trang web. Nếu sau ba tiếng mà vẫn thấy vui thì thi.
>> minh_2k8 dạ em qua, có được ăn mì k ạ
>>> tuan_anh Có, và đó là bài học đầu tiên của nghề.

@tien_dat 14 21h
Ký túc xá em có đứa bạn đem mắm tôm vào phòng, ban quản lý tưởng rò khí ga, sơ tán cả tầng. Em nhớ nhà quá.
> ut_men Mắm tôm vậy chớ mắm ba khía má tui gửi ra, bưu cục gọi điện hỏi trong thùng có gì sống hông.
> truongthon Học hành thế nào mà cả tối ngồi mạng?
>> tien_dat Dạ điểm giữa kỳ 8,5 ạ bố.
>>> truongthon Ừ. Ăn uống đầy đủ vào. Tết về bố ra ga đón.

@dinh_cuong 25 12h
Bán sim bốn năm rồi mà mẹ em vẫn giới thiệu với khách là "nó làm viễn thông".
> kim_chi Mẹ chị giới thiệu chị làm "mỹ thuật tạo hình".
> ut_men Tui làm hồ, má tui kêu "kỹ sư vật liệu".
>> van_khoa Tui thợ mộc, mạ tui nói gọn: "hắn đục".

@lan 29 15h; photo den_long; fav 13
Đêm rước đèn của tủ sách: 31 cháu, 29 cái đèn còn nguyên, 1 cái cháy, 1 cái bị con Vàng nhà ông Tư tha mất. Ảnh vẽ lại của cô Bảo Ngọc, vì máy ảnh của em cũng bị con Vàng tha. #TủSáchXóm
> ong_tu Đèn thì nó trả rồi, máy hình nó đang giấu dưới gốc mận, tui kiếm được rồi nghen.
>> lan Trời ơi ông ơi máy còn chạy không ạ?
>>> ong_tu Còn, có chụp được hai tấm cái mõm nó.

@me_bong 0; fav 7
Bông vừa hỏi: "Mẹ ơi sao con kiến đi làm mà không đội mũ bảo hiểm?" Em đang tìm câu trả lời có trách nhiệm.
> hung_sua_xe Nó đi bộ mà cháu, đi bộ đúng lề là được.
> bich_nga Chị bảo bạn ấy kiến có cái đầu cứng sẵn rồi, còn Bông thì chưa.

@hai_yen 33 21h; poll Cho một quyển truyện|Cho 20 nghìn|Cho nghỉ rửa bát một tuần
Con học kỳ này hết ba lần mất áo khoác, nhưng tự giác dắt em qua đường mỗi ngày. Theo các bác thưởng gì thì hợp?
> lan Truyện ạ, cho cháu qua tủ sách tự chọn, em đóng dấu riêng.
> minh_2k8 nghỉ rửa bát 1 tuần là giải thưởng quốc tế rồi cô ơi

@gia_bao 40 18h; photo dieu
Sân bóng bị mượn phơi lúa nên đội chuyển sang thả diều. Cường vẫn để lọt, diều bay luôn sang xã bên.
> dinh_cuong Gió, gió đổi hướng.
> chu_ba Nó rớt ngay mũi đò tui, màu đỏ phải hông? Qua mà lấy.
>> gia_bao Dạ con qua liền, cho con qua đò miễn phí nha chú.
>>> chu_ba Qua thì miễn phí, về tính tiền.

@be_na 2 22h
hỏi ngu xíu: sao trời mưa mà mình nghe buồn ngủ z mn, có giải thích khoa học hok hay tại e lười
> thay_nghia Tiếng mưa đều đều, trời tối, khí mát. Và tại em lười, cả hai.
> y_ta_mai Ngủ trước 11 giờ đi em rồi mưa hay nắng cũng tỉnh.
>> be_na dạ e đang trả lời lúc 11h30 nên thôi coi như e chưa đọc 😴

@gia_bao 0.3; fav 12
Chính thức: Ngõ 5 THẮNG các chú U50 với tỉ số 2-1, bàn quyết định do anh Tuấn Anh đứng yên, bóng tự đập vào lưng. #BóngĐáNgõ
> tuan_anh Tôi chọn vị trí.
> dinh_cuong Cả trận tôi bắt được bốn quả, xin ghi vào biên bản.
>> kim_chi Ghi rồi: bốn quả, một quả là do bóng xì hơi.
> hung_sua_xe Các chú thua vì đèn chú mắc chiếu vào mắt các chú.
>> gia_bao Chú Hùng nói câu này nghe quen lắm ạ.

@tien_dat 44 20h
Ở Đà Nẵng mưa ba ngày, em phơi quần áo bằng máy tính: bật game nặng, treo tất cạnh quạt tản nhiệt.
> tuan_anh Sáng tạo, nhưng đừng treo lên khe gió, cháy máy đấy em.
> ut_men Tui phơi bằng bếp hồng ngoại của chủ trọ, chủ trọ ra nhìn tui như nhìn món nướng.

@thao_vy 55 19h
Mới chuyển tới trọ nhà bác Lợi, em chào cả xóm ạ! Ở đây gửi xe, mua gạo với lấy nước uống ở đâu thế ạ?
> lan Chào em! Gạo mua của chị Thắm, nước bình gọi cô Tuyết, sách thì sang chị.
> co_tuyet Nước 12 nghìn một bình, anh Nam bê lên tận phòng. Xe cứ để hiên bác Lợi, khoá cổ là được.
> bac_loi Cháu đừng kê tủ sát cái cục phát mạng là được.
>> thao_vy Dạ cục phát nằm trong tủ bếp mà bác...
`
