export { type Desk, type Member, openDesk } from './desk.ts'
export { type Arrival, type Connected, type NetworkName, type Newsroom, openNewsroom } from './newsroom.ts'
export { type Planted, type PlantedPicture, plantPosts } from './plant.ts'
export { openReportDesk, type ReportDesk } from './report-desk.ts'
