export { renderReport, type ReportOptions } from './report.ts'
export { renderDoor, type Door } from './doors.ts'
export { type RenderedPage } from './document.ts'
export { sayFigure, sayPeriod, sayText, sayValue } from './say.ts'
