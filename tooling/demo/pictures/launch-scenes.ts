import { chanceOf } from '../chance.ts'
import { bust, glow, HEIGHT, mast, n, ridge, rocket, sky, smoke, stars, svg, WHITE, WIDTH } from './parts.ts'

const LIT = { ...WHITE, body: '#f6ead8', shade: '#b9a99b' }
const GROUND = '#15131f'

/** The launcher on its pad at dusk, lit from below. */
export const padAtDusk = () =>
  svg(
    sky([0, '#1d2346'], [0.42, '#4b4a76'], [0.66, '#b06a62'], [0.78, '#e39a5e'], [1, '#f0b879']),
    stars('pad', 60, 420),
    ridge('far hills', 742, 8, '#3a2c42'),
    ridge('near hills', 776, 6, '#241d30'),
    glow(800, 700, 330, '#ffe2b0', 0.5),
    mast(430, 800, 470, 16, '#1a1626'),
    mast(1180, 800, 470, 16, '#1a1626'),
    `<circle cx="438" cy="324" r="5" fill="#ff6a4d"/><circle cx="1188" cy="324" r="5" fill="#ff6a4d"/>`,
    mast(900, 796, 430, 52, '#211b2e'),
    `<g stroke="#211b2e" stroke-width="9"><path d="M840,560 H902 M836,470 H902 M836,640 H902"/></g>`,
    rocket(800, 782, 480, LIT),
    `<rect x="0" y="800" width="${WIDTH}" height="${HEIGHT - 800}" fill="${GROUND}"/>
<path d="M620,800 H1040 L1080,836 H580 Z" fill="#2a2335"/>`,
    [690, 905].map((x) => glow(x, 806, 70, '#fff0cf', 0.9)).join(''),
    [120, 260, 1330, 1490].map((x) => `<circle cx="${x}" cy="868" r="3" fill="#ffcf87"/>`).join(''),
  )

/** The first seconds: the plume lights the night and the smoke. */
export const liftOff = () =>
  svg(
    sky([0, '#0a0e22'], [0.55, '#1b1d3d'], [0.82, '#5a3440'], [1, '#8c4a36']),
    stars('lift-off', 110, 560),
    glow(800, 640, 720, '#ff9b4a', 0.5),
    ridge('night hills', 838, 7, '#17131f'),
    mast(560, 860, 470, 44, '#120f1a'),
    mast(1150, 860, 520, 15, '#120f1a'),
    `<defs><linearGradient id="plume" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fffbe9"/><stop offset="0.35" stop-color="#ffe08a"/><stop offset="0.75" stop-color="#ff8a3c" stop-opacity="0.85"/><stop offset="1" stop-color="#ff5b2e" stop-opacity="0"/></linearGradient></defs>`,
    `<g filter="url(#soft)"><path d="M748,470 L690,860 H910 L852,470 Z" fill="url(#plume)"/></g>
<path d="M764,474 L738,780 H862 L836,474 Z" fill="url(#plume)"/>`,
    rocket(800, 474, 330, LIT),
    smoke('lift-off', 800, 880, 620, 70, ['#ffc98a', '#8b5a52']),
    smoke('lift-off ground', 800, 940, 900, 60, ['#d98a5a', '#4b3440']),
    `<rect y="956" width="${WIDTH}" height="60" fill="#0f0c14"/>`,
  )

