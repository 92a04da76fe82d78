import { chartStyle } from '../charts/index.ts'
import { clientColours } from './colour.ts'

// One stylesheet, inside the page, so that a saved copy of the page is the page. No font is fetched: system faces, and ours where they are installed.
const SANS =
  '"Public Sans Variable","Public Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Emoji Variable",sans-serif'
const SERIF = '"Newsreader Variable","Newsreader","Iowan Old Style",Charter,Georgia,"Noto Emoji Variable",serif'

const tokens = (colour: string): string => {
  const client = clientColours(colour)
  return `:root{color-scheme:light dark;--font:${SANS};--serif:${SERIF};--paper:#f7f6f1;--text:#15181c;--text-2:#454b53;--text-3:#5c6269;--hair:#e3e3de;--line:#d2d2cc;--strong:#83888f;--grid:#e3e3dd;--series-2:#7a8087;--raised:#fff;--client:${client.day};--client-bg:${client.dayTint};--facebook:#0866ff;--x:#15181c;--bluesky:#0a6fe0;--mastodon:#563acc}
@media screen and (prefers-color-scheme:dark){:root{--paper:#0f1113;--text:#eceef0;--text-2:#b9bfc6;--text-3:#959ca5;--hair:#23282d;--line:#30363c;--strong:#6d757e;--grid:#262b30;--series-2:#8d949c;--raised:#1b1f23;--client:${client.night};--client-bg:${client.nightTint};--facebook:#5c9bff;--x:#eceef0;--bluesky:#58a6ff;--mastodon:#a596ff}}`
}

export const base = `*,::before,::after{box-sizing:border-box}body,h1,h2,h3,p,dl,dd,dt,figure,ul,ol,table{margin:0;padding:0}ul{list-style:none}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{background:var(--paper);color:var(--text);font:16px/24px var(--font);font-variant-numeric:tabular-nums lining-nums;-webkit-font-smoothing:antialiased}
a{color:inherit;text-decoration:underline 1px var(--strong);text-underline-offset:3px}a:hover{text-decoration-color:currentColor}
:focus-visible{outline:2px solid var(--text);outline-offset:2px;border-radius:2px}
.marks{position:absolute}.hid{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`

