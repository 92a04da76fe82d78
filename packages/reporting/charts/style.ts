/**
 * How charts look, for a page's stylesheet. It reads the page's tokens (--text, --text-2, --text-3, --strong, --grid, --series-2, --client,
 * --paper, --font) and falls back to ink on paper. Labels carry a halo of the page's colour, so that a line behind them never cuts a letter.
 */
export const chartStyle = `.ch{display:block;width:100%;height:auto;overflow:visible;font:12.5px var(--font,system-ui,sans-serif);font-variant-numeric:tabular-nums lining-nums}
.ch text{fill:var(--text-2,#454b53);paint-order:stroke;stroke:var(--paper,#fff);stroke-width:3.5px;stroke-linejoin:round}
.ch .c{fill:var(--text-3,#62686f);font-size:12px;font-weight:400}
.ch .n3{font-size:11.5px}
.ch .v{fill:var(--text,#15181c);font-weight:650;font-size:14px}
.ch .lt{fill:var(--client,#15181c);font-weight:650}
.ch .gr{stroke:var(--grid,#e6e6e1);fill:none}
.ch .ax{stroke:var(--text,#15181c);fill:none}
.ch .cutax{stroke-dasharray:1 3}
.ch .la{stroke:var(--client,#15181c);stroke-width:1.25;fill:none}
.ch .s1{fill:none;stroke:var(--text,#15181c);stroke-width:2.5;stroke-linejoin:round}
.ch .thin{stroke-width:2}
.ch .s2{fill:none;stroke:var(--series-2,#7a8087);stroke-width:1.5;stroke-linejoin:round}
.ch .s1,.ch .s2{stroke-linecap:butt}
.ch .gl{stroke:var(--strong,#83888f);stroke-dasharray:2 3;fill:none}
.ch .goal{stroke:var(--text-2,#454b53);stroke-dasharray:5 4;fill:none}
.ch .cone{fill:var(--text,#15181c);opacity:.1}
.ch .proj{fill:none;stroke:var(--text,#15181c);stroke-width:1.5;stroke-dasharray:2 4;stroke-linecap:round}
.ch .dot{fill:var(--text,#15181c)}
@media (forced-colors:active){.ch text{stroke:Canvas;fill:CanvasText}.ch .s1,.ch .ax,.ch .la,.ch .proj{stroke:CanvasText}.ch .dot{fill:CanvasText}}`