/** A quarter of an hour in one picture: the flight as a line of light over the sea. */
export const longExposure = () => {
  const chance = chanceOf('trails')
  const trails = Array.from({ length: 46 }, () => {
    const radius = chance.between(120, 1150)
    const from = chance.between(0, 6.2)
    const point = (angle: number) => `${n(1120 + radius * Math.cos(angle))},${n(120 + radius * 0.9 * Math.sin(angle))}`
    return `<path d="M${point(from)} A${n(radius)},${n(radius * 0.9)} 0 0 1 ${point(from + 0.1)}" opacity="${chance.between(0.12, 0.5).toFixed(2)}"/>`
  }).join('')
  return svg(
    sky([0, '#070b1e'], [0.5, '#132248'], [0.74, '#2d4a73'], [1, '#0d1730']),
    `<g stroke="#e8efff" stroke-width="2" fill="none" stroke-linecap="round">${trails}</g>`,
    glow(330, 700, 420, '#ffb066', 0.55),
    `<g fill="none" stroke-linecap="round"><path d="M330,704 C350,380 640,150 1330,96" stroke="#ff9c4f" stroke-width="26" opacity="0.35" filter="url(#soft)"/>
<path d="M330,704 C350,380 640,150 1330,96" stroke="#ffd9a0" stroke-width="9"/><path d="M330,704 C350,380 640,150 1330,96" stroke="#fffaf0" stroke-width="4"/></g>`,
    `<rect y="706" width="${WIDTH}" height="294" fill="#0b1530"/>`,
    Array.from({ length: 26 }, (_, index) => {
      const y = 716 + index * 10
      const wide = 26 + index * 7 + chance.between(-12, 12)
      return `<rect x="${n(330 - wide / 2 + chance.between(-10, 10))}" y="${y}" width="${n(wide)}" height="3" fill="#ffbd7a" opacity="${(0.75 - index * 0.024).toFixed(2)}"/>`
    }).join(''),
    ridge('palm shore', 930, 10, '#050914', 26),
  )
}

/** The control room, the trajectory on the wall. */
export const controlRoom = () =>
  svg(
    sky([0, '#0c141d'], [1, '#182633']),
    `<rect x="80" y="70" width="1440" height="520" fill="#14384f"/>
<g stroke="#2c6380" stroke-width="2" opacity="0.7">${[1, 2, 3, 4].map((i) => `<path d="M80,${70 + i * 104} H1520"/>`).join('')}${[1, 2, 3, 4, 5, 6, 7].map((i) => `<path d="M${80 + i * 180},70 V590"/>`).join('')}</g>
<path d="M80,430 C330,380 520,180 800,170 S1240,330 1520,260 V590 H80 Z" fill="#1d5878" opacity="0.75"/>
<path d="M90,520 C360,500 520,250 860,214 S1320,260 1510,236" fill="none" stroke="#f4dfae" stroke-width="9" stroke-linecap="round"/>
<circle cx="902" cy="209" r="16" fill="#fffdf5"/>`,
    glow(902, 209, 120, '#fff2cf', 0.5),
    [110, 490, 870, 1250]
      .map(
        (x) =>
          `<rect x="${x}" y="634" width="250" height="104" fill="#7fb7c4" opacity="0.9"/><g stroke="#2d5f72" stroke-width="5" fill="none"><path d="M${x + 20},${712} l50,-30 l46,14 l60,-40 l52,10"/></g>`,
      )
      .join(''),
    `<rect y="742" width="${WIDTH}" height="60" fill="#0b1118"/>`,
    [260, 640, 1010, 1380].map((x, index) => bust(x, 1010, 300 + (index % 2) * 24, '#060a0f')).join(''),
    [260, 640, 1010, 1380]
      .map((x) => `<path d="M${x - 62},772 a66,70 0 0 1 124,0" stroke="#22303c" stroke-width="9" fill="none"/>`)
      .join(''),
  )