const page = `.paper{max-width:1128px;margin:0 auto;padding:0 24px 40px}
.mast{display:flex;gap:8px 28px;align-items:center;padding:16px 0 10px;border-bottom:3px double var(--text);font-size:13px;line-height:20px;color:var(--text-2)}
.brand{display:flex;gap:10px;align-items:center;font-weight:650;font-size:16px;color:var(--text);margin-right:auto}.brand img{width:28px;height:28px;border-radius:3px;object-fit:cover;display:block}
.dl{display:flex;gap:14px}.draft{color:var(--text);font-weight:650}
h1{font:500 60px/61px var(--serif);letter-spacing:-.02em;text-wrap:balance}
.fig{font-weight:600;text-decoration:underline dotted 1px var(--strong);text-underline-offset:3px;scroll-margin-block:45vh}
h1 .fig{font-weight:inherit;color:var(--client);text-decoration:underline dotted 2px;text-decoration-color:color-mix(in srgb,var(--client) 55%,transparent);text-underline-offset:8px}
.none{color:var(--text-3);font-weight:400}
.lead{display:grid;grid-template-columns:minmax(0,1fr) 264px;gap:20px 40px;padding-top:24px}
.deck{font-size:18px;line-height:27px;color:var(--text-2);padding-top:14px;max-width:44em;text-wrap:pretty}
.brief{border-left:1px solid var(--line);padding-left:24px;grid-row:1/span 2;grid-column:2}
h2{font-weight:650;font-size:14px;line-height:20px;padding-bottom:7px;border-bottom:1px solid var(--text)}
.brief dl>div{padding:12px 0 11px;border-bottom:1px solid var(--hair)}.brief dl>div:last-child{border-bottom:0}.brief dt{font-size:13px;line-height:20px;color:var(--text-2)}
.brief dd .fig.big{font:500 38px/44px var(--serif);letter-spacing:-.01em;display:block;width:fit-content;text-underline-offset:5px}.brief dd .none.big{font-size:22px;letter-spacing:0}
.brief dd span.sub{font-size:13px;line-height:18px;color:var(--text-2);display:block;padding-top:4px}.sub .fig{color:var(--text);text-decoration:none}.sub>.fig{font-weight:400}.sub .fig:hover{text-decoration:underline dotted 1px}
figcaption{font-size:14px;line-height:20px;color:var(--text-2);padding-bottom:6px}figcaption b{display:block;color:var(--text);font-weight:650;font-size:17px;line-height:24px}
.m,.s{display:none}.src{font-size:12px;line-height:16px;color:var(--text-3);padding-top:6px;text-wrap:pretty}main>section+section{padding-top:30px}
.cols{display:grid;grid-template-columns:repeat(3,1fr);gap:0 32px;padding-top:12px}.cols.two-c{grid-template-columns:1fr 1fr}.cols.one-c{grid-template-columns:minmax(0,44em)}.cols p{text-wrap:pretty;line-height:25px;font-weight:400}.cols p:nth-child(n+2){border-left:1px solid var(--hair);padding-left:32px}.cols p:nth-child(3n+1){border-left:0;padding-left:0}.cols p:nth-child(n+4){padding-top:16px}
.minis{display:grid;grid-template-columns:repeat(3,1fr);gap:24px 32px;padding-top:12px}.minis.k1{grid-template-columns:minmax(0,520px)}.minis.k2,.minis.k4{grid-template-columns:1fr 1fr}.mini figcaption{display:flex;gap:8px;align-items:center}.mini figcaption b{font-size:15px}.mini figcaption .fig,.mini figcaption .none{margin-left:auto;color:var(--text)}
.n{width:16px;height:16px;flex:none;fill:var(--text-2);display:inline-block;vertical-align:-2px}.n.facebook{fill:var(--facebook)}.n.x{fill:var(--x)}.n.bluesky{fill:var(--bluesky)}.n.mastodon{fill:var(--mastodon)}
.pair{display:grid;grid-template-columns:400px minmax(0,1fr);gap:40px}.pair.alone{grid-template-columns:minmax(0,1fr)}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px}th,td{text-align:right;padding:9px 0 9px 10px;border-bottom:1px solid var(--hair);white-space:nowrap;font-weight:400}thead th{font-size:12px;line-height:16px;color:var(--text-3);vertical-align:bottom;white-space:normal}th:first-child{text-align:left;padding-left:0}tbody th{font-weight:500}tbody th .n{margin-right:8px}td i{font-style:normal;color:var(--text-3)}td i .fig{font-weight:400;color:inherit}td .fig{text-decoration-color:transparent}td:nth-child(n+4) .fig,td .soft{font-weight:400}td:hover .fig,td .fig:focus-visible,td:nth-child(2) .fig{text-decoration-color:var(--strong)}
.bps{display:grid;grid-template-columns:1.35fr 1fr 1fr;gap:32px;padding-top:14px}.bps.k1{grid-template-columns:minmax(0,520px)}.bps.k2{grid-template-columns:1fr 1fr}.bps.many{grid-template-columns:repeat(3,1fr)}
.bp{display:flex;flex-direction:column}.pic{width:100%;height:auto;aspect-ratio:16/9;object-fit:cover;display:block;background:var(--hair)}.k3 .bp:not(:first-child) .pic,.k3 .bp:not(:first-child) .quote{aspect-ratio:1.318}
.quote{aspect-ratio:16/9;overflow:hidden;border-top:1px solid var(--text);border-bottom:1px solid var(--hair);padding:14px 0;font:400 19px/26px var(--serif);color:var(--text-2);text-wrap:pretty}.quote p{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:6;overflow:hidden}.bps:not(:has(.pic)) .quote{aspect-ratio:auto!important}
.bp h3{font:500 24px/28px var(--serif);padding:10px 0 4px;text-wrap:balance;overflow-wrap:anywhere}.by{display:flex;gap:6px;align-items:center;font-size:13px;line-height:20px;color:var(--text-3);padding-bottom:4px}.bp>p{font-size:15px;line-height:23px}.bp>p.by{font-size:13px;line-height:20px}
.cor{font-size:13px!important;line-height:20px!important;background:var(--client-bg);padding:8px 10px;margin-top:8px;border-left:2px solid var(--client)}
.rows{padding-top:6px;font-size:13px;line-height:20px;color:var(--text-2)}.rows summary{cursor:pointer;width:fit-content;color:var(--text-3);font-size:12px;line-height:20px}.rows .data{font-size:13px;max-width:560px;margin-top:6px}.rows .data th,.rows .data td{padding:4px 0 4px 10px}.rows .data th:first-child{padding-left:0}.rows caption{text-align:left;font-weight:600;color:var(--text);padding:6px 0}.rows td:last-child{white-space:normal}
.foot{margin-top:34px;border-top:3px double var(--text);padding-top:14px}.foot h2{border:0}.foot>dl{columns:3;column-gap:32px}.foot>dl>div{break-inside:avoid;padding:0 0 10px;font-size:12px;line-height:17px;scroll-margin-block:30vh}.foot dt{font-weight:650}.foot dd{color:var(--text-2);text-wrap:pretty;overflow-wrap:anywhere}.foot dd b{font-weight:600}.foot div:target,.foot span:target{background:var(--client-bg);box-shadow:0 0 0 6px var(--client-bg)}
.sheet{display:none}.sheet:focus{outline:0}.sheet:target{display:block;position:fixed;z-index:2;inset:auto 0 0 0;max-height:72vh;overflow:auto;background:var(--raised);color:var(--text);border-top:2px solid var(--text);padding:14px 16px calc(14px + env(safe-area-inset-bottom));font-size:14px;line-height:20px;box-shadow:0 -8px 28px rgb(20 24 28/.16)}
.sheet h3{font-size:14px;font-weight:500;display:flex;gap:16px;justify-content:space-between;align-items:baseline}.sheet h3 b{font:500 26px/30px var(--serif);white-space:nowrap}.sheet p{padding-top:6px;color:var(--text-2)}.sheet ul{padding-top:8px}.sheet li{display:grid;grid-template-columns:6.5em 1fr;gap:12px;padding:4px 0;border-top:1px solid var(--hair);color:var(--text-2)}.sheet li b{color:var(--text);font-weight:600;text-align:right}.sheet .go{display:flex;justify-content:space-between;padding-top:12px}.sheet .go a{padding:6px 0}
@media screen and (min-width:721px){.sheet:target{inset:auto 24px 24px auto;width:420px;border:1px solid var(--line);border-top:2px solid var(--text);border-radius:5px;padding-bottom:14px}}`

