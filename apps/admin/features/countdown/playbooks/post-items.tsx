import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../../components/button.tsx'
import { NetworkMarks } from '../../../components/network-mark.tsx'
import { conditionWord, timingWord } from '../../../components/timing-word.ts'
import { trpc } from '../../../data/trpc.ts'
import { m } from '../../../words.ts'
import { PostFields } from './post-fields.tsx'
import { newId, type PostItem } from './types.ts'

interface Props {
  items: readonly PostItem[]
  isDisabled: boolean
  onChange: (items: PostItem[]) => void
}

const ALWAYS = ['bluesky', 'mastodon', 'facebook', 'x']

/** The posts of a playbook in the order of the countdown; one is open at a time. */
export function PostItems({ items, isDisabled, onChange }: Props) {
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({}))
  const [open, setOpen] = useState<string | null>(null)
  const used = items.flatMap(({ variants }) => variants.map(({ network }) => network))
  const networks = [...new Set([...ALWAYS, ...(channels ?? []).map(({ network }) => network), ...used])]
  const add = () => {
    const id = newId()
    const common = items.at(-1)?.variants.map(({ network }) => network) ?? []
    const fresh: PostItem = {
      id,
      title: m['playbooks.post.fresh'](),
      timing: { kind: 'anchored', base: 't0', offsetSeconds: -1800, condition: 'go' },
      text: '',
      link: null,
      variants: common.map((network) => ({ network, parts: null, firstComment: null })),
      release: null,
      lateLimitSeconds: null,
    }
    onChange([...items, fresh])
    setOpen(id)
  }
  return (
    <section>
      <h2 className="rule pb-1 text-13">{m['playbooks.posts']({ count: items.length })}</h2>
      <ul>
        {items.map((item) => (
          <li key={item.id} className="border-b border-hair">
            <div className="flex min-h-9 items-center gap-3 text-13 phone:gap-1">
              <button
                type="button"
                aria-expanded={open === item.id}
                className="flex min-h-9 min-w-0 flex-1 cursor-pointer items-center gap-3 text-left hover:bg-hover phone:gap-2"
                onClick={() => setOpen(open === item.id ? null : item.id)}
              >
                {open === item.id ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                <b className="w-[96px] shrink-0 font-medium phone:w-[72px] whitespace-nowrap text-ink-2">
                  {timingWord(item.timing)}
                </b>
                <span className="min-w-0 flex-1 truncate phone:py-1.5 phone:whitespace-normal">{item.title}</span>
                <span className="text-12 whitespace-nowrap text-ink-3 @max-xl:hidden">
                  {conditionWord(item.timing)}
                </span>
              </button>
              <NetworkMarks networks={item.variants.map(({ network }) => network)} />
              {!isDisabled && (
                <IconButton
                  label={m['playbooks.post.remove']({ title: item.title })}
                  onPress={() => onChange(items.filter(({ id }) => id !== item.id))}
                >
                  <X size={14} strokeWidth={2} />
                </IconButton>
              )}
            </div>
            {open === item.id && (
              <PostFields
                item={item}
                networks={networks}
                isDisabled={isDisabled}
                onChange={(change) => onChange(items.map((one) => (one.id === item.id ? { ...one, ...change } : one)))}
              />
            )}
          </li>
        ))}
      </ul>
      {!isDisabled && (
        <Button size="small" className="mt-3" onPress={add}>
          {m['playbooks.post.add']()}
        </Button>
      )}
    </section>
  )
}