/** The upper-stage engine on its test bench: copper, and hydrogen's blue. */
export const engine = () =>
  svg(
    sky([0, '#0b1322'], [0.6, '#172a48'], [1, '#0c1a31']),
    glow(800, 860, 560, '#7fb6ff', 0.75),
    `<defs><linearGradient id="copper" x1="0" x2="1"><stop offset="0" stop-color="#5d3b2e"/><stop offset="0.3" stop-color="#d6a07a"/><stop offset="0.55" stop-color="#b87a57"/><stop offset="1" stop-color="#4e2f27"/></linearGradient>
<linearGradient id="blue" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#ffffff"/><stop offset="0.4" stop-color="#bcdcff" stop-opacity="0.9"/><stop offset="1" stop-color="#5a97ff" stop-opacity="0"/></linearGradient></defs>`,
    `<g filter="url(#soft)"><path d="M520,660 L560,1010 H1040 L1080,660 Z" fill="url(#blue)"/></g><path d="M610,664 L660,960 H940 L990,664 Z" fill="url(#blue)"/>`,
    `<rect x="722" y="40" width="156" height="130" fill="#8c9099"/><rect x="800" y="40" width="78" height="130" fill="#6b707b"/>
<rect x="692" y="160" width="216" height="46" rx="8" fill="#a4a8b0"/><path d="M744,206 H856 L842,290 H758 Z" fill="#777c87"/>
<path d="M758,290 C716,380 560,470 510,664 H1090 C1040,470 884,380 842,290 Z" fill="url(#copper)"/>`,
    Array.from({ length: 13 }, (_, index) => {
      const y = 318 + index * 26
      const half = 46 + ((y - 290) / 374) ** 0.75 * 244
      return `<path d="M${n(800 - half)},${y} Q800,${y + 22} ${n(800 + half)},${y}" stroke="#3c241d" stroke-width="3" fill="none" opacity="0.65"/>`
    }).join(''),
    `<path d="M510,664 Q800,706 1090,664" stroke="#f0c9a6" stroke-width="10" fill="none"/>
<g stroke="#b9bdc6" stroke-width="20" fill="none"><path d="M692,184 H560 V330"/><path d="M908,184 H1050 V360"/></g>
<g stroke="#8a8f9a" stroke-width="9" fill="none"><path d="M700,120 H470 V420"/><path d="M900,110 H1150 V300"/></g>`,
  )

/** In orbit: what the launcher left behind, above the Earth's edge. */
export const satellite = () =>
  svg(
    sky([0, '#05070f'], [1, '#0a1226']),
    stars('orbit', 190, 900),
    `<defs><radialGradient id="earth" cx="0.5" cy="0.5" r="0.5"><stop offset="0.86" stop-color="#2a6f9d"/><stop offset="0.95" stop-color="#5fb2d6"/><stop offset="0.985" stop-color="#c7ecf7"/><stop offset="1" stop-color="#c7ecf7" stop-opacity="0"/></radialGradient></defs>
<circle cx="700" cy="2040" r="1420" fill="url(#earth)"/>`,
    `<g fill="#f4f8fa" opacity="0.42" filter="url(#soft)"><ellipse cx="420" cy="760" rx="210" ry="22"/><ellipse cx="860" cy="800" rx="300" ry="26"/><ellipse cx="620" cy="900" rx="260" ry="24"/><ellipse cx="1240" cy="930" rx="180" ry="20"/></g>`,
    `<g transform="translate(960 340) rotate(-16)"><g fill="#20375f" stroke="#7d93b8" stroke-width="4">
${[-470, -345, -220].map((x) => `<rect x="${x}" y="-58" width="118" height="116"/>`).join('')}${[104, 229, 354].map((x) => `<rect x="${x}" y="-58" width="118" height="116"/>`).join('')}</g>
<g stroke="#4c689a" stroke-width="2">${[-430, -390, -305, -265, -180, -140, 144, 184, 269, 309, 394, 434].map((x) => `<path d="M${x},-58 V58"/>`).join('')}<path d="M-470,0 H-102 M104,0 H472"/></g>
<rect x="-102" y="-12" width="206" height="24" fill="#9aa0ab"/><rect x="-78" y="-88" width="156" height="176" fill="#d9b45f"/><path d="M-78,-88 L0,-20 L78,-88 Z" fill="#f0d58d"/><path d="M-78,88 L0,-20 L78,88 Z" fill="#b98f3d"/>
<path d="M-46,88 Q0,160 46,88 Z" fill="#e8e6e0"/><path d="M0,120 V168" stroke="#e8e6e0" stroke-width="6"/></g>`,
    glow(250, 150, 260, '#fff6dd', 0.55),
  )