const narrow = `@media screen and (max-width:1040px){.w{display:none}.m{display:block}.pair{grid-template-columns:minmax(0,1fr);gap:28px}.pair>figure{max-width:520px}h1{font-size:46px;line-height:48px}.lead{grid-template-columns:minmax(0,1fr) 220px;gap:20px 28px}.brief{padding-left:18px}.brief dd .fig.big{font-size:32px}.bps,.minis,.cols{gap:20px}.cols p:nth-child(n+2){padding-left:20px}}
@media screen and (max-width:720px){.m,.w{display:none}.s{display:block}.pair .w,.minis .w{display:block}.paper{padding:0 16px 32px}.mast{flex-wrap:wrap;gap:0 14px;padding-top:12px}.brand{flex-basis:100%;padding-bottom:4px}.dl{margin-left:auto}.dl a{padding:4px 0}h1{font-size:36px;line-height:39px}.lead{display:block;padding-top:18px}.deck{font-size:17px;line-height:26px;padding-bottom:18px}.brief{border:0;padding:0 0 20px}.brief dl{display:grid;grid-template-columns:1fr 1fr;gap:0 16px}.brief dd .fig.big{font-size:32px;line-height:38px}.brief dl>div:last-child:nth-child(odd){grid-column:1/-1}.brief dl>div:last-child{border-bottom:1px solid var(--hair)}
.cols,.cols.two-c,.minis,.minis.k2,.minis.k4,.bps,.bps.k2,.bps.many{grid-template-columns:minmax(0,1fr);gap:18px}.cols p:nth-child(n+2){border:0;padding:0}.cols p:nth-child(n+4){padding:0}.pair{display:block}.pair>figure{max-width:none}.tab{padding-top:28px}.k3 .bp:not(:first-child) .pic{aspect-ratio:16/9}.quote,.k3 .bp:not(:first-child) .quote{aspect-ratio:auto}
.nums thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.nums,.nums tbody{display:block}.nums tr{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 16px;padding:10px 0;border-bottom:1px solid var(--hair)}.nums th,.nums td{border:0;padding:2px 0;white-space:normal}.nums td .none{text-align:right}.nums tbody th{font-size:16px}.nums td:nth-child(2){font-size:16px}.nums td{display:flex;justify-content:space-between;gap:8px;align-items:baseline}.nums td:nth-child(2){justify-content:flex-end}.nums td:nth-child(2)::before{content:none}.nums td::before{content:attr(data-l);text-align:left;color:var(--text-3);font-size:12px}.nums td i{display:none}
.foot>dl{columns:1}.foot>dl>div{font-size:13px;line-height:19px}}`

