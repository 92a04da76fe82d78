export { buildReport } from './build.ts'
export { unknownFigures } from './written.ts'
export { parseReportModel } from './report.ts'
export type {
  ChannelInput,
  DefinitionInput,
  GivenFigure,
  GoalInput,
  LaunchInput,
  PostInput,
  PostMetric,
  ReadingInput,
  ReportInput,
  WrittenText,
} from './input.ts'
export type {
  Correction,
  Figure,
  Formula,
  MissingReason,
  Picture,
  ReportChannel,
  ReportModel,
  ReportPost,
  ReportText,
  SourceRecord,
  TextPart,
  UsedReading,
} from './report.ts'
