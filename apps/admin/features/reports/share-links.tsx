import { Button } from '../../components/button.tsx'
import { m } from '../../words.ts'
import { LinkForm } from './link-form.tsx'
import { LinkRow } from './link-row.tsx'
import type { EditionPage } from './report-words.ts'

interface Props {
  edition: EditionPage
  mayShare: boolean
  isMaking: boolean
  onMake: (making: boolean) => void
}

/** Who may read it: one link for each reader, those taken back last. */
export function ShareLinks({ edition, mayShare, isMaking, onMake }: Props) {
  const links = edition.links.toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null))
  return (
    <section className="pb-6">
      <h2 className="rule flex gap-2 pb-1.5 text-13">
        {m['reporting.shares']()} <span className="font-normal text-ink-3">{links.length || ''}</span>
      </h2>
      {links.length === 0 && !isMaking && <p className="py-2 text-13 text-ink-2">{m['reporting.no-links']()}</p>}
      {mayShare &&
        (isMaking ? (
          <LinkForm editionId={edition.id} onDone={() => onMake(false)} />
        ) : (
          <div className="py-2.5">
            <Button kind={links.length === 0 ? 'primary' : 'plain'} onPress={() => onMake(true)}>
              {m['reporting.make-link']()}
            </Button>
            <p className="pt-1.5 text-12 text-pretty text-ink-3">{m['reporting.shares-says']()}</p>
          </div>
        ))}
      <ul>
        {links.map((link) => (
          <LinkRow key={link.id} link={link} mayShare={mayShare} />
        ))}
      </ul>
    </section>
  )
}
