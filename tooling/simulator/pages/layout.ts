export const escape = (value: unknown): string =>
  String(value).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

const style = `
:root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1c1b19;--soft:#6b6862;--line:#d9d5cc}
@media (prefers-color-scheme:dark){:root{--paper:#181715;--ink:#ece8df;--soft:#a19c92;--line:#3a3732}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Georgia,'Iowan Old Style',serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.6rem;font-weight:500;line-height:1.2;margin:0 0 .5rem}
h2{font-size:1.15rem;font-weight:500;margin:2.5rem 0 .25rem;padding-top:.75rem;border-top:1px solid var(--line)}
p{margin:.5rem 0}
small,.soft,time,figcaption{color:var(--soft);font:14px/1.45 system-ui,sans-serif}
a{color:inherit;text-decoration-color:var(--soft);text-underline-offset:.15em}
ul.posts{list-style:none;margin:.5rem 0 0;padding:0}
ul.posts>li{padding:.8rem 0;border-top:1px solid var(--line)}
ul.posts>li:first-child{border-top:0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;font:14px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.25rem 1.25rem .25rem 0;border-top:1px solid var(--line);font-weight:400}
td.n{text-align:right}
.images{display:flex;flex-wrap:wrap;gap:.5rem;margin:.6rem 0}
.images figure{margin:0;max-width:20rem}
img{max-width:100%;max-height:26rem;display:block}
fieldset{border:0;padding:0;margin:1rem 0}
label{display:block;padding:.4rem 0;border-top:1px solid var(--line)}
button{font:inherit;padding:.45rem 1.1rem;border:1px solid var(--ink);background:none;color:inherit;cursor:pointer;margin-right:.5rem}
button:first-of-type{background:var(--ink);color:var(--paper)}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(19rem,1fr));gap:0 2.5rem}
code{font-size:.85em}
`

/** A page without script: readable on a phone, light and dark. `body` is markup, already escaped where it must be. */
export const page = (french: boolean, title: string, body: string): string =>
  `<!doctype html><html lang="${french ? 'fr' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>${escape(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`
