import { useEffect, useRef, useState } from 'react'

export type FrameWidth = 'phone' | 'desk'

const WIDTHS: Record<FrameWidth, number> = { phone: 390, desk: 1100 }

/** What is most like the screen it is read on. */
export function firstWidth(): FrameWidth {
  return matchMedia('(max-width: 720px)').matches ? 'phone' : 'desk'
}

/**
 * A page without an address of its own would take a link for one of ours, and leave. So its own places are shown where they are, and
 * whatever lies outside opens beside.
 */
function follow(event: MouseEvent, page: Window) {
  // Nodes of another window are no instances of this one's classes.
  const link = (event.target as Element | null)?.closest?.('a[href]')
  const href = link?.getAttribute('href')
  if (!href) return
  event.preventDefault()
  if (href.startsWith('#')) page.location.hash = href
  else window.open(href, '_blank', 'noopener,noreferrer')
}

interface Props {
  html: string
  width: FrameWidth
  title: string
  /** Another one is on its way: this one is seen to be of a moment ago. */
  stale?: boolean
}

/**
 * A report as its reader gets it, in a frame of its own: no script runs in it, and it can go nowhere. It keeps its own origin so that the
 * place where one was reading survives the next version.
 */
export function ReportFrame({ html, width, title, stale = false }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const scrolled = useRef(0)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  useEffect(() => {
    const node = box.current
    if (!node) return
    const observer = new ResizeObserver(() => setSize({ width: node.clientWidth, height: node.clientHeight }))
    observer.observe(node)
    return () => observer.disconnect()
  }, [])

  function onLoad() {
    const page = frame.current?.contentWindow
    if (!page) return
    page.scrollTo(0, scrolled.current)
    page.addEventListener('scroll', () => {
      scrolled.current = page.scrollY
    })
    page.document.addEventListener('click', (event) => follow(event, page))
  }

  const scale = size ? Math.min(1, size.width / WIDTHS[width]) : 1
  return (
    <div ref={box} className="relative h-full overflow-hidden">
      {size && (
        <iframe
          ref={frame}
          title={title}
          sandbox="allow-same-origin"
          srcDoc={html}
          onLoad={onLoad}
          className={`absolute top-0 origin-top-left border-0 bg-surface transition-opacity ${stale ? 'opacity-70' : ''}`}
          style={{
            width: WIDTHS[width],
            height: size.height / scale,
            left: Math.max(0, (size.width - WIDTHS[width] * scale) / 2),
            transform: `scale(${scale})`,
          }}
        />
      )}
    </div>
  )
}
