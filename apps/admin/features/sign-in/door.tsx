import type { ReactNode } from 'react'
import { LANGUAGES } from '../../components/languages.ts'
import { Mark } from '../../components/mark.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { chooseLanguage } from '../../frame/choose-language.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'

interface Props {
  title: ReactNode
  /** The sentence under the title. */
  children: ReactNode
  lead?: ReactNode
}

/** A page before the frame: one column, one question, the language beside it. */
export function Door({ title, lead, children }: Props) {
  const language = useLanguage()
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-[400px] grid-rows-[auto_1fr_auto] px-5">
      <header className="flex items-center gap-2 py-5 font-bold">
        <Mark />
        Comptoir
      </header>
      <main className="grid content-center gap-5 pb-[8vh]">
        <div>
          <h1 className="text-26 tracking-[-.015em]">{title}</h1>
          {lead && <p className="pt-1 text-14 text-ink-2">{lead}</p>}
        </div>
        {children}
      </main>
      <footer className="py-5">
        <Segmented
          label={m['frame.language']()}
          value={language}
          onChange={(value: 'fr' | 'en') => void chooseLanguage(value)}
          options={LANGUAGES}
        />
      </footer>
    </div>
  )
}