const print = `@page{size:A4;margin:13mm 14mm 15mm;@bottom-right{content:counter(page) " / " counter(pages);font:7.5pt var(--font);color:#5c6269}}
@media print{.foot>dl>div{scroll-margin:0}:root{color-scheme:light;--paper:#fff}body{font-size:10.5pt;line-height:15pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}.paper{max-width:none;padding:0}.dl,.rows,.sheet,.go-post{display:none!important}.w{display:none}.m{display:block}
.mast{padding-top:0;font-size:8.5pt;line-height:12pt}.brand{font-size:11pt}h1{font-size:27pt;line-height:28pt}h1 .fig{text-decoration-thickness:1px;text-underline-offset:5px}.deck{font-size:11pt;line-height:15pt;padding-top:6px}.lead{grid-template-columns:minmax(0,1fr) 46mm;gap:8px 20px;padding-top:10px}.brief{padding-left:14px}.brief dl>div{padding:6px 0}.brief dt{font-size:8.5pt;line-height:12pt}.brief dd span.sub{padding-top:1px;line-height:12pt;font-size:8.5pt}.brief dd .fig.big{font-size:21pt;line-height:25pt}.brief dd .none.big{font-size:13pt}
h2{font-size:10pt;line-height:14pt;padding-bottom:4px}figcaption{font-size:8.5pt;line-height:12pt;padding-bottom:4px}figcaption b{font-size:11pt;line-height:15pt}.src{font-size:7.5pt;line-height:10pt;padding-top:4px}main>section+section{padding-top:14px}.cols{gap:0 16px;padding-top:8px}.cols p{font-size:9.5pt;line-height:14pt}.cols p:nth-child(n+2){padding-left:16px}.minis{gap:14px 20px;padding-top:8px}.mini figcaption b{font-size:10pt}.mini figcaption{font-size:9pt}.n{width:11px;height:11px;vertical-align:-1px}
.pair{grid-template-columns:56mm minmax(0,1fr);gap:14px}.pair.alone{grid-template-columns:minmax(0,1fr)}table{font-size:7.6pt;line-height:11pt}th,td{padding:5px 0 5px 7px}thead th{font-size:7pt;line-height:9pt}tbody th .n{margin-right:4px}td i{font-size:6.8pt}.bps{gap:16px;padding-top:8px}.pic{max-height:36mm}.quote{max-height:36mm;font-size:11pt;line-height:15pt;padding:8px 0}.bp>p{font-size:9pt;line-height:13pt}.bp h3{font-size:14pt;line-height:16pt;padding:7px 0 2px}.by,.bp>p.by{font-size:8pt;line-height:11pt}.cor{font-size:8pt!important;line-height:11pt!important;padding:5px 8px}
.foot{margin-top:14px;padding-top:8px}.foot>dl{column-gap:20px}.foot>dl>div{font-size:7.2pt;line-height:9.6pt;padding-bottom:5px}section,figure,article,tr,.foot>dl>div{break-inside:avoid}.lead,.best,.fixes{break-inside:auto}h2,figcaption{break-after:avoid}.fig{text-decoration-color:#83888f}}`

