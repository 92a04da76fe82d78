export type { Duty } from './duty.ts'
export type { ClientFigures } from './figures.ts'
export type { Need, NeedKind, Section, Who } from './need.ts'
export { type Departure, readToday, type Today } from './read-today.ts'
