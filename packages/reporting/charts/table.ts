import { html, type Markup } from '../markup/index.ts'
import type { DataTable } from './data.ts'

/** The table that says what a chart shows, for who cannot see it or wants the numbers. The caller hides it or folds it away. */
export function renderTable(table: DataTable): Markup {
  const cell = (text: string, i: number): Markup =>
    i === 0 ? html`<th scope="row">${text}</th>` : html`<td>${text}</td>`
  const head = html`<thead>
    <tr>
      ${table.head.map((h) => html`<th scope="col">${h}</th>`)}
    </tr>
  </thead>`
  const body = html`<tbody>
    ${table.rows.map(
      (row) =>
        html`<tr>
          ${row.map(cell)}
        </tr>`,
    )}
  </tbody>`
  return html`<table class="data">
    <caption>
      ${table.caption}
    </caption>
    ${head}${body}
  </table>`
}
