import { useRouter } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { SearchField } from 'react-aria-components/SearchField'
import { Kbd } from '../components/kbd.tsx'
import { useSession } from '../data/session.ts'
import { m } from '../words.ts'
import { useAllCommands, type Command } from './commands.ts'
import type { FoundItem } from './feature.ts'
import { groupOf } from './key-sheet.tsx'
import { capsOf } from './keys.ts'
import { foldText, matches } from './match-text.ts'
import { searchProviders } from './registry.ts'
import { onMac } from './top-bar.tsx'

const PAUSE_MS = 140
const ITEM =
  'flex h-8 cursor-default items-center gap-2.5 rounded-2 px-2.5 text-13 outline-none hover:bg-hover focused:bg-selected phone:h-11'

interface Found {
  label: string
  items: readonly FoundItem[]
}

/** Ctrl-K: finds clients, posts, events, people and pages, and does what can be done. */
export default function Palette({ close }: { close: () => void }) {
  const router = useRouter()
  const { permissions } = useSession()
  const [text, setText] = useState('')
  const found = useFound(text)
  const may = (permission?: string) => !permission || permissions.includes(permission)
  const commands = useAllCommands().filter(
    (command) => may(command.permission) && command.id !== 'frame.find' && matches(text, command.label()),
  )
  const groups = [...Map.groupBy(commands, groupOf)]

  function choose(key: React.Key) {
    close()
    const command = commands.find((candidate) => `command ${candidate.id}` === key)
    if (command) command.run()
    else {
      const item = found.flatMap(({ items }) => items).find((candidate) => `found ${candidate.id}` === key)
      if (item) void router.navigate({ href: item.href })
    }
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && close()}
      className="fixed inset-0 z-40 bg-canvas/80 p-4 pt-[12vh] phone:p-2 phone:pt-2"
    >
      <Modal className="mx-auto w-[600px] max-w-full overflow-hidden rounded-3 border border-line bg-raised shadow-float">
        <Dialog aria-label={m['frame.find']()} className="outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField
              aria-label={m['frame.find']()}
              autoFocus
              className="flex items-center gap-3 border-b border-line px-4"
            >
              <Search size={16} strokeWidth={1.75} className="shrink-0 text-ink-3" />
              <Input
                placeholder={m['frame.find']()}
                className="h-12 min-w-0 flex-1 bg-transparent text-16 outline-none [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            <Menu
              aria-label={m['frame.find']()}
              onAction={choose}
              className="max-h-[min(52vh,440px)] overflow-auto p-2 outline-none"
              renderEmptyState={() => (
                <p className="px-2.5 py-4 text-13 text-ink-2">{m['frame.find.nothing']({ text })}</p>
              )}
            >
              {found
                .filter(({ items }) => items.length > 0)
                .map(({ label, items }) => (
                  <MenuSection key={label} id={`of ${label}`}>
                    <SectionHead>{label}</SectionHead>
                    {items.map((item) => (
                      <MenuItem key={item.id} id={`found ${item.id}`} textValue={item.title} className={ITEM}>
                        {item.icon && <item.icon size={16} strokeWidth={1.75} className="shrink-0 text-ink-2" />}
                        <span className="truncate">{item.title}</span>
                        {item.note && <span className="ml-auto shrink-0 truncate text-12 text-ink-3">{item.note}</span>}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              {groups.map(([group, ofGroup]) => (
                <MenuSection key={group} id={`of ${group}`}>
                  <SectionHead>{group}</SectionHead>
                  {ofGroup.map((command) => (
                    <CommandItem key={command.id} command={command} />
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function SectionHead({ children }: { children: string }) {
  return <Header className="px-2.5 pt-2 pb-1 text-11 font-medium text-ink-3">{children}</Header>
}

function CommandItem({ command }: { command: Command }) {
  return (
    <MenuItem id={`command ${command.id}`} textValue={command.label()} className={ITEM}>
      {command.icon ? (
        <command.icon size={16} strokeWidth={1.75} className="shrink-0 text-ink-2" />
      ) : (
        <span className="w-4" />
      )}
      <span className="truncate">{command.label()}</span>
      {command.keys && (
        <span className="ml-auto flex gap-1 phone:hidden">
          {capsOf(command.keys, onMac).map((cap, i) => (
            <Kbd key={i}>{cap}</Kbd>
          ))}
        </span>
      )}
    </MenuItem>
  )
}

/** Asks every feature's search after a short pause in typing; an older answer never overwrites a newer one. */
function useFound(text: string): readonly Found[] {
  const { permissions } = useSession()
  const [found, setFound] = useState<readonly Found[]>([])
  const wanted = foldText(text)
  useEffect(() => {
    if (wanted.length < 2) {
      setFound([])
      return
    }
    const asking = new AbortController()
    const timer = setTimeout(() => {
      const providers = searchProviders().filter(({ permission }) => !permission || permissions.includes(permission))
      const asked = providers.map(async (provider) => ({
        label: provider.label(),
        items: await provider.find(text.trim(), asking.signal),
      }))
      // One search that fails leaves the others standing.
      void Promise.allSettled(asked).then((answers) => {
        if (!asking.signal.aborted)
          setFound(answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : [])))
      })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [wanted, text, permissions])
  return found
}
