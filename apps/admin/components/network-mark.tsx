import { Share2 } from 'lucide-react'

// Drawn from Simple Icons (CC0). The icon alone carries the network's colour, never a card or a row.
const MARKS: Record<string, { name: string; colour: string; path: string; shrink?: boolean }> = {
  facebook: {
    name: 'Facebook',
    colour: 'text-net-facebook',
    path: 'M9.101 23.691v-7.98H6.627v-3.667h2.474v-1.58c0-4.085 1.848-5.978 5.858-5.978.401 0 .955.042 1.468.103a8.68 8.68 0 0 1 1.141.195v3.325a8.623 8.623 0 0 0-.653-.036 26.805 26.805 0 0 0-.733-.009c-.707 0-1.259.096-1.675.309a1.686 1.686 0 0 0-.679.622c-.258.42-.374.995-.374 1.752v1.297h3.919l-.386 2.103-.287 1.564h-3.246v8.245C19.396 23.238 24 18.179 24 12.044c0-6.627-5.373-12-12-12s-12 5.373-12 12c0 5.628 3.874 10.35 9.101 11.647Z',
  },
  x: {
    name: 'X',
    colour: 'text-net-x',
    shrink: true,
    path: 'M14.234 10.162 22.977 0h-2.072l-7.591 8.824L7.251 0H.258l9.168 13.343L.258 24H2.33l8.016-9.318L16.749 24h6.993zm-2.837 3.299-.929-1.329L3.076 1.56h3.182l5.965 8.532.929 1.329 7.754 11.09h-3.182z',
  },
  bluesky: {
    name: 'Bluesky',
    colour: 'text-net-bluesky',
    path: 'M5.202 2.857C7.954 4.922 10.913 9.11 12 11.358c1.087-2.247 4.046-6.436 6.798-8.501C20.783 1.366 24 .213 24 3.883c0 .732-.42 6.156-.667 7.037-.856 3.061-3.978 3.842-6.755 3.37 4.854.826 6.089 3.562 3.422 6.299-5.065 5.196-7.28-1.304-7.847-2.97-.104-.305-.152-.448-.153-.327 0-.121-.05.022-.153.327-.568 1.666-2.782 8.166-7.847 2.97-2.667-2.737-1.432-5.473 3.422-6.3-2.777.473-5.899-.308-6.755-3.369C.42 10.04 0 4.615 0 3.883c0-3.67 3.217-2.517 5.202-1.026',
  },
  mastodon: {
    name: 'Mastodon',
    colour: 'text-net-mastodon',
    path: 'M23.268 5.313c-.35-2.578-2.617-4.61-5.304-5.004C17.51.242 15.792 0 11.813 0h-.03c-3.98 0-4.835.242-5.288.309C3.882.692 1.496 2.518.917 5.127.64 6.412.61 7.837.661 9.143c.074 1.874.088 3.745.26 5.611.118 1.24.325 2.47.62 3.68.55 2.237 2.777 4.098 4.96 4.857 2.336.792 4.849.923 7.256.38.265-.061.527-.132.786-.213.585-.184 1.27-.39 1.774-.753a.057.057 0 0 0 .023-.043v-1.809a.052.052 0 0 0-.02-.041.053.053 0 0 0-.046-.01 20.282 20.282 0 0 1-4.709.545c-2.73 0-3.463-1.284-3.674-1.818a5.593 5.593 0 0 1-.319-1.433.053.053 0 0 1 .066-.054c1.517.363 3.072.546 4.632.546.376 0 .75 0 1.125-.01 1.57-.044 3.224-.124 4.768-.422.038-.008.077-.015.11-.024 2.435-.464 4.753-1.92 4.989-5.604.008-.145.03-1.52.03-1.67.002-.512.167-3.63-.024-5.545zm-3.748 9.195h-2.561V8.29c0-1.309-.55-1.976-1.67-1.976-1.23 0-1.846.79-1.846 2.35v3.403h-2.546V8.663c0-1.56-.617-2.35-1.848-2.35-1.112 0-1.668.668-1.67 1.977v6.218H4.822V8.102c0-1.31.337-2.35 1.011-3.12.696-.77 1.608-1.164 2.74-1.164 1.311 0 2.302.5 2.962 1.498l.638 1.06.638-1.06c.66-.999 1.65-1.498 2.96-1.498 1.13 0 2.043.395 2.74 1.164.675.77 1.012 1.81 1.012 3.12z',
  },
}

/** The name that people know a network by; one that we do not know keeps its own id. */
export function networkName(network: string): string {
  return MARKS[network]?.name ?? network
}

interface Props {
  network: string
  size?: number
  /** When the name stands beside it. */
  decorative?: boolean
  className?: string
}

export function NetworkMark({ network, size = 14, decorative = false, className = '' }: Props) {
  const mark = MARKS[network]
  const said = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': networkName(network) }
  if (!mark) return <Share2 {...said} size={size} strokeWidth={2} className={`shrink-0 ${className}`} />
  return (
    <svg
      {...said}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="currentColor"
      className={`shrink-0 ${mark.colour} ${mark.shrink ? 'scale-[.84]' : ''} ${className}`}
    >
      <path d={mark.path} />
    </svg>
  )
}

/** Several in a row, in a fixed order. */
export function NetworkMarks({ networks, size = 12 }: { networks: readonly string[]; size?: number }) {
  const order = Object.keys(MARKS)
  const place = (network: string) => (order.includes(network) ? order.indexOf(network) : order.length)
  return (
    <span className="inline-flex items-center gap-1">
      {[...new Set(networks)]
        .toSorted((a, b) => place(a) - place(b))
        .map((network) => (
          <NetworkMark key={network} network={network} size={size} />
        ))}
    </span>
  )
}
