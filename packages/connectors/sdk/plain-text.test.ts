import { expect, test } from 'vitest'
import { comparable, textOfHtml, unescaped } from './plain-text.ts'

test('escapes of HTML are undone once, and what is no escape stays', () => {
  expect(unescaped('Tom &amp; Jerry &lt;3 &#39;&#x1F680;&quot; &amp;lt; &nope; &#99999999;')).toBe(
    `Tom & Jerry <3 '🚀" &lt; &nope; &#99999999;`,
  )
})

test('a status in HTML reads as it was written, shortened addresses and all', () => {
  const html =
    '<p>Suivez &laquo;&nbsp;Lyre&nbsp;3&nbsp;&raquo;<br />ici : <a href="https://orphee.test/direct"><span class="invisible">https://</span><span>orphee.test/direct</span></a></p><p>À tout de suite</p>'
  expect(textOfHtml(html.replaceAll('&laquo;', '«').replaceAll('&raquo;', '»'))).toContain(
    'ici : https://orphee.test/direct\n\nÀ tout',
  )
})

test('text is compared composed, without invisible characters and runs of white space', () => {
  expect(comparable('  Orphe\u0301e\u200b \u00a0\n 5 ')).toBe('Orphée 5')
})
