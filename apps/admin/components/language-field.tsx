import { LANGUAGES } from './languages.ts'
import { Segmented } from './segmented.tsx'

type Language = 'fr' | 'en'

interface Props {
  label: string
  value: Language
  onChange: (language: Language) => void
}

/** Which of the two languages. */
export function LanguageField({ label, value, onChange }: Props) {
  return <Segmented label={label} showLabel value={value} onChange={onChange} options={LANGUAGES} />
}
