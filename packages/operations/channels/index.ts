export { baseUrlOf, channelOf, type ChannelRow, rulesOf } from './channel-of-row.ts'
export {
  loseChannel,
  openChannels,
  type OpenChannel,
  placeOf,
  refreshCredentials,
  type Refreshed,
} from './use-credentials.ts'
