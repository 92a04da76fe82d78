import { Link } from '@tanstack/react-router'
import { CircleUser, Keyboard, LogOut, MonitorSmartphone } from 'lucide-react'
import type { RefObject } from 'react'
import { LANGUAGES } from '../components/languages.ts'
import { Pop } from '../components/pop.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { keysAreOff, switchKeys } from './key-listener.ts'
import { useLanguage } from './language.ts'
import { chooseLanguage } from './choose-language.ts'
import { openLayer } from './layers.ts'
import { signOut } from './sign-out.ts'
import { setTheme, useTheme, type Theme } from './theme.ts'

const ROW = 'flex h-8 w-full items-center gap-2.5 rounded-2 px-2 text-13 no-underline hover:bg-hover phone:h-11'

export default function MeMenu({ trigger, close }: { trigger: RefObject<Element | null>; close: () => void }) {
  useLanguage()
  return (
    <Pop trigger={trigger} close={close} label={m['frame.me.menu']()} className="w-[272px]">
      <MeRows close={close} />
    </Pop>
  )
}

/** Theme, language, keys, sessions, sign out: in the menu at the desk, at the end of More on a phone. */
export function MeRows({ close }: { close: () => void }) {
  const language = useLanguage()
  const theme = useTheme()
  const { user } = useSession()
  return (
    <div className="grid gap-3 p-3">
      <div className="px-2">
        <p className="font-bold">{user?.name}</p>
        <p className="truncate text-12 text-ink-3">{user?.email}</p>
      </div>
      <div className="grid gap-2 border-t border-hair px-2 pt-3">
        <Segmented
          label={m['frame.theme']()}
          value={theme}
          onChange={(value: Theme) => setTheme(value)}
          options={[
            { value: 'system', label: m['frame.theme.system']() },
            { value: 'light', label: m['frame.theme.light']() },
            { value: 'dark', label: m['frame.theme.dark']() },
          ]}
        />
        <Segmented
          label={m['frame.language']()}
          value={language}
          onChange={(value: 'fr' | 'en') => void chooseLanguage(value)}
          options={LANGUAGES}
        />
        <div className="phone:hidden">
          <Checkbox defaultSelected={!keysAreOff()} onChange={switchKeys}>
            {m['frame.keys.single']()}
          </Checkbox>
        </div>
      </div>
      <div className="border-t border-hair pt-2">
        <button type="button" className={`${ROW} phone:hidden`} onClick={() => (close(), openLayer('keys'))}>
          <Keyboard size={16} strokeWidth={1.75} />
          {m['frame.keys']()}
        </button>
        <Link to="/profile" className={ROW} onClick={close}>
          <CircleUser size={16} strokeWidth={1.75} />
          {m['frame.profile']()}
        </Link>
        <Link to="/sessions" className={ROW} onClick={close}>
          <MonitorSmartphone size={16} strokeWidth={1.75} />
          {m['frame.sessions']()}
        </Link>
        <button type="button" className={ROW} onClick={() => void signOut()}>
          <LogOut size={16} strokeWidth={1.75} />
          {m['frame.sign-out']()}
        </button>
      </div>
    </div>
  )
}
