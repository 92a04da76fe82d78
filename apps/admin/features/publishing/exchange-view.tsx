import { duration, number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { bodyText, type Exchange } from './exchange.ts'

/** What went over the wire and what came back, as it was kept: tokens and passwords are taken out before anything is written down. */
export function ExchangeView({ exchange, open = false }: { exchange: Exchange; open?: boolean }) {
  const { method, url, requestBody, status, responseBody, took, outcome } = exchange
  const answered = outcome === 'answered' && status !== null
  return (
    <div className="grid gap-1.5 py-1.5 text-12">
      <p className="[overflow-wrap:anywhere]">
        <b>{method}</b> {url}
      </p>
      {requestBody && <Bytes name={m['deliveries.bytes-sent']()} text={bodyText(requestBody)} open={open} />}
      {(outcome !== 'unknown' || took >= 1000) && (
        <p className="text-ink-2">
          {answered
            ? m['deliveries.answered']({ status: String(status), ms: number(Math.round(took)) })
            : outcome === 'not-sent'
              ? m['deliveries.not-sent']()
              : m['deliveries.no-answer']({ span: duration(Math.max(1, Math.round(took / 1000))) })}
        </p>
      )}
      {answered && responseBody && (
        <Bytes name={m['deliveries.bytes-answered']()} text={bodyText(responseBody)} open={open} />
      )}
    </div>
  )
}

function Bytes({ name, text, open }: { name: string; text: string; open: boolean }) {
  return (
    <details open={open}>
      <summary className="cursor-pointer text-ink-3">{name}</summary>
      <pre
        role="region"
        aria-label={name}
        // Scrolls, so it takes the keyboard.
        tabIndex={0}
        className="max-h-[240px] overflow-auto bg-canvas p-2 text-11 whitespace-pre-wrap [overflow-wrap:anywhere] print:max-h-none print:overflow-visible"
      >
        {text}
      </pre>
    </details>
  )
}
