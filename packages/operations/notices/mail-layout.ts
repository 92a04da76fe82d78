import type { Language } from '@comptoir/domain/shared'

export type MailWords = {
  subject: string
  greeting: string
  /** Plain paragraphs. */
  paragraphs: readonly string[]
  button?: { label: string; url: string } | undefined
  footer: string
}

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** One plain layout for every mail: a text part, and the same in HTML that any mail program shows. */
export function layOutMail(words: MailWords, language: Language): { subject: string; text: string; html: string } {
  const text = [
    words.greeting,
    ...words.paragraphs,
    ...(words.button ? [`${words.button.label}\n${words.button.url}`] : []),
    '--',
    words.footer,
  ].join('\n\n')
  const paragraph = (line: string) => `<p style="margin:0 0 16px">${escape(line)}</p>`
  const button = words.button
    ? `<p style="margin:24px 0"><a href="${escape(words.button.url)}" style="display:inline-block;padding:12px 20px;background:#15181c;color:#ffffff;text-decoration:none;border-radius:5px;font-weight:bold">${escape(words.button.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#62686f;word-break:break-all">${escape(words.button.url)}</p>`
    : ''
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(words.subject)}</title></head>
<body style="margin:0;background:#f4f4f1;color:#15181c;font:16px/24px system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:32px 20px">
<p style="margin:0 0 24px;padding-bottom:12px;border-bottom:1px solid #15181c;font-weight:bold">Comptoir</p>
${paragraph(words.greeting)}${words.paragraphs.map(paragraph).join('')}${button}
<p style="margin:32px 0 0;padding-top:12px;border-top:1px solid #d2d2cc;font-size:13px;color:#62686f">${escape(words.footer)}</p>
</div></body></html>`
  return { subject: words.subject, text, html }
}
