/** Prices, kitchens, things to sell and things to eat. */
export const market = `
@chi_tham 0.2; photo vuon_rau; fav 11
Giá rau sáng nay: cải ngọt 8k mớ, mồng tơi 5k, cà chua 22k cân (vẫn đắt vì bão), hành lá 35k cân, bí xanh 12k. Rau muống hôm nay già, đừng mua. #ChợQuê
> hai_yen Bán rau mà chê rau thế này em mới tin chị.
> di_bay Cà chua 22 ngàn lận, vậy bữa nay canh chua dì bỏ khế.
>> chi_tham Khế cây nhà em rụng đầy gốc, dì ra lấy đừng mua.

@chi_tham 3 5h
Trứng gà ta 38k chục, gạo tám mới 21k cân, đậu phụ nhà bà Lý 3k bìa còn nóng. Cá trắm sông hôm nay có bốn con thôi, ai nhanh thì được. #ChợQuê
> me_bong Chị để em nửa con trắm khúc giữa với!
>> chi_tham Khúc giữa ai cũng đòi, thế đầu với đuôi chị để cho mèo chú Phong à?
>>> phong_meo Em xin nhận ạ. Sáu cái miệng đang chờ.
> ngoc_anh Gạo tám có dẻo không chị, nhà em ăn quen gạo hơi khô.
>> chi_tham Dẻo đấy em. Thích khô thì trộn một phần Khang Dân, chị cân cho mỗi loại một nửa.

@ba_sau 1 16h; photo banh_bo; fav 15
Mai bà Sáu hấp bánh bò rễ tre với bánh da lợn lá dứa thiệt nghen, không có phẩm màu. Ai đặt nói trước 5 giờ. Mấy đứa học sinh mua 5 ngàn bà cũng bán. #ChợQuê
> my_dung Bà ơi để con 20 cái bánh bò. Ăn một miếng là thấy nhà con ở Phong Điền liền.
>> ba_sau Ừ, bà để thêm chén nước cốt dừa. Bữa nào qua đây bà dạy làm, chớ bà già rồi.
> minh_2k8 con 5k như bà nói ạ, con đói lắm
>> ba_sau 5 ngàn ba cái, thêm một cái vì thiệt thà.

@dieu_linh 0.4; photo hoa; fav 8
Lò hôm nay còn bốn bánh bông lan trứng muối và mười hai su kem. Hai su kem bị méo em giữ lại ăn, khỏi bán.
> gia_bao Méo thì bán nửa giá cho em đi chị, miệng em cũng méo.
>> dieu_linh Chết cười, ra đi chị cho luôn.
> hai_yen Chị lấy hai bông lan. Thằng cu lớn thi xong Toán, được 6 điểm cũng phải ăn mừng.

@di_bay 13 9h; photo ca_phe; fav 19
Cá lóc kho tộ của dì: cá khứa khúc dày hai lóng tay, ướp nước mắm ngon, đường, tiêu, đầu hành nửa tiếng. Thắng nước màu bằng nước dừa cho tới màu cánh gián rồi mới bỏ cá. Kho lửa nhỏ, đừng trở, đừng đậy kín. Cạn thì rưới muỗng mỡ hành. Vậy thôi hà, ngon là ở cái kiên nhẫn. #BếpNhà
> me_bong Dì ơi nước màu con thắng lúc nào cũng đắng là sao ạ?
>> di_bay Con đợi nó đen mới đổ nước phải hông? Vừa sủi bọt nâu như màu nước trà đậm là chế nước dừa liền, chậm năm giây là đắng.
>>> me_bong Đúng con đợi nó đen ạ. Tối nay làm lại!
> anh_phu Ngoài tui kho thêm củ nén với trái ớt bột, đi xe về mà ngửi mùi là biết tới nhà.
> o_thom Nén kho cá thì nhất rồi anh Phú hè.
> me_bong Báo cáo: không đắng. Chồng em ăn ba bát, Bông ăn một bát rưỡi, con em rửa nồi không cần cọ.

@o_thom 10 6h; photo bun_bo; fav 13
Bún hến với bún bò sáng ni có thêm mắm ruốc o mới chưng. Ai ăn không cay nói trước, chớ o múc theo thói quen là khóc đó nghe.
> tuan_anh Cháu khóc từ hôm thứ Ba tới giờ o ạ. Cho cháu một tô, cay vừa thôi.
>> o_thom Cay vừa của o hay cay vừa của con?
>>> tuan_anh Dạ của con, tức là không cay.
> co_hanh Mùi ruốc bay tới phòng giáo viên, cả tổ Văn bỏ dở giáo án.

@h_linh_nie 5 8h; photo ca_phe; fav 12
Mẻ cà phê tuần này: Robusta rẫy nhà em ở Cư M'gar, phơi nguyên trái, rang vừa. Vị như cacao với mía lùi. 110k nửa ký, ai mang lọ tới đựng em bớt 5k.
> tuan_anh Để anh một ký, xay phin. Lọ anh có từ ba mẻ trước chưa trả đây.
>> h_linh_nie Bốn mẻ anh ạ, em có đếm.
> thay_nghia Bữa trước uống thử, mất ngủ tới sáng mà giải xong bài hình ba mươi năm chưa giải. Lấy nửa ký hí.
> h_linh_nie Amí em nhắn: cả xóm uống hết thì amí trồng thêm.

@long_nuoi_ong 27 10h; photo ong; fav 9
Mật nhãn cuối vụ quay được hơn 60 lít, đã để lắng mười ngày. 180k một lít, không pha. Cách thử bằng hành, bằng giấy thấm đều không đúng đâu bà con, mua của người quen là chắc nhất.
> y_ta_mai Nhắc nhẹ: bé dưới 1 tuổi không dùng mật ong, kể cả rơ lưỡi nha các mẹ.
>> bich_nga Hồi xưa bà nội em rơ lưỡi cho cả đàn cháu bằng mật ong chị ạ. Giờ mới biết là nguy hiểm.
> bac_loi Mật nhà tôi mua năm ngoái đóng đường dưới đáy, có phải mật giả không anh?
>> long_nuoi_ong Không bác ạ, mật nhãn lạnh là kết tinh. Bác ngâm chai vào nước ấm 45 độ, nửa tiếng là tan.

@thao_vy 30 18h; photo banh_mi
Sinh viên cuối tháng xin công bố thực đơn: thứ Hai bánh mì chấm sữa, thứ Ba bánh mì chấm tương ớt, thứ Tư bánh mì chấm niềm tin. Ai có công thức nào dưới 15 nghìn cứu em.
> di_bay Trứng với cà chua, con. Xào cà cho nhuyễn, bỏ trứng vô, nước mắm chút xíu, ăn với cơm nguội. Mười hai ngàn.
> ba_sau Trưa ghé bà ăn cơm, bà có một mình nấu ít nó dở.
>> thao_vy Bà ơi con khóc thật đấy ạ. Con qua rửa bát cho bà nhé.
> ut_men Cơm chiên nước mắm, chiên cho tới khi hàng xóm ngửi thấy qua cho thêm miếng thịt.

@thuy_truc 19 20h
Cắm hoa cúc cho lâu tàn: cắt xéo gốc dưới nước, tuốt hết lá ngập, hai ngày thay nước một lần và cắt thêm một lóng. Đừng bỏ đường, bỏ đường là nuôi vi khuẩn. #MẹoNhà
> hai_yen Em toàn bỏ viên thuốc đau đầu, thế có tác dụng không ạ?
>> thuy_truc Có chút xíu thôi chị, nước sạch mới là thuốc tốt nhất.
> ba_sau Hồi đó má tui bỏ đồng xu đồng, hoa tươi cả tuần.

@co_tuyet 22 19h; poll Trà đá 3 nghìn như cũ|4 nghìn cho chẵn đá|5 nghìn nhưng có kẹo lạc; fav 10
Đá cây lên giá, tôi xin ý kiến bà con về giá trà đá. Bỏ phiếu công khai, thiểu số phục tùng đa số, riêng người nợ quá ba tháng không được bầu.
> dinh_cuong Thế là tước quyền công dân của cháu rồi cô.
> gia_bao Cháu bầu 5 nghìn có kẹo lạc, nhưng kẹo lạc phải hai thanh.
> bac_loi Tôi uống trà nóng thì tính sao?
>> co_tuyet Trà nóng không có đá thì vẫn 3 nghìn, bác khôn quá.

@ut_men 41 12h
Bà con cho hỏi, bánh xèo ngoài này sao nhỏ xíu vậy? Miền tui một cái bằng cái nón, ăn xong khỏi đội.
> o_thom Miền Trung cũng nhỏ mà giòn, chấm nước lèo gan, ăn mười cái mới biết.
> ba_sau Bữa nào mưa bà đổ bằng cái chảo gang lớn cho con, bông điên điển thì bà thế bằng giá.
>> ut_men Bà Sáu là má nuôi của con từ giây phút này.
>>> ba_sau Má nuôi mà con hông lặt rau thì nhịn nghen.

@duc_dien_nuoc 29 19h; photo pho
Phở ngoài ni bỏ nhiều hành hè, mà hành chần ăn mới ngọt. Tui ở đây mười năm, chừ mới biết gọi "nước béo để riêng".
> ong_giao_thu Anh gọi thêm "tái lăn, nhiều gừng" nữa là thành người trong nhà.
> bac_loi Quán ấy hồi tem phiếu bán phở không người lái, tôi với cụ Chánh chung một bát.
>> duc_dien_nuoc Phở không người lái là răng bác?
>>> bac_loi Là phở không có thịt cháu ạ. Thế mà húp sạch cả bát.

@kim_chi 47 15h
Em thanh lý cái ghế gội đầu cũ, da rách một bên, khung còn chắc. 400 nghìn. Ai lấy em tặng lần gội đầu cho biết ghế nó êm cỡ nào. #ChợQuê
> ut_men Ngủ trưa trên đó được hông chị?
>> kim_chi Được, khách chị ngủ hoài, có người ngáy.
>>> ut_men Chốt. Chiều tui qua khiêng.

@nam_shipper 50 12h
Em có sạp tự chế sau yên xe, bán thêm trứng nhà bà nội: 35k chục, giao cùng đơn. Vỡ em đền, vỡ do ổ gà thì hai bên cùng buồn. #ChợQuê
> hai_yen Cho chị hai chục. Đi qua chỗ ổ gà cổng trường thì dắt bộ giúp chị.
> truongthon Ổ gà ấy xóm đã báo lên phường, hẹn cuối tháng vá. Các cháu đi chậm.
>> nam_shipper Dạ cháu thuộc ổ gà đó rồi, cháu đặt tên cho nó là Giếng.
`
