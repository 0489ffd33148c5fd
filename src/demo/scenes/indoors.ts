/** Food, tables and things of the house. */
import {
  at,
  bicycle,
  bowl,
  cat,
  dot,
  flower,
  glow,
  greens,
  lantern,
  leaves,
  oval,
  path,
  person,
  poly,
  rect,
  shadow,
  sky,
  steam,
  stroke,
  table,
  times,
  W,
  wheel,
} from './brush.ts'
import type { Scene } from './index.ts'

const chopsticks = (x: number, y: number) =>
  stroke(`M${x} ${y} L${x + 330} ${y - 150} M${x + 30} ${y + 24} L${x + 350} ${y - 120}`, '#6a3f26', 13)
const herb = (x: number, y: number, s: number) =>
  at(
    x,
    y,
    s,
    times(
      5,
      (i) => `<g transform="rotate(${i * 72})">${oval(0, -14, 8, 15, i % 2 ? '#5b9445' : '#79ad58')}</g>`,
    ),
  )

export const indoors: Record<string, Scene> = {
  pho: {
    alt: 'Bát phở bò nghi ngút khói, đĩa rau thơm và quả chanh cắt đôi bên cạnh',
    draw: (r) =>
      sky('#e6c592', '#f1dcb4') +
      table(360, '#8f5f3d') +
      glow(560, 480, 560, '#ffe7b5', 0.6) +
      bowl(560, 520, 330, '#c98a45') +
      times(9, () =>
        stroke(
          `M${r.between(330, 500)} ${r.between(490, 540)} q90 ${r.between(-40, 40)} ${r.between(200, 260)} ${r.between(-10, 20)}`,
          '#fbf3df',
          10,
        ),
      ) +
      times(6, (i) =>
        path(
          `M${420 + i * 46} ${486 + (i % 2) * 36} q46 -24 84 2 q-26 34 -84 -2 Z`,
          i % 2 ? '#a8604a' : '#8d4a3a',
        ),
      ) +
      times(14, () => herb(r.between(360, 760), r.between(450, 580), 0.8)) +
      steam(560, 380, 110) +
      oval(1010, 720, 150, 56, '#efe6d0') +
      leaves(1000, 690, 120, 44, greens, 24, r) +
      dot(230, 790, 54, '#a9c24a') +
      dot(230, 790, 44, '#e3edaf') +
      chopsticks(760, 860),
  },
  sap_cho: {
    alt: 'Sạp rau quả ở chợ quê, thúng cam, cà chua và mớ rau buộc lạt',
    draw: (r) =>
      sky('#e9d5a2', '#efe0bd') +
      poly('0,0 1200,0 1200,140 0,230', '#b5563f') +
      times(8, (i) =>
        poly(
          `${i * 160},0 ${i * 160 + 80},0 ${i * 160 + 80},${222 - i * 11} ${i * 160},${230 - i * 11}`,
          '#efe0bd',
        ),
      ) +
      person(610, 620, 3, '#5f7f5a') +
      rect(0, 560, W, 340, '#8a6142') +
      times(
        4,
        (b) =>
          oval(160 + b * 300, 690, 150, 60, '#c79a5b') +
          times(18, () =>
            b === 3
              ? at(
                  r.between(980, 1150),
                  r.between(600, 690),
                  1,
                  times(4, (k) => stroke(`M0 40 q${(k - 2) * 10} -40 ${(k - 2) * 22} -80`, '#5f9445', 12)) +
                    stroke('M-16 20 h32', '#d9c48a', 6),
                )
              : dot(
                  160 + b * 300 + r.between(-105, 105),
                  640 + r.between(-50, 36),
                  34,
                  ['#e59332', '#cf4330', '#8fae4a'][b]!,
                ) + '',
          ) +
          path(
            `M${10 + b * 300} 690 Q${160 + b * 300} 830 ${310 + b * 300} 690 Q${160 + b * 300} 770 ${10 + b * 300} 690 Z`,
            '#b3844a',
          ),
      ),
  },
  dao: {
    alt: 'Cành đào nở sớm cắm trong bình gốm, đèn nhà vàng ấm',
    draw: (r) =>
      sky('#d9b98a', '#f0dcb8') +
      glow(840, 260, 520, '#fff0c9', 0.7) +
      table(720, '#7a4a32') +
      path('M520 720 Q430 560 540 500 V450 H660 V500 Q770 560 680 720 Z', '#4f7383') +
      stroke('M470 610 Q600 650 730 610', '#dfe6dc', 7) +
      stroke(
        'M600 460 Q560 320 420 200 M580 380 Q700 260 850 150 M500 280 Q420 290 300 260 M700 268 Q820 280 930 240 M600 420 Q640 330 640 180',
        '#5b3d2e',
        13,
      ) +
      times(56, () => {
        const [x, y] = r.pick([
          [420, 200],
          [850, 150],
          [320, 260],
          [900, 246],
          [640, 190],
          [520, 300],
          [720, 260],
        ]) as [number, number]
        return flower(
          x + r.between(-80, 80),
          y + r.between(-60, 60),
          r.between(0.5, 0.95),
          r.pick(['#f0a0b4', '#e9849f', '#f6c2cd']),
          '#c9445f',
          5,
        )
      }) +
      times(14, () => oval(r.between(250, 950), r.between(730, 800), 12, 7, '#f0a0b4')),
  },
  banh_chung: {
    alt: 'Những chiếc bánh chưng vuông vức vừa vớt, nồi luộc còn đỏ lửa phía sau',
    draw: (r) =>
      sky('#3a2a26', '#6a4332') +
      glow(860, 430, 480, '#ff9a3c', 0.85) +
      at(
        860,
        520,
        1,
        rect(-190, -250, 380, 270, '#55504a') +
          oval(0, -250, 190, 46, '#6f6a62') +
          times(7, (i) =>
            path(
              `M${-150 + i * 46} 110 Q${-170 + i * 50} 40 ${-130 + i * 44} 10 Q${-100 + i * 44} 50 ${-110 + i * 46} 110 Z`,
              i % 2 ? '#ffb23e' : '#f0742c',
            ),
          ),
      ) +
      steam(860, 250, 120) +
      table(640, '#74492f') +
      times(5, (i) =>
        at(
          190 + (i % 3) * 220 + (i > 2 ? 110 : 0),
          i > 2 ? 620 : 780,
          1,
          rect(-95, -110, 190, 150, r.pick(['#55803f', '#4a7338', '#638d47'])) +
            poly('-95,-110 -70,-140 120,-140 95,-110', '#76a155') +
            poly('95,-110 120,-140 120,10 95,40', '#3d602f') +
            stroke('M-32 -110 V40 M32 -110 V40 M-95 -60 H95 M-95 -10 H95', '#e4cf8d', 6),
        ),
      ) +
      leaves(1060, 800, 120, 40, greens, 20, r),
  },
  ke_sach: {
    alt: 'Tủ sách cũ của xóm, gáy sách nhiều màu, con mèo ngủ trên chồng truyện',
    draw: (r) =>
      sky('#d8b98a', '#e6cda0') +
      rect(90, 60, 1020, 780, '#6f4a30') +
      times(
        3,
        (row) =>
          rect(120, 90 + row * 250, 960, 216, '#4b301f') +
          times(24, (i) => {
            const h = r.between(140, 200)
            const w = r.between(26, 37)
            return (
              rect(
                130 + i * 39,
                306 + row * 250 - h,
                w,
                h,
                r.pick([
                  '#a8463a',
                  '#c79445',
                  '#4f7078',
                  '#6c8a54',
                  '#e0cfa4',
                  '#7c5468',
                  '#3f5672',
                  '#b9683f',
                ]),
              ) + rect(134 + i * 39, 330 + row * 250 - h, w - 8, 8, '#f2e2b8', 'opacity="0.7"')
            )
          }),
      ) +
      rect(640, 470, 300, 90, '#4b301f') +
      rect(660, 528, 260, 28, '#a8463a') +
      rect(676, 502, 230, 26, '#e0cfa4') +
      cat(780, 502, 0.8, '#dd9a4e', '#a8612b') +
      glow(300, 200, 420, '#ffe9b0', 0.5) +
      rect(0, 840, W, 60, '#8d6243'),
  },
  sua_xe: {
    alt: 'Góc sửa xe đạp đầu ngõ, bánh xe treo trên tường, chậu nước thử săm',
    draw: (r) =>
      sky('#e7cf9a', '#efdfba') +
      rect(0, 0, W, 700, '#c9b083') +
      wheel(190, 210, 120, 16) +
      wheel(450, 190, 100, 14) +
      times(9, (i) =>
        stroke(`M${640 + i * 56} 90 v${r.between(60, 130)}`, i % 2 ? '#7a7f80' : '#a8563c', 15),
      ) +
      rect(610, 74, 520, 20, '#6b4a32') +
      rect(0, 700, W, 200, '#a38462') +
      bicycle(500, 830, 1.9, '#3f6a8a') +
      oval(1000, 800, 140, 46, '#6a8f9a') +
      oval(1000, 790, 124, 36, '#a8c6c6') +
      dot(1000, 784, 60, 'none', 'stroke="#33302c" stroke-width="16"') +
      person(850, 860, 2.1, '#4a5a6a', false) +
      leaves(1150, 140, 100, 100, greens, 24, r),
  },
  hoa: {
    alt: 'Bó hoa cúc, hồng và thạch thảo mới cắt, gói trong giấy báo',
    draw: (r) =>
      sky('#ead6b8', '#f6ead2') +
      table(600, '#a97a52') +
      poly('420,420 820,420 680,880 540,880', '#e8e2d2') +
      times(12, (i) => stroke(`M${450 + i * 6} ${470 + i * 30} H${790 - i * 8}`, '#b9b3a4', 5)) +
      leaves(610, 370, 320, 190, greens, 60, r) +
      times(30, () =>
        flower(
          610 + r.between(-270, 270),
          310 + r.between(-180, 130),
          r.between(0.9, 1.7),
          r.pick(['#f2c84b', '#e05a6d', '#fbf1e2', '#a98ac2', '#e88a4f']),
          r.pick(['#8a5a2a', '#e2a83c']),
        ),
      ) +
      stroke('M480 610 Q610 650 740 610', '#b5533e', 14),
  },
  ca_phe: {
    alt: 'Phin cà phê nhỏ giọt xuống ly sữa, cạnh cửa sổ mưa',
    draw: (r) =>
      sky('#8a9c9c', '#c9cbb8') +
      rect(120, 0, 960, 560, '#9fb2b0') +
      times(60, () =>
        stroke(
          `M${r.between(130, 1070)} ${r.between(0, 500)} l-6 ${r.between(20, 50)}`,
          '#e6eeee',
          3,
          'opacity="0.6"',
        ),
      ) +
      leaves(880, 300, 240, 200, greens, 40, r) +
      stroke('M600 0 V560 M120 0 V560 M1080 0 V560', '#6b4a32', 24) +
      table(560, '#7d5034') +
      glow(540, 560, 420, '#ffe2a8', 0.5) +
      shadow(540, 840, 190, 26) +
      path('M410 520 L440 830 H640 L670 520 Z', '#f3efe4', 'opacity="0.55"') +
      path('M424 660 L440 830 H640 L656 660 Z', '#4a2c1c') +
      path('M436 760 L442 828 H638 L646 760 Z', '#efdcb4') +
      rect(380, 496, 320, 24, '#b9bcb8') +
      rect(430, 380, 220, 120, '#cfd2ce') +
      oval(540, 380, 110, 26, '#e6e8e4') +
      dot(540, 362, 14, '#8d918c') +
      rect(536, 520, 6, 130, '#3c2416') +
      oval(910, 790, 120, 38, '#efe6d0') +
      times(8, () => oval(910 + r.between(-70, 70), 780 + r.between(-16, 14), 17, 11, '#5b3822')),
  },
  mam_gio: {
    alt: 'Mâm cơm giỗ bày giữa chiếu: gà luộc, nem, canh măng, xôi gấc',
    draw: (r) =>
      sky('#c9a36a', '#dcbf8c') +
      times(14, (i) => stroke(`M0 ${i * 70} H1200`, '#b58d54', 10)) +
      oval(600, 480, 500, 360, '#8d4f34') +
      oval(600, 468, 480, 340, '#a8643f') +
      [
        [600, 300],
        [350, 420],
        [850, 420],
        [420, 640],
        [780, 640],
        [600, 500],
      ]
        .map(
          ([x, y]) =>
            oval(x!, y! + 8, 135, 92, '#6e3d28', 'opacity="0.4"') +
            oval(x!, y!, 130, 88, '#f4eee0') +
            oval(x!, y!, 108, 70, '#fbf7ee'),
        )
        .join('') +
      at(
        600,
        300,
        1,
        oval(0, -6, 86, 50, '#e2b04a') + oval(-60, -40, 28, 22, '#e2b04a') + oval(20, 10, 50, 20, '#cf9734'),
      ) +
      times(9, (i) => rect(285 + (i % 3) * 46, 380 + Math.floor(i / 3) * 28, 40, 20, '#b5722f', 'rx="10"')) +
      oval(850, 420, 96, 60, '#b58a4a') +
      times(10, () => rect(r.between(780, 890), r.between(390, 440), 40, 10, '#e6cf93')) +
      oval(420, 634, 90, 56, '#d0402c') +
      times(30, () => dot(420 + r.between(-70, 70), 634 + r.between(-40, 40), 5, '#e8694a')) +
      leaves(780, 636, 86, 50, greens, 22, r) +
      oval(600, 500, 84, 48, '#8a3f26') +
      times(7, () => oval(r.between(540, 660), r.between(475, 525), 24, 14, '#a8603a')) +
      chopsticks(80, 850) +
      flower(1080, 130, 1.4, '#f2c84b') +
      flower(1130, 190, 1.1, '#f2c84b'),
  },
  nen: {
    alt: 'Mất điện: ngọn nến trên bàn, bóng tay làm hình con chó in lên tường',
    draw: (r) =>
      sky('#2a1f1c', '#4a3226') +
      glow(420, 480, 640, '#ffb452', 0.75) +
      at(
        850,
        420,
        2.2,
        path(
          'M-90 60 Q-40 -10 0 -30 L10 -80 L34 -40 Q80 -30 120 10 L60 26 L110 46 Q60 70 20 64 L10 130 H-70 Z',
          '#1d1512',
          'opacity="0.55"',
        ),
      ) +
      table(680, '#5b3a28') +
      oval(420, 720, 120, 30, '#d8cdb4') +
      rect(385, 540, 70, 180, '#f2e4c2') +
      path('M385 560 q-12 50 0 70 Z M455 580 q14 40 0 80 Z', '#f2e4c2') +
      path('M420 430 Q370 510 420 540 Q470 510 420 430 Z', '#ffd060') +
      path('M420 470 Q398 516 420 534 Q444 516 420 470 Z', '#fff6d0') +
      rect(700, 740, 150, 34, '#7d2f2a') +
      rect(714, 712, 130, 28, '#c79445') +
      times(20, () => dot(r.between(100, 1100), r.between(50, 600), 2, '#ffdf9a', 'opacity="0.5"')),
  },
  bun_bo: {
    alt: 'Tô bún cay đỏ màu ớt, đĩa giá và bắp chuối thái mỏng',
    draw: (r) =>
      sky('#d9b37d', '#ecd5aa') +
      table(340, '#6f4630') +
      glow(600, 500, 520, '#ffe0a8', 0.5) +
      bowl(600, 510, 340, '#c2502a', '#e9e2d0', '#8a3a2a') +
      times(16, () =>
        stroke(
          `M${r.between(380, 560)} ${r.between(470, 540)} q80 ${r.between(-30, 30)} ${r.between(160, 240)} ${r.between(-8, 18)}`,
          '#fdf6e6',
          13,
        ),
      ) +
      times(5, (i) => oval(450 + i * 76, 480 + (i % 2) * 44, 50, 24, i % 2 ? '#8a4632' : '#c98f7a')) +
      times(24, () =>
        dot(r.between(330, 860), r.between(430, 590), r.between(4, 9), '#e6842e', 'opacity="0.9"'),
      ) +
      times(8, () => herb(r.between(420, 800), r.between(450, 560), 0.8)) +
      steam(600, 370, 120) +
      oval(1030, 760, 140, 54, '#efe6d0') +
      times(30, () =>
        stroke(
          `M${r.between(930, 1100)} ${r.between(730, 775)} q16 -16 34 0`,
          r.pick(['#f6efdc', '#d9b9c4', '#efe3c4']),
          6,
        ),
      ) +
      path('M150 800 Q210 730 290 770 Q220 800 160 830 Z', '#cf2f26') +
      stroke('M290 770 q16 -12 28 -10', '#5b8a3c', 7),
  },
  banh_mi: {
    alt: 'Ổ bánh mì giòn kẹp pa tê, dưa góp và rau mùi trên tờ giấy gói',
    draw: (r) =>
      sky('#e8cc94', '#f3e2ba') +
      table(420, '#a8754b') +
      poly('170,600 960,480 1070,760 260,870', '#f1ebdb') +
      at(
        610,
        660,
        1,
        path('M-360 50 Q-380 -70 -200 -110 Q60 -160 300 -120 Q400 -90 370 10 Q100 -20 -360 50 Z', '#c9843c') +
          times(5, (i) => stroke(`M${-230 + i * 120} -84 q40 -30 80 -20`, '#efc27a', 13)) +
          path('M-350 56 Q0 -20 366 14 L360 50 Q0 30 -340 86 Z', '#8a4a34') +
          times(40, () =>
            stroke(
              `M${r.between(-300, 320)} ${r.between(10, 50)} q14 -14 30 4`,
              r.pick(['#e8863a', '#f7f1e0', '#5f9a45', '#79ad58']),
              8,
            ),
          ) +
          path('M-350 80 Q0 20 362 46 Q390 120 250 134 Q-60 170 -300 150 Q-380 130 -350 80 Z', '#d6954a'),
      ) +
      times(30, () => dot(r.between(180, 1050), r.between(780, 880), r.between(3, 7), '#d6a25a')) +
      herb(300, 560, 1.6) +
      herb(950, 600, 1.4),
  },
  xuong_rong: {
    alt: 'Bệ cửa sổ xếp mấy chậu xương rồng nhỏ, một chậu vừa nở hoa',
    draw: (r) =>
      sky('#c9e0dc', '#f8efd4') +
      rect(0, 0, 90, 700, '#d9b98a') +
      rect(1110, 0, 90, 700, '#d9b98a') +
      stroke('M600 0 V690', '#e8dcc0', 22) +
      leaves(240, 520, 220, 130, ['#b8cfae', '#a6c19b', '#cbdcbd'], 40, r) +
      rect(0, 690, W, 210, '#e2c79a') +
      rect(0, 680, W, 26, '#f1e2c0') +
      times(4, (i) => {
        const x = 190 + i * 275
        return (
          shadow(x, 800, 110, 18) +
          path(
            `M${x - 90} 660 H${x + 90} L${x + 66} 800 H${x - 66} Z`,
            ['#b5603f', '#4f7383', '#d0a24c', '#8a6a7a'][i]!,
          ) +
          (i % 2
            ? oval(x, 590, 84, 80, '#5f9458') +
              times(5, (k) => stroke(`M${x - 60 + k * 30} 530 q${(2 - k) * -8} 60 0 124`, '#4a7a48', 5))
            : rect(x - 40, 440, 80, 220, '#5a8f5a', 'rx="40"') +
              rect(x + 34, 500, 40, 100, '#5a8f5a', 'rx="20"') +
              times(12, () =>
                stroke(`M${x + r.between(-32, 32)} ${r.between(460, 640)} l8 -10`, '#eef3d8', 3),
              )) +
          (i === 1 ? flower(x, 512, 1.5, '#e0557c', '#f4d35a', 10) : '')
        )
      }),
  },
  co_tuong: {
    alt: 'Bàn cờ tướng đang chơi dở trên ghế đá, hai chén trà còn nóng',
    draw: (r) =>
      sky('#b9c79a', '#dfe0b4') +
      leaves(200, 120, 300, 160, greens, 40, r) +
      rect(0, 380, W, 520, '#a89c88') +
      poly('300,330 900,330 1080,830 120,830', '#dcb878') +
      times(9, (i) => stroke(`M${330 + i * 67.5} 350 L${170 + i * 107.5} 810`, '#7a5430', 4)) +
      times(8, (i) => stroke(`M${330 - i * 22} ${350 + i * 62} H${870 + i * 22}`, '#7a5430', 4)) +
      times(17, (i) => {
        const row = Math.floor(r.between(0, 8))
        const x = 600 + (Math.floor(r.between(0, 9)) - 4) * (67 + row * 5)
        const y = 350 + row * 62
        return (
          oval(x, y + 8, 33, 22, '#6a4526', 'opacity="0.5"') +
          oval(x, y, 32, 22, '#f3dfaf') +
          oval(x, y, 24, 16, 'none', `stroke="${i % 2 ? '#b5342a' : '#2f4a3a'}" stroke-width="4"`) +
          stroke(`M${x - 8} ${y - 5} h16 M${x} ${y - 9} v18`, i % 2 ? '#b5342a' : '#2f4a3a', 4)
        )
      }) +
      bowl(1080, 330, 70, '#a8923f') +
      steam(1080, 300, 30) +
      bowl(130, 500, 76, '#a8923f'),
  },
  may_cu: {
    alt: 'Chiếc máy tính màn hình lồi cũ, trên màn hình là trang diễn đàn nền xanh',
    draw: (r) =>
      sky('#6a6258', '#a0917a') +
      glow(600, 340, 560, '#a8d0e0', 0.45) +
      table(660, '#7d5a3d') +
      rect(300, 110, 600, 480, '#d9cfb4', 'rx="26"') +
      rect(350, 160, 500, 370, '#2f5f8a', 'rx="30"') +
      rect(372, 184, 456, 40, '#e8b04a') +
      times(
        7,
        (i) =>
          rect(372, 236 + i * 40, 456, 32, i % 2 ? '#dfe8ee' : '#c9d8e2') +
          rect(384, 246 + i * 40, r.between(120, 250), 10, '#4a6a86') +
          rect(690, 246 + i * 40, 40, 10, '#a85a4a') +
          rect(752, 246 + i * 40, 60, 10, '#8a9aa6'),
      ) +
      poly('480,590 720,590 760,650 440,650', '#c3b898') +
      rect(260, 690, 620, 110, '#d9cfb4', 'rx="12"') +
      times(52, (i) => rect(282 + (i % 13) * 45, 706 + Math.floor(i / 13) * 22, 36, 16, '#f2ead4')) +
      oval(980, 740, 50, 68, '#e4dbc2') +
      bowl(130, 700, 70, '#6a4526'),
  },
  ghe_go: {
    alt: 'Chiếc ghế tựa gỗ cũ vừa sửa xong trong xưởng mộc đầy dăm bào',
    draw: (r) =>
      sky('#d3a96a', '#e8cf9c') +
      times(9, (i) => rect(i * 140, 0, 132, 640, i % 2 ? '#b98b52' : '#c2965c')) +
      glow(240, 120, 520, '#fff0c0', 0.6) +
      rect(0, 640, W, 260, '#a87a4a') +
      shadow(610, 840, 240, 30) +
      stroke('M480 830 L500 540 L470 160 M730 830 L710 540 L740 160', '#6b3f24', 32) +
      stroke('M420 860 L450 560 M790 860 L760 560', '#7d4c2c', 30) +
      poly('430,530 780,530 820,590 400,590', '#8d5832') +
      stroke('M480 200 Q610 160 730 200 M490 300 Q610 270 720 300 M496 400 Q610 380 716 400', '#7d4c2c', 28) +
      stroke('M440 730 H770', '#6b3f24', 16) +
      times(44, () =>
        stroke(`M${r.between(60, 1140)} ${r.between(760, 890)} q20 -30 34 -4 q6 20 -12 14`, '#e6c48a', 5),
      ) +
      rect(960, 560, 200, 30, '#6b4a32') +
      path('M980 560 V500 H1110 V560 Z', '#8d6243'),
  },
  banh_bo: {
    alt: 'Mâm bánh bò, bánh da lợn và xôi lá dứa trên lá chuối',
    draw: (r) =>
      sky('#e3c790', '#f0dfb6') +
      table(300, '#9a6a44') +
      path('M100 500 Q600 300 1120 470 Q1150 720 620 820 Q90 790 100 500 Z', '#4f8244') +
      stroke('M120 560 Q620 500 1110 560', '#7aa85f', 9) +
      times(9, (i) =>
        at(
          270 + (i % 3) * 150,
          500 + Math.floor(i / 3) * 90,
          1,
          oval(0, 10, 66, 36, '#00000022') +
            oval(0, 0, 64, 36, ['#f6efe0', '#f1b9c4', '#c9dda0'][i % 3]!) +
            times(9, () => dot(r.between(-40, 40), r.between(-18, 18), 4, '#ffffff')),
        ),
      ) +
      times(6, (i) =>
        at(
          800 + (i % 2) * 150,
          490 + Math.floor(i / 2) * 90,
          1,
          times(5, (k) =>
            poly(
              `-60,${-20 + k * 12} 60,${-20 + k * 12} 66,${-8 + k * 12} -54,${-8 + k * 12}`,
              k % 2 ? '#f2df8a' : '#6fae5a',
            ),
          ),
        ),
      ) +
      flower(1060, 380, 1.2, '#f3ead2'),
  },
  quan_nuoc: {
    alt: 'Quán trà đá vỉa hè: ghế nhựa thấp, ấm trà, lọ kẹo lạc dưới bóng cây',
    draw: (r) =>
      sky('#dfe0b0', '#f3e9c8') +
      leaves(620, 90, 700, 190, greens, 120, r) +
      rect(0, 300, W, 360, '#e0c188') +
      rect(80, 340, 220, 320, '#5f7f78') +
      rect(0, 660, W, 240, '#b59c7c') +
      rect(560, 100, 70, 560, '#6b4a32') +
      rect(360, 600, 480, 26, '#8d6243') +
      stroke('M390 620 V800 M810 620 V800', '#6b4a32', 20) +
      at(
        480,
        596,
        1,
        path('M-60 0 Q-80 -90 0 -96 Q80 -90 60 0 Z', '#8a4a34') +
          stroke('M60 -60 q50 -10 60 -50 M-60 -60 q-50 0 -40 40', '#8a4a34', 12) +
          dot(0, -104, 12, '#8a4a34'),
      ) +
      times(
        3,
        (i) =>
          rect(620 + i * 66, 500, 54, 96, '#f3ecd9', 'opacity="0.8" rx="8"') +
          rect(620 + i * 66, 540, 54, 56, ['#c99a4a', '#b5603f', '#8fae5a'][i]!, 'rx="8"') +
          rect(616 + i * 66, 490, 62, 16, '#b5342a'),
      ) +
      times(4, (i) =>
        at(
          200 + i * 250,
          860,
          1,
          path('M-56 -80 H56 L70 0 H44 L38 -50 H-38 L-44 0 H-70 Z', i % 2 ? '#3f6fa0' : '#c13f34'),
        ),
      ) +
      person(980, 800, 2.2, '#7a5a6a', false),
  },
  mua_trang: {
    alt: 'Xóm nhỏ vẽ màu nước nhìn từ gác: mái ngói xô nghiêng, dây phơi và đàn bồ câu',
    draw: (r) =>
      sky('#f3d7b0', '#f9ebd0') +
      times(16, (i) => {
        const x = (i % 5) * 250 - 60 + r.between(-30, 30)
        const y = 330 + Math.floor(i / 5) * 180 + r.between(-30, 30)
        return (
          rect(x, y, 220, 180, r.pick(['#e8cfa0', '#d9c4a4', '#e6bf9c', '#c9c8ac'])) +
          poly(
            `${x - 24},${y} ${x + 50},${y - 84} ${x + 180},${y - 84} ${x + 244},${y}`,
            r.pick(['#a8523c', '#b9684a', '#8f4a3a']),
          ) +
          rect(x + 50, y + 50, 46, 60, '#6a7f7a')
        )
      }) +
      times(9, () => {
        const x = r.between(80, 1100)
        const y = r.between(60, 260)
        return stroke(`M${x} ${y} q16 -20 28 0 q14 -20 30 -2`, '#6a5a4c', 5)
      }) +
      lantern(180, 260, 0.7, '#d8412f') +
      leaves(1090, 760, 160, 130, greens, 40, r),
  },
}
