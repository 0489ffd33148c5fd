/** The lane, the river and the fields. */
import {
  at,
  bicycle,
  cat,
  cloud,
  dog,
  dot,
  flower,
  glow,
  grass,
  greens,
  hills,
  house,
  leaves,
  motorbike,
  oval,
  palm,
  path,
  person,
  poly,
  rain,
  rect,
  shadow,
  sky,
  stroke,
  sun,
  times,
  tree,
  tube,
  W,
  water,
} from './brush.ts'
import type { Scene } from './index.ts'

export const outdoors: Record<string, Scene> = {
  ngo: {
    alt: 'Ngõ nhỏ lát gạch buổi sáng, cây đa lớn rủ bóng, một người đội nón lá đi qua',
    draw: (r) =>
      sky('#f6dfae', '#f3e6c8') +
      glow(860, 180, 520, '#fff0c0') +
      tube(0, 780, 250, 620, '#e3c08a') +
      tube(250, 760, 170, 470, '#c9d2b4') +
      tube(900, 770, 300, 560, '#e0b59a') +
      house(640, 740, 280, 170, '#efdcb5') +
      poly('420,740 760,740 1200,900 0,900', '#d0ad86') +
      times(9, (i) => stroke(`M${380 - i * 44} ${752 + i * 17} H${800 + i * 44}`, '#b8926b', 3)) +
      tree(500, 770, 430, r) +
      times(14, () =>
        stroke(`M${r.between(330, 680)} ${r.between(360, 430)} q6 60 -4 ${r.between(80, 170)}`, '#6f7d4a', 3),
      ) +
      person(720, 850, 1.5, '#a4523c') +
      dog(300, 860, 0.6, '#c58f52'),
  },
  mua_ton: {
    alt: 'Mưa đổ xuống mái tôn, nước chảy thành dòng từ mái hiên, trong nhà sáng đèn vàng',
    draw: (r) =>
      sky('#62757c', '#8b999a') +
      poly('0,90 1200,240 1200,400 0,290', '#8a6d5e') +
      times(30, (i) => stroke(`M${i * 42} ${92 + i * 5.2} l-14 196`, '#6f574b', 9)) +
      rect(60, 320, 1080, 580, '#c9ab7e') +
      rect(380, 430, 330, 290, '#ffd98a') +
      glow(545, 570, 420, '#ffdf9a', 0.7) +
      stroke('M545 430 v290 M380 575 h330', '#6a4a35', 12) +
      rect(840, 440, 190, 460, '#6a4a35') +
      times(26, (i) =>
        stroke(`M${20 + i * 47} ${294 + i * 4.4} q-4 300 4 600`, '#dfe9ec', 4, 'opacity="0.6"'),
      ) +
      times(24, () =>
        oval(
          r.between(0, W),
          r.between(830, 900),
          r.between(18, 46),
          7,
          'none',
          'stroke="#e9f0f0" stroke-width="3" opacity="0.7"',
        ),
      ) +
      rain(r, 140) +
      cat(470, 716, 0.55, '#d98f4a', '#a8612b'),
  },
  meo_tuong: {
    alt: 'Con mèo tam thể ngồi sưởi nắng trên bờ tường vôi vàng, giàn hoa giấy phía sau',
    draw: (r) =>
      sky('#a8cfd8', '#f4e8c4') +
      leaves(950, 220, 420, 240, ['#4f7a3a', '#6b9350', '#3f6a35'], 70, r) +
      leaves(930, 240, 400, 220, ['#d64d7c', '#e2719a', '#c23a68'], 60, r) +
      rect(0, 520, W, 380, '#e2b457') +
      rect(0, 500, W, 44, '#b98a45') +
      times(16, () =>
        oval(
          r.between(0, W),
          r.between(580, 890),
          r.between(20, 90),
          r.between(8, 24),
          '#c99a41',
          'opacity="0.5"',
        ),
      ) +
      glow(300, 520, 420, '#fff3c9', 0.6) +
      shadow(430, 506, 170, 14) +
      cat(420, 506, 2.3, '#efe2cf', '#d0813c') +
      path('M340 384 q40 -56 90 -20 q-20 50 -90 20 Z', '#3d332c', 'opacity="0.85"'),
  },
  de_song: {
    alt: 'Con đê cong theo sông, bò gặm cỏ, mặt trời vừa lên',
    draw: (r) =>
      sky('#f7cfa0', '#fdeccd', 520) +
      sun(860, 300, 56, '#fff0b8') +
      hills(430, 90, '#9fb08a', r) +
      water(450, '#8fb4b3', '#e8f1e4', r) +
      path('M0 620 Q420 470 760 560 T1200 640 V900 H0 Z', '#7fa05a') +
      path('M0 700 Q420 520 780 600 T1200 690 L1200 740 Q900 640 700 640 T0 780 Z', '#cba678') +
      grass(720, '#5d8243', r) +
      at(
        320,
        720,
        1,
        path('M-70 0 V-50 Q-70 -90 0 -84 Q60 -90 66 -50 V0 H50 V-36 H-50 V0 Z', '#b9784a') +
          oval(84, -84, 26, 20, '#b9784a') +
          stroke('M74 -104 q-10 -20 4 -26 M94 -104 q12 -18 0 -28', '#efe3c8', 6),
      ) +
      person(800, 660, 1, '#3f6f8a') +
      palm(1080, 680, 260),
  },
  sen: {
    alt: 'Đầm sen đầu hạ, hoa hồng nhạt nhô lên giữa những chiếc lá tròn',
    draw: (r) =>
      sky('#cfe3df', '#f3ecd2', 420) +
      hills(330, 70, '#8ba888', r) +
      water(330, '#6f9a94', '#d6e6d8', r) +
      times(26, (i) =>
        oval(
          r.between(0, W),
          360 + i * 20,
          50 + i * 4,
          16 + i * 1.5,
          r.pick(['#4f8459', '#5f9765', '#3f724c']),
        ),
      ) +
      times(7, (i) => {
        const x = 110 + i * 165 + r.between(-40, 40)
        const y = r.between(400, 690)
        const s = r.between(1.1, 1.9)
        return (
          stroke(`M${x} ${y} q10 90 0 ${880 - y}`, '#4c7a4a', 9) +
          at(
            x,
            y,
            s,
            times(
              7,
              (k) =>
                `<g transform="rotate(${-66 + k * 22})">${path('M0 10 Q-24 -34 0 -78 Q24 -34 0 10 Z', k % 2 ? '#eda5b4' : '#f5c3cb')}</g>`,
            ) + oval(0, 2, 24, 13, '#e78fa4'),
          )
        )
      }),
  },
  dieu: {
    alt: 'Trẻ con thả diều trên đê chiều hè, ba cánh diều sáo giữa trời',
    draw: (r) =>
      sky('#7fb6d6', '#fbe6c1') +
      cloud(260, 200, 1.4) +
      cloud(930, 130, 1.1) +
      hills(700, 80, '#a9b972', r) +
      path('M0 760 Q600 650 1200 760 V900 H0 Z', '#7f9c4d') +
      grass(770, '#5f7f3b', r) +
      [
        [330, 260, '#d64f3b', 1.4],
        [700, 150, '#e6a936', 1.1],
        [930, 330, '#3f7fa8', 1.2],
      ]
        .map(
          ([x, y, c, s], i) =>
            stroke(`M${x} ${y} Q${(x as number) - 40} 520 ${430 + i * 150} 690`, '#fff7e4', 2) +
            at(
              x as number,
              y as number,
              s as number,
              path('M-110 0 Q0 -70 110 0 Q0 -24 -110 0 Z', c as string) +
                path('M-46 -14 Q0 10 46 -14 L0 60 Z', c as string) +
                stroke('M0 56 q20 40 -6 76 t4 70', c as string, 4),
              -14 + i * 12,
            ),
        )
        .join('') +
      person(430, 780, 1, '#e0b04a', false) +
      person(590, 776, 0.9, '#c0523c', false) +
      person(740, 790, 1.05, '#4d7d5a', false),
  },
  xe_may: {
    alt: 'Xe máy đỏ dựng dưới tán cây trước quán nước, trên yên buộc thùng hàng',
    draw: (r) =>
      sky('#f3d9a4', '#f6ecd3') +
      rect(0, 200, W, 520, '#d9c08e') +
      rect(90, 260, 420, 460, '#7b9286') +
      rect(110, 280, 380, 440, '#5f766c') +
      poly('60,240 560,240 600,330 30,330', '#b5573f') +
      times(6, (i) =>
        poly(`${60 + i * 90},240 ${105 + i * 90},240 ${110 + i * 94},330 ${62 + i * 94},330`, '#eddcb6'),
      ) +
      rect(0, 720, W, 180, '#b39a7c') +
      tree(980, 740, 480, r) +
      motorbike(640, 830, 1.8, '#b8392f') +
      rect(430, 520, 190, 150, '#d9a441') +
      stroke('M430 590 h190 M525 520 v150', '#a8772a', 8) +
      times(40, () =>
        dot(r.between(600, W), r.between(730, 890), r.between(6, 20), '#fff2c9', 'opacity="0.35"'),
      ),
  },
  bong_da: {
    alt: 'Trẻ con đá bóng trong ngõ lúc chiều muộn, hai chiếc dép làm khung thành',
    draw: (_r) =>
      sky('#f2a865', '#f8dcae') +
      tube(0, 690, 260, 560, '#d8a878') +
      tube(960, 690, 240, 600, '#c7b48a') +
      house(300, 660, 240, 150, '#e8cfa2') +
      house(640, 660, 260, 160, '#dcb994', '#8f4a3a') +
      poly('220,660 980,660 1200,900 0,900', '#c49b72') +
      glow(600, 420, 520, '#ffe0a0', 0.6) +
      person(380, 820, 1.5, '#c13f34', false, '#f2e6cf') +
      person(800, 800, 1.4, '#f0e7d2', false, '#32557a') +
      person(620, 720, 1.05, '#c13f34', false) +
      person(520, 700, 0.9, '#f0e7d2', false) +
      shadow(560, 850, 34, 8) +
      dot(560, 826, 26, '#fbf6ea') +
      times(5, (i) => dot(560 + Math.cos(i * 1.26) * 15, 826 + Math.sin(i * 1.26) * 15, 6, '#3a332c')) +
      at(
        960,
        860,
        1,
        oval(0, 0, 34, 13, '#4a7a9a', 'transform="rotate(18)"') +
          oval(90, -14, 34, 13, '#4a7a9a', 'transform="rotate(-10)"'),
      ),
  },
  hoang_hon: {
    alt: 'Hoàng hôn trên cánh đồng lúa chín, đàn cò bay về phía rặng tre',
    draw: (r) =>
      sky('#d3604a', '#fbd38c', 560) +
      sun(620, 470, 84, '#fff0b5') +
      hills(540, 60, '#7a5a4c', r) +
      leaves(140, 500, 200, 130, ['#5b5638', '#6d653c', '#4b4a34'], 40, r) +
      rect(0, 550, W, 350, '#d9a441') +
      times(12, (i) =>
        stroke(`M0 ${570 + i * i * 2.6} Q600 ${556 + i * i * 2.6} 1200 ${574 + i * i * 2.6}`, '#b9822f', 4),
      ) +
      times(260, () => {
        const x = r.between(0, W)
        const y = r.between(600, 900)
        return stroke(
          `M${x} ${y} q3 -30 ${r.between(4, 20)} -44`,
          r.pick(['#f0c766', '#b8842f', '#e2b24e']),
          3,
        )
      }) +
      times(7, (i) =>
        stroke(`M${340 + i * 62} ${240 + (i % 3) * 36} q14 -18 26 0 q14 -18 28 -2`, '#fff4df', 5),
      ) +
      person(920, 700, 1.1, '#6a4a5a'),
  },
  lut: {
    alt: 'Con phố ngập nước sau bão, người dắt xe đạp lội ngang bắp chân',
    draw: (r) =>
      sky('#8b9a9e', '#cfd3c6') +
      tube(40, 640, 230, 520, '#b9a98c') +
      house(330, 620, 280, 190, '#cdbb96', '#7c5a4c') +
      tube(760, 640, 210, 470, '#a8b0a0') +
      tube(990, 650, 210, 580, '#c4a789') +
      bicycle(660, 760, 1.2, '#7a4a3a') +
      person(560, 780, 1.7, '#5b7d4f') +
      `<g opacity="0.94">${water(670, '#93836a', '#d8cdb2', r)}</g>` +
      at(300, 740, 1, path('M-120 0 Q0 60 120 0 L96 40 H-96 Z', '#6f4a32')) +
      person(300, 752, 1, '#b5533e') +
      rain(r, 60) +
      leaves(880, 790, 60, 20, greens, 10, r),
  },
  ga: {
    alt: 'Gà mẹ dẫn đàn con bới rơm trước sân',
    draw: (r) =>
      sky('#f3dfae', '#f8edd0') +
      rect(0, 460, W, 440, '#d2ae7a') +
      at(
        930,
        470,
        1,
        path('M-220 0 Q-160 -320 0 -340 Q160 -320 220 0 Z', '#dcb44f') +
          times(40, () =>
            stroke(`M${r.between(-190, 190)} ${r.between(-160, 0)} l${r.between(-10, 10)} -60`, '#b98f33', 4),
          ),
      ) +
      house(60, 460, 380, 210, '#ead6a8') +
      at(
        470,
        740,
        2,
        path(
          'M-70 0 Q-110 -60 -96 -96 Q-50 -70 -10 -70 Q30 -76 44 -120 Q70 -126 74 -96 Q80 0 0 6 Q-40 10 -70 0 Z',
          '#b5642f',
        ) +
          path('M46 -122 q4 -22 14 -6 q8 -16 14 4 q4 6 -4 10 Z', '#cf3a2c') +
          poly('76,-104 94,-98 76,-92', '#e2a93c') +
          dot(64, -106, 4, '#2c211a') +
          stroke('M-10 6 v34 M14 6 v34', '#e2a93c', 6),
      ) +
      times(6, (i) =>
        at(
          640 + i * 76,
          790 + (i % 3) * 28,
          0.8,
          dot(0, 0, 28, '#f2cf58') +
            dot(20, -26, 18, '#f2cf58') +
            poly('36,-28 48,-23 36,-20', '#d98f2c') +
            dot(25, -30, 3, '#2c211a') +
            stroke('M-5 26 v14 M8 26 v14', '#d98f2c', 4),
        ),
      ) +
      times(60, () =>
        stroke(
          `M${r.between(200, 1150)} ${r.between(780, 890)} l${r.between(-30, 30)} ${r.between(-8, 8)}`,
          '#e6c566',
          4,
        ),
      ),
  },
  mua_hoa: {
    alt: 'Hàng hoa cúc và hồng bên lề đường sáng sớm',
    draw: (r) =>
      sky('#f0dcc0', '#f9efdc') +
      rect(0, 640, W, 260, '#bfa485') +
      times(
        5,
        (b) =>
          rect(70 + b * 225, 600, 170, 210, ['#5f7f86', '#a8604a', '#7d8a5a', '#8a6a7a', '#5a7a6a'][b]!) +
          times(16, () =>
            flower(
              155 + b * 225 + r.between(-100, 100),
              500 + r.between(-140, 90),
              r.between(0.7, 1.2),
              ['#f4c84a', '#d9455a', '#fbf3e6', '#e28ab0', '#e8763c'][b]!,
              b === 2 ? '#e2b03a' : '#8a4a2a',
            ),
          ) +
          leaves(155 + b * 225, 600, 90, 30, greens, 10, r),
      ),
  },
}