/** The assembly hall: a stage on its cradle, people for the scale. */
export const assembly = () =>
  svg(
    sky([0, '#d9d6ce'], [0.7, '#efece4'], [1, '#b9b4a9']),
    Array.from(
      { length: 9 },
      (_, index) =>
        `<rect x="${index * 190 - 20}" y="0" width="18" height="640" fill="#a9a59b"/><path d="M${index * 190},40 l172,120 m0,-120 l-172,120" stroke="#b9b5ab" stroke-width="6"/>`,
    ).join(''),
    `<rect y="160" width="${WIDTH}" height="26" fill="#8f8b82"/><rect x="1010" y="186" width="70" height="60" fill="#c4532b"/><path d="M1045,246 V330" stroke="#6b675f" stroke-width="7"/>`,
    `<defs><linearGradient id="tank" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fbfaf6"/><stop offset="0.5" stop-color="#e3dfd6"/><stop offset="1" stop-color="#a7a196"/></linearGradient></defs>
<rect x="210" y="366" width="1010" height="290" rx="10" fill="url(#tank)"/><path d="M1220,366 C1370,380 1440,470 1450,511 C1440,552 1370,642 1220,656 Z" fill="url(#tank)"/>
<rect x="430" y="366" width="34" height="290" fill="#c4532b"/><rect x="300" y="366" width="12" height="290" fill="#2b2f3a"/><rect x="960" y="366" width="12" height="290" fill="#2b2f3a"/>
<path d="M210,420 L120,470 V552 L210,602 Z" fill="#3a3f4c"/>`,
    [360, 780, 1120]
      .map(
        (x) =>
          `<path d="M${x - 70},656 L${x - 110},800 H${x + 110} L${x + 70},656 Z" fill="#5d6470"/><rect x="${x - 120}" y="792" width="240" height="24" fill="#434954"/>`,
      )
      .join(''),
    `<rect y="812" width="${WIDTH}" height="190" fill="#8e897e"/><path d="M0,870 H${WIDTH}" stroke="#d9b45f" stroke-width="10" stroke-dasharray="70 40"/>`,
    [560, 640, 1320]
      .map(
        (x, index) =>
          `<g transform="translate(${x} ${842 + index * 8})" fill="#20242c"><circle cx="0" cy="-132" r="17"/><path d="M-20,-116 q20,-10 40,0 l8,62 h-10 l-4,74 h-28 l-4,-74 h-10 Z"/></g><path d="M${x - 18},${704 + index * 8} a18,16 0 0 1 36,0 Z" fill="#e8b13a"/>`,
      )
      .join(''),
  )

/** By day: the gantry rolls back over the green. */
export const gantry = () =>
  svg(
    sky([0, '#5fa3cf'], [0.5, '#a9d3e4'], [0.75, '#e9f0e4'], [1, '#e9f0e4']),
    `<g fill="#ffffff" opacity="0.8" filter="url(#soft)"><ellipse cx="320" cy="230" rx="200" ry="42"/><ellipse cx="470" cy="262" rx="150" ry="34"/><ellipse cx="1280" cy="150" rx="240" ry="40"/></g>`,
    ridge('forest far', 700, 14, '#6f9a78', 22),
    ridge('forest near', 738, 16, '#3f6b4c', 18),
    mast(250, 820, 560, 18, '#6d747c'),
    mast(1330, 820, 560, 18, '#6d747c'),
    rocket(610, 800, 500),
    mast(700, 812, 430, 50, '#87909a'),
    `<g><rect x="960" y="250" width="290" height="560" fill="#5b6672"/><rect x="960" y="250" width="120" height="560" fill="#6c7885"/>
${Array.from({ length: 9 }, (_, index) => `<rect x="960" y="${290 + index * 58}" width="290" height="7" fill="#46505b"/>`).join('')}<rect x="930" y="216" width="350" height="44" fill="#454f5a"/></g>`,
    `<rect y="808" width="${WIDTH}" height="200" fill="#b7b3a4"/><g stroke="#8b8779" stroke-width="9"><path d="M420,852 H1600 M420,900 H1600"/></g><path d="M480,808 H760 L790,840 H450 Z" fill="#8f8b7e"/>`,
  )

