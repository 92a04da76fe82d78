import { ArrowUp, Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../components/button.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { list } from '../../format/index.ts'
import { m } from '../../words.ts'
import {
  type Draft,
  type Fault,
  LONGEST,
  MOST_SECTIONS,
  moved,
  withProposed,
  withText,
  type Words,
} from './words-draft.ts'

interface Props {
  words: Words
  faults: ReadonlyMap<string, Fault>
  proposed: Draft['proposed']
  onChange: (words: Words) => void
  /** The report's language: the browser spells it. */
  lang: 'fr' | 'en'
}

/** What a person writes over the figures. Each field is named by its path, so that a figure can be placed at its cursor. */
export function WordsEditor({ words, faults, proposed, onChange, lang }: Props) {
  const field = (path: string, value: string, longest: number) => ({
    name: path,
    value,
    lang,
    spellCheck: true,
    maxLength: longest,
    error: faultWord(faults.get(path)),
    onChange: (text: string) => onChange(withText(words, path, text)),
  })
  const offersProposal = words.headline.trim() === '' || words.deck.trim() === '' || words.sections.length === 0
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TextArea
        label={m['reporting.headline']()}
        rows={2}
        placeholder={proposed.headline}
        {...field('headline', words.headline, LONGEST.headline)}
      />
      <TextArea
        label={m['reporting.deck']()}
        rows={4}
        placeholder={proposed.deck}
        {...field('deck', words.deck, LONGEST.deck)}
      />
      {offersProposal && (
        <div className="-mt-1">
          <Button size="small" onPress={() => onChange(withProposed(words, proposed))}>
            {m['reporting.take-proposed']()}
          </Button>
          <p className="pt-1 text-12 text-ink-3">{m['reporting.take-proposed-says']()}</p>
        </div>
      )}
      <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        <legend className="mb-2 w-full border-b border-line pb-1 text-13 font-bold">{m['reporting.sections']()}</legend>
        {words.sections.map((section, i) => (
          // Sections have no id of their own: their place is all that tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={i} role="group" aria-label={m['reporting.section']({ number: i + 1 })} className="grid gap-1.5">
            <div className="flex items-end gap-1">
              <TextField
                label={m['reporting.section-title']()}
                className="flex-1"
                {...field(`sections.${i}.title`, section.title, LONGEST.title)}
              />
              <IconButton
                label={m['reporting.section-up']({ number: i + 1 })}
                isDisabled={i === 0}
                onPress={() => onChange({ ...words, sections: moved(words.sections, i, -1) })}
              >
                <ArrowUp size={16} strokeWidth={1.75} />
              </IconButton>
              <IconButton
                label={m['reporting.remove-section']({ number: i + 1 })}
                onPress={() => onChange({ ...words, sections: words.sections.filter((_, at) => at !== i) })}
              >
                <X size={16} strokeWidth={1.75} />
              </IconButton>
            </div>
            <TextArea
              label={m['reporting.section-text']()}
              hideLabel
              rows={3}
              {...field(`sections.${i}.text`, section.text, LONGEST.text)}
            />
          </div>
        ))}
        {words.sections.length < MOST_SECTIONS && (
          <div>
            <Button
              size="small"
              onPress={() => onChange({ ...words, sections: [...words.sections, { title: '', text: '' }] })}
            >
              <Plus size={14} strokeWidth={2} /> {m['reporting.add-section']()}
            </Button>
          </div>
        )}
      </fieldset>
      <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
        <legend className="mb-2 w-full border-b border-line pb-1 text-13 font-bold">{m['reporting.captions']()}</legend>
        <TextField
          label={m['reporting.caption.curve']()}
          {...field('captions.curve', words.captions.curve, LONGEST.caption)}
        />
        <TextField
          label={m['reporting.caption.launches']()}
          {...field('captions.launches', words.captions.launches, LONGEST.caption)}
        />
      </fieldset>
    </div>
  )
}

/** A field by the name that stands above it. */
export function fieldWord(path: string): string {
  if (path === 'deck') return m['reporting.deck']()
  if (path === 'captions.curve') return m['reporting.caption.curve']()
  if (path === 'captions.launches') return m['reporting.caption.launches']()
  const [, index] = /^sections\.(\d+)\./.exec(path) ?? []
  return index === undefined ? m['reporting.headline']() : m['reporting.section']({ number: Number(index) + 1 })
}

function faultWord(fault: Fault | undefined): string | undefined {
  if (!fault) return undefined
  if (fault.names.length > 0)
    return m['reporting.unknown-figure']({ names: list(fault.names.map((name) => `{${name}}`)) })
  return m['reporting.too-long']({ count: fault.over })
}
