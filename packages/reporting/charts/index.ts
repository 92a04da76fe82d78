export type {
  Chart,
  ChartGap,
  ChartGoal,
  ChartLaunch,
  ChartOptions,
  ChartOutlook,
  ChartScrub,
  CurveData,
  DataTable,
  TimePoint,
} from './data.ts'
export { layoutFollowerCurve, type CurveGeometry, type Label } from './curve-layout.ts'
export { drawFollowerCurve } from './curve-draw.ts'
export { describeFollowerCurve, followerCurve, followerTable } from './curve.ts'
export { layoutMini, miniChart, smallMultiples, type MiniGeometry } from './minis.ts'
export {
  launchesChart,
  launchesTable,
  layoutLaunches,
  type LaunchesData,
  type LaunchesGeometry,
  type LaunchTrace,
} from './launches.ts'
export { sparkline } from './sparkline.ts'
export { renderTable } from './table.ts'
export { chartStyle } from './style.ts'
export { type Language } from '../format/index.ts'