/** The fairing opens at 110 km. */
export const fairing = () =>
  svg(
    sky([0, '#04060d'], [0.7, '#0d1a33'], [1, '#21507a']),
    stars('fairing', 150, 800),
    `<g filter="url(#haze)"><ellipse cx="800" cy="1080" rx="1100" ry="170" fill="#8fd3f0" opacity="0.6"/></g>`,
    `<g transform="rotate(-17 560 520)"><path d="M600,150 C480,250 440,380 440,520 V790 H580 V520 C580,380 592,250 600,150 Z" fill="#ece9e2"/><path d="M580,790 V520 C580,380 592,250 600,150 C560,260 545,390 545,520 V790 Z" fill="#a9a6a3"/><rect x="440" y="640" width="140" height="20" fill="#c4532b"/></g>
<g transform="rotate(17 1040 520)"><path d="M1000,150 C1120,250 1160,380 1160,520 V790 H1020 V520 C1020,380 1008,250 1000,150 Z" fill="#ece9e2"/><path d="M1020,790 V520 C1020,380 1008,250 1000,150 C1040,260 1055,390 1055,520 V790 Z" fill="#a9a6a3"/><rect x="1020" y="640" width="140" height="20" fill="#c4532b"/></g>`,
    `<g transform="translate(800 520)"><rect x="-70" y="-130" width="140" height="230" fill="#d9b45f"/><path d="M-70,-130 L0,-30 L70,-130 Z" fill="#f3dc9d"/><path d="M-70,100 L0,-30 L70,100 Z" fill="#b58b3c"/><rect x="-96" y="-100" width="22" height="170" fill="#27406a"/><rect x="74" y="-100" width="22" height="170" fill="#27406a"/><path d="M-60,100 L-96,260 H96 L60,100 Z" fill="#6e747f"/><rect x="-110" y="260" width="220" height="300" fill="#e7e3da"/><rect x="10" y="260" width="100" height="300" fill="#b9b5ae"/></g>`,
  )

/** Morning at the base: a dish, the savannah, the sea behind. */
export const antenna = () =>
  svg(
    sky([0, '#f3d9b1'], [0.45, '#f6e9d2'], [0.62, '#cfe3e2'], [1, '#9fc6c9']),
    glow(1240, 330, 420, '#fff3d0', 0.9),
    `<circle cx="1240" cy="330" r="64" fill="#fff8e4"/>`,
    `<rect y="560" width="${WIDTH}" height="80" fill="#86b3b8"/>`,
    ridge('savannah far', 640, 10, '#8a9a63', 24),
    ridge('savannah near', 720, 16, '#5d7346', 20),
    `<g transform="translate(560 560)"><path d="M-70,300 L-24,20 H24 L70,300 Z" fill="#4a525c"/><g transform="rotate(-32)"><ellipse cx="0" cy="-40" rx="270" ry="92" fill="#eceae4"/><ellipse cx="0" cy="-54" rx="246" ry="74" fill="#c9c7c1"/><path d="M-120,-70 L0,-230 L120,-70" stroke="#8c9099" stroke-width="8" fill="none"/><circle cx="0" cy="-232" r="18" fill="#4a525c"/></g></g>`,
    ridge('grass', 850, 22, '#34482f', 14),
  )
