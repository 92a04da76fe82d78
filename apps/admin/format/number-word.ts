import { language } from './language.ts'
import { number } from './number.ts'

const WORDS = {
  fr: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
}

/** A small number inside a sentence is a word; `first` when it opens the sentence. */
export function numberWord(count: number, first = false): string {
  const word = WORDS[language()][count] ?? number(count)
  return first ? capital(word) : word
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
