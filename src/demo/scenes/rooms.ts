/** Lamplight, books kept, games and workshops. */
import {
  at,
  bowl,
  dot,
  flower,
  glow,
  greens,
  herb,
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
} from './brush.ts'
import type { Scene } from './index.ts'

export const rooms: Record<string, Scene> = {
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
