export { baseUrlOf, channelOf, type ChannelRow, rulesOf } from './channel-of-row.ts'
export {
  loseChannel,
  openChannels,
  type OpenChannel,
  placeOf,
  refreshCredentials,
  type Refreshed,
} from './use-credentials.ts'
export { addChannelByHand } from './add-by-hand.ts'
export { checkChannel, type Checked } from './check-channel.ts'
export {
  beginOAuth,
  chooseAccounts,
  type ConnectInput,
  type ConnectOutcome,
  connectWithFields,
  finishOAuth,
} from './connect-channel.ts'
export { disconnectChannel } from './disconnect-channel.ts'
export { type ChannelLine, getChannel, listChannels } from './list-channels.ts'
export { listNetworks, type NetworkLine } from './networks.ts'
export { peekPending } from './pending-connection.ts'
export { saveAccount } from './save-account.ts'
export { endingCredentials, type Ending, expiringChannels, tellOfExpiry } from './ending-credentials.ts'
