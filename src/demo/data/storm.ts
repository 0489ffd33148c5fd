/** A storm, a flood, power cuts and warnings: the days when neighbours need each other. */
export const storm = `
@loa_xom 38 6h; fav 15; photo loa
Bão số 9 dự kiến vào đất liền tối mai. Đề nghị bà con chằng lại mái tôn, chặt cành khô, sạc đầy điện thoại, trữ nước sạch hai ngày. Nhà ngoài đê ai cần người khiêng đồ thì báo ngay dưới bài này. #CảnhBáo #Bão
> chu_ba Tui đậu đò vô rạch từ hồi hừng sáng rồi. Từ giờ tới hết bão nghỉ đưa nghen bà con.
> thuy_truc Nhà em có mẹ già, đồ đạc không nhiều nhưng cái tủ thờ nặng quá ạ.
>> dinh_cuong Chiều nay em với Bảo qua, bốn đứa khiêng là xong chị.
>>> thuy_truc Cảm ơn mấy em, chị nấu nồi chè đợi.
> long_nuoi_ong Tôi có 40 thùng ong sát bãi, xin mượn được cái xe ba gác nào không ạ?
>> hung_sua_xe Lấy xe em, phanh hơi kém nên đi chậm thôi anh. Đừng chở em là được, em sợ ong.

@y_ta_mai 38 17h; fav 12
Tủ thuốc mùa bão mỗi nhà nên có: oresol, thuốc hạ sốt, băng gạc, cồn, thuốc đang uống hằng ngày đủ 5 ngày. Ai có người già uống thuốc tim mạch, huyết áp ra trạm lấy trước trưa mai giúp em.
> hai_yen Em ơi trạm còn oresol không, hiệu thuốc đầu phố hết rồi.
>> y_ta_mai Còn hai hộp chị, em để phần. Trẻ con pha đúng 1 lít, đừng pha đặc nha chị.
> truongthon Tôi ra lấy thuốc rồi đấy nhé. Nói trước để con tôi khỏi hỏi trên này.

@anh_phu 37 13h
Báo bà con, tui đang kẹt đèo, mưa như trút, xe nối đuôi chắc năm cây số. Ở quê gió giật ù ù rồi. Nhờ anh em ngó giùm cái mái bếp nhà tui, vợ tui ở nhà có một mình.
> van_khoa Tui qua chằng xong rồi, lấy hai bao cát đè thêm. Vợ anh pha trà gừng ngon lắm, anh đi đường yên tâm.
>> anh_phu Ơn anh quá. Về tui mang mạch nha cho tụi nhỏ.
> o_thom Ngoài Quảng Trị mạ o nói nước lên tới sân rồi. Cả nhà đi đường giữ mình nghe.

@truongthon 37 20h; fav 18; pin
Nhà văn hoá đã mở cửa, có đèn tích điện, nước sôi, mì và chiếu. Nhà nào mái yếu thì đưa người già, trẻ nhỏ sang ngay, đừng đợi gió to mới đi. Tổ trực đêm nay: tôi, anh Tùng, cháu Cường, cô Mai. #Bão
> co_tuyet Tôi mang sang hai thùng mì, một bình ga mini. Không ghi sổ.
> me_bong Nhà em sang nhé, Bông mang theo con gấu với cả cái nồi đồ chơi.
> ong_tu Hai con chó của tui qua được hông?
>> truongthon Được, buộc ở hiên sau. Nhớ mang chiếu cho chúng nó.

@ba_tung 36 3h; fav 21
3 giờ 10: gió đang mạnh nhất, cây xà cừ đầu ngõ 3 đổ chắn đường, không ai bị sao. Dây điện đứt đoạn cạnh nhà cô Tuyết, TUYỆT ĐỐI không lội qua. Ai đang ở trong nhà thì ở yên. #CảnhBáo
> ngoc_anh Đội trực đã cắt nhánh đó lúc 3 giờ 05, nhưng bà con vẫn đừng lại gần, sáng bọn em kiểm tra xong sẽ báo.
> co_tuyet Nhà tôi thấy tia lửa xanh lè rồi tắt. Cảm ơn cô Ánh, nghe cắt rồi mới dám thở.
> bac_loi Sóng điện thoại chập chờn mà trang này vẫn vào được, tốt quá. Nhà tôi bay mất ba tấm ngói, người không sao.
>> tuan_anh Máy chủ đang chạy bằng ắc quy ở nhà cháu bác ạ, còn khoảng năm tiếng.

@nam_shipper 36 9h; photo lut; fav 16
Ngõ 5 nước ngang bắp chân, chỗ cống trũng lên tới đầu gối. Em có đôi ủng với cái xe đạp, nhà nào cần mua sữa, thuốc, nến thì nhắn, em đi một vòng lúc 10 giờ. Phí: một nụ cười.
> bich_nga Anh cho em xin hai vỉ thuốc hạ sốt trẻ em với ạ, gửi về số 27, cháu nhà em sốt từ đêm.
>> y_ta_mai Bé mấy cân hả em? Chị gửi đúng liều kèm luôn, anh Nam ghé trạm trước nhé.
>>> bich_nga Dạ bé 13 cân. Chị ơi em cảm ơn chị nhiều lắm.
> nam_shipper Xong 11 nhà. Uống hết bảy ly trà gừng, giờ em nóng hơn bé nhà số 27.

@duc_dien_nuoc 36 14h; fav 14
Nước rút rồi đừng có bật cầu dao liền nghe bà con. Ổ cắm nào bị ngập phải tháo ra hong khô, để nguyên rứa bật là nổ. Tui với thằng cháu đi kiểm tra không lấy tiền từ ngõ 5 ra ngõ 1, chờ hí.
> hai_yen Nhà em cuối ngõ 5, ổ cắm thấp bị ngập hết. Anh tới đầu tiên được không ạ, tủ lạnh nhà em đầy cá.
>> duc_dien_nuoc Tới liền. Cá kho sẵn đi là vừa.
> thay_nghia Làm rứa là có đức đúng như tên. Tui cầm đèn pin đi theo phụ.

@di_bay 35 10h
Nhà ai còn khô củi thì cho dì mượn, dì nấu nồi cháo lớn ở nhà văn hoá. Ai có gì góp nấy: gạo, đậu, hành, gừng. Trưa nay ăn chung cho vui, dọn bùn mệt rồi khỏi nấu.
> chi_tham Em còn nửa sọt hành với rau mùi chưa ngập, mang ra ngay đây.
> dieu_linh Lò em mất điện nhưng còn 60 cái bánh mì từ hôm trước bão, vẫn giòn. Em đem qua.
> gia_bao Đội bóng ngõ 5 có chín đứa, dọn bùn xong hết rồi, đang rất đói ạ.
>> di_bay Rửa tay chân sạch rồi mới được ngồi nghe mấy ông tướng.

@bao_ngoc 34 18h
Hôm nay xóm mình đẹp kỳ lạ: chiếu, chăn, sách, búp bê phơi kín mặt đê, trời thì xanh ngắt như chưa từng có chuyện gì.
> lan 63 cuốn bị ướt, phơi được 58. Năm cuốn kia em xin phép gọi là "ấn bản sông".
>> bac_loi Cho tôi một cuốn ấn bản sông, tôi trả đủ tiền bìa.
> my_dung Ở miền mình năm nào cũng vậy chị, nước lên rồi nước xuống, người ta lại ra phơi chiếu rồi kể chuyện cười.

@y_ta_mai 34 7h; fav 10
Sau lụt nhớ: nước giếng phải khử khuẩn rồi đun sôi, chân lội bùn về rửa xà phòng và lau khô kẽ, lật hết chum vại đọng nước. Ai nổi mẩn, đau mắt đỏ, tiêu chảy thì ra trạm, đừng đợi. #SứcKhoẻ
> ut_men Kẽ chân tui ngứa từ bữa qua, tưởng có duyên với đất này.
>> y_ta_mai Nước ăn chân đó anh, không phải duyên. Ghé lấy thuốc bôi giúp em.
> chu_ba Giếng nhà tui đục ngầu, bỏ phèn xong trong lại rồi, vậy uống được chưa cô?
>> y_ta_mai Chưa đâu chú, phèn chỉ làm trong thôi. Chú ghé lấy viên khử khuẩn, 30 phút sau đun sôi mới uống.

@truongthon 31 21h; fav 20
Tổng kết đợt bão: đổ 6 cây, tốc mái 4 nhà, ngập 37 nhà, không ai bị thương. Quỹ xóm chi 4.350.000đ mua tôn, đinh, thuốc; danh sách dán ở nhà văn hoá. Cái chưa được: loa hết pin giữa đêm, thuyền cứu hộ khoá mà không ai nhớ chìa ở đâu. Xin ý kiến để lần sau làm tốt hơn.
> thay_nghia Chìa thuyền nên có ba bộ: nhà bác, nhà chú Ba đò, một bộ treo ở trạm xá.
>> chu_ba Đúng đó, hồi khuya tui phải cưa ổ khoá.
>>> truongthon Ghi nhận. Tuần này cắt thêm hai bộ, ghi nhãn rõ ràng.
> tuan_anh Cháu xin nhận việc loa: thêm một bình ắc quy và tấm pin mặt trời nhỏ, dự trù 1.800.000đ.
> thao_vy Cháu thấy nên có danh sách nhà nào có người già, em bé để biết mà chạy sang trước ạ.
>> truongthon Ý hay. Nhưng chỉ tổ trực giữ, không dán ra ngoài.

@ngoc_anh 17 15h; fav 7
Lịch cắt điện thứ Năm này: ngõ 1, 2, 3 từ 7h30 đến 11h để thay trụ sau bão. Em đọc lịch cùng lúc với bà con nên xin đừng nhắn riêng hỏi em "cắt thật không". #LịchCắtĐiện
> me_bong Cắt thật không em?
>> ngoc_anh Chị Bông ơi...
> dieu_linh Thứ Năm em có hai bánh sinh nhật. Có ngõ nào cho em nướng nhờ không ạ?
>> h_linh_nie Nhà em ngõ 6 có lò rang, hôm đó em nghỉ. Chị qua nướng nhờ, em xin cái viền bánh.

@be_na 15 21h; photo nen
cúp điện cái là cả nhà e ra hiên ngồi nói chiện, ba e kể hồi xưa ba đi chăn trâu bị trâu đuổi lên cây. sao bthg có điện hok ai kể gì hết z 🕯️
> co_hanh Cô chấm đoạn ni tám điểm, trừ hai điểm chính tả.
>> be_na cô ơi đây là mạng mà cô 😭
> ong_giao_thu Con trâu đuổi ba cháu là trâu nhà ông đấy. Ba cháu trêu nó trước.
> bao_ngoc Ghi lại lời ba kể đi em, chị vẽ minh hoạ cho.

@ba_tung 8 16h; fav 24; pin
CẢNH BÁO giả danh công an: sáng nay hai nhà trong xóm nhận cuộc gọi xưng là cán bộ phường, bảo "căn cước lỗi", bắt cài một ứng dụng lạ để "đồng bộ". Đừng cài, đừng đọc mã OTP cho ai. Cơ quan nhà nước không làm việc kiểu đó qua điện thoại. Nghi ngờ thì cúp máy, ra gặp tôi. #CảnhBáo #LừaĐảo
> ong_giao_thu Tôi là một trong hai nhà ấy. Nó đọc đúng cả họ tên, năm sinh của tôi nên suýt nữa tôi tin.
>> ba_tung Họ tên với năm sinh lộ nhiều nơi rồi ông ạ. May ông chưa cài. Tối cháu qua xem lại điện thoại cho ông nhé.
>>> ong_giao_thu Cảm ơn anh. Tôi bảo nó đọc cho tôi nghe một câu Kiều thì nó cúp máy.
> tuan_anh Ai lỡ cài rồi: tắt mạng ngay, gọi ngân hàng khoá tài khoản, rồi mang máy qua em, em gỡ cho.
> di_bay Nó kêu dì là "bị can". Dì nói bị cái gì, tui đang kho cá, rồi dì cúp.
> co_tuyet Tôi in ra dán ở quán rồi nhé, chữ to cho các cụ đọc.

@nam_shipper 20 18h; fav 18
Em là shipper thật mà em còn bị lừa kiểu shipper giả đây: nó gọi "đơn của chị em để ở cổng, chuyển khoản 30k giúp em", rồi gửi cái đường dẫn bảo bấm để huỷ đăng ký hội viên. Bấm vào là mất tiền. Bà con nhớ: chưa cầm hàng chưa trả tiền. #LừaĐảo
> hai_yen Trời ơi hôm qua em vừa chuyển 30 nghìn, về không thấy hàng đâu. Tưởng ai cầm nhầm.
>> nam_shipper Chị chuyển thôi hay có bấm đường dẫn không ạ?
>>> hai_yen Chuyển thôi em, may quá chưa bấm.
>>>> nam_shipper May chị ạ. Coi như mất bát phở, sau cứ gọi em.
> minh_2k8 nó gọi cho mẹ em đúng lúc em đang ngồi cạnh, em bật loa lên hát cho nó nghe r cúp

@kim_chi 44 11h; fav 9
Cẩn thận vụ đặt cọc phòng trọ: khách em vừa mất 2 triệu. Ảnh phòng đẹp, giá rẻ, chủ "đang ở nước ngoài", bảo cọc giữ chỗ rồi chặn luôn. Cái ảnh đó là phòng nhà người khác trên mạng.
> thao_vy Em từng suýt dính y hệt. Mẹo là bảo họ quay video đang mở cửa phòng, có tờ báo hôm nay, ai lừa là lặn liền.
> bac_loi Nhà tôi còn một phòng trống, nước nóng, cửa sổ nhìn ra vườn. Xem tận mắt rồi hẵng nói chuyện cọc.
>> kim_chi Bác cho cháu xin, cháu dẫn khách qua chiều nay.

@y_ta_mai 24 9h; cw Nói về bệnh tật, máu
Hôm qua có bác bị chó nhà cắn, về rắc tiêu với đắp lá rồi thôi. Xin bà con: rửa vết cắn dưới vòi nước với xà phòng 15 phút và đi tiêm ngay. Bệnh dại lên cơn là không cứu được. #SứcKhoẻ
> ong_tu Chó nhà tui tiêm đủ rồi, có sổ đàng hoàng. Hai đứa có sổ sức khoẻ còn tui thì hông.
>> y_ta_mai Vậy mai chú ra trạm con lập sổ cho chú luôn, con nói thiệt đó.
> ba_tung Thứ Bảy này có đội thú y về tiêm phòng ở sân đình, 8 giờ, mỗi con 25 nghìn.
`