/** The stylesheet of a report, with the client's colour made legible. */
export function reportStyle(colour: string): string {
  return [tokens(colour), base, page, chartStyle, narrow, print].join('\n')
}

/** The stylesheet of the small pages that stand before a report. */
export function doorStyle(colour: string): string {
  return [
    tokens(colour),
    base,
    `.door{max-width:460px;margin:0 auto;padding:12vh 20px 40px}.brand{font-weight:650;padding-bottom:10px;border-bottom:3px double var(--text)}h1{font:500 34px/38px var(--serif);letter-spacing:-.015em;text-wrap:balance;padding:26px 0 10px}.door p{color:var(--text-2);text-wrap:pretty}form{padding-top:20px;display:grid;gap:6px}label{font-weight:600;font-size:14px}input{font:inherit;height:48px;padding:0 12px;border:1px solid var(--strong);border-radius:5px;background:var(--raised);color:var(--text);width:100%}button{font:600 16px var(--font);height:48px;margin-top:8px;border:0;border-radius:5px;background:var(--text);color:var(--paper);cursor:pointer}.err{color:var(--text)!important;font-weight:600;border-left:3px solid var(--text);padding-left:10px;margin-top:4px}.small{font-size:13px;line-height:19px;padding-top:28px}`,
  ].join('\n')
}

/** The stylesheet of the page that asks one person for a go: two buttons under the thumb, whatever the reason's length. */
export function pollStyle(): string {
  return [
    tokens('#15181c'),
    base,
    `.poll{max-width:520px;min-height:100dvh;margin:0 auto;padding:0 16px 132px}.poll header{display:flex;flex-direction:column;padding:12px 0 10px;border-bottom:1px solid var(--line)}.poll header span,.who{font-size:14px;line-height:20px;color:var(--text-3)}.who{padding-top:14px}
.poll h1{font-weight:650;font-size:26px;line-height:32px;letter-spacing:-.01em;text-wrap:balance;padding:2px 0 12px}.poll dl{display:grid;grid-template-columns:auto 1fr;gap:0 16px;padding:10px 0;border-block:1px solid var(--line)}.poll dt,.soft{color:var(--text-3)}
.poll p{text-wrap:pretty}.until{font-weight:600;padding-top:12px}.more,.quote{color:var(--text-2);padding-top:4px}.said{font-weight:600;border-left:3px solid var(--text);padding-left:10px;margin:12px 0 4px}.quote{border-left:1px solid var(--line);padding-left:12px;white-space:pre-line;overflow-wrap:anywhere}
.poll form{padding-top:14px;display:grid;gap:6px}.poll label{font-weight:600;font-size:14px}.poll textarea{font:inherit;padding:8px 12px;border:1px solid var(--strong);border-radius:5px;background:var(--raised);color:var(--text);width:100%;resize:vertical}
.thumb{position:fixed;inset:auto 0 0;display:flex;justify-content:center;gap:10px;background:var(--paper);border-top:1px solid var(--line);padding:14px 16px calc(16px + env(safe-area-inset-bottom))}.thumb button{font:600 19px var(--font);height:68px;flex:1;max-width:254px;border-radius:5px;border:1px solid var(--strong);background:var(--raised);color:var(--text);cursor:pointer;-webkit-tap-highlight-color:transparent}.thumb button:active{transform:translateY(1px);opacity:.8}.thumb .go{border-color:var(--text);background:var(--text);color:var(--paper)}
.small{font-size:13px;line-height:19px;color:var(--text-3);padding-top:18px}
@media (min-width:721px){.poll{padding-top:24px;padding-bottom:40px}.thumb{position:static;border:0;padding:8px 0}.thumb button{max-width:none}}`,
  ].join('\n')
}
