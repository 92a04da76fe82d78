import { randomUUID } from 'node:crypto'

export type FormPart =
  | { name: string; value: string }
  | { name: string; bytes: Uint8Array; mime: string; filename: string }

/** A multipart/form-data body, whole in memory (media is capped by the network's own rules). Source: RFC 7578. */
export function multipart(parts: readonly FormPart[]): { body: Uint8Array; contentType: string } {
  const boundary = `comptoir-${randomUUID()}`
  const chunks: Uint8Array[] = []
  for (const part of parts) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quoted(part.name)}"`
    if ('value' in part) chunks.push(Buffer.from(`${head}\r\n\r\n${part.value}\r\n`))
    else {
      const file = `; filename="${quoted(part.filename)}"\r\ncontent-type: ${part.mime}\r\n\r\n`
      chunks.push(Buffer.from(head + file), part.bytes, Buffer.from('\r\n'))
    }
  }
  chunks.push(Buffer.from(`--${boundary}--\r\n`))
  return { body: Buffer.concat(chunks), contentType: `multipart/form-data; boundary=${boundary}` }
}

const quoted = (text: string) => text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
