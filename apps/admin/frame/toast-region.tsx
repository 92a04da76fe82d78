import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Kbd } from '../components/kbd.tsx'
import { m } from '../words.ts'
import { closeToast, TOAST_MS, useToasts, type Toast } from './toasts.ts'

export function Toasts() {
  const toasts = useToasts()
  return (
    <section
      aria-label={m['frame.toasts']()}
      aria-live="polite"
      className="pointer-events-none fixed bottom-4 left-1/2 z-40 grid w-max max-w-[calc(100vw-24px)] -translate-x-1/2 justify-items-center gap-2 phone:bottom-[calc(72px+env(safe-area-inset-bottom))]"
    >
      {toasts.map((toast, i) => (
        <ToastCard key={toast.id} toast={toast} newest={i === toasts.length - 1} />
      ))}
    </section>
  )
}

function ToastCard({ toast, newest }: { toast: Toast; newest: boolean }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => closeToast(toast.id), TOAST_MS)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex items-center gap-3 rounded-3 bg-toast py-2 pr-2 pl-3.5 text-13 text-on-toast shadow-float"
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            closeToast(toast.id)
            toast.undo?.()
          }}
          className="flex h-[26px] shrink-0 items-center gap-1.5 rounded-2 border border-toast-line px-[9px] text-12 font-medium focus-visible:outline-on-toast phone:h-9"
        >
          {m['frame.undo']()}
          {newest && (
            <Kbd onInk className="phone:hidden">
              Z
            </Kbd>
          )}
        </button>
      )}
      <button
        type="button"
        aria-label={m['frame.close']()}
        onClick={() => closeToast(toast.id)}
        className="grid size-[26px] shrink-0 place-items-center rounded-2 opacity-70 hover:opacity-100 focus-visible:outline-on-toast"
      >
        <X size={14} strokeWidth={2} />
      </button>
    </div>
  )
}
