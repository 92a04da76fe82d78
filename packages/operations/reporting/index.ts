export { type CorrectionLine } from './corrections.ts'
export { type Draft, type DraftSaved, type NamedFigure, readDraft, saveDraft } from './draft.ts'
export { freezeEdition, type Frozen } from './freeze.ts'
export { orderPdfAgain } from './order-pdf.ts'
export { previewReport } from './preview.ts'
export {
  editionCorrections,
  editionHtml,
  type EditionPage,
  getEdition,
  type LinkLine,
  readEdition,
  type StoredEdition,
} from './read-edition.ts'
export { type EditionLine, getReport, listReports, type ReportLine, type ReportPage } from './read-definitions.ts'
export { archiveReport, createReport, updateReport } from './save-definition.ts'
export { revokeLink, shareEdition } from './share.ts'
export {
  editionPicture,
  editionPrinted,
  editionToPrint,
  fileName,
  pictureFile,
  type ReportFile,
  type ToPrint,
} from './files.ts'
export { correctionsOf, countOpening, openLink, type Opened, type Shut, tryPassword } from './open-link.ts'
export { mayFetchPicture } from './pictures.ts'
