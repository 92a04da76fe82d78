import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Pop } from '../components/pop.tsx'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { switchAgency } from './switch-agency.ts'

export default function AgencyMenu({ trigger, close }: { trigger: RefObject<Element | null>; close: () => void }) {
  return (
    <Pop
      trigger={trigger}
      close={close}
      label={m['frame.switch-agency']()}
      placement="bottom start"
      className="w-[240px]"
    >
      <div className="p-1">
        <AgencyRows close={close} />
      </div>
    </Pop>
  )
}

export function AgencyRows({ close }: { close: () => void }) {
  const { agency, agencies } = useSession()
  return agencies.map((other) => (
    <button
      key={other.id}
      type="button"
      aria-current={other.id === agency?.id ? 'true' : undefined}
      onClick={() => {
        close()
        if (other.id !== agency?.id) void switchAgency(other.id)
      }}
      className="flex h-8 w-full items-center gap-2 rounded-2 px-2 text-left text-13 hover:bg-hover current:font-bold phone:h-11"
    >
      <span className="truncate">{other.name}</span>
      {other.id === agency?.id && <Check size={14} strokeWidth={2} className="ml-auto shrink-0" />}
    </button>
  ))
}
