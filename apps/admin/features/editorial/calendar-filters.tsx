import { useQuery } from '@tanstack/react-query'
import { Filter } from '../../components/chip.tsx'
import { networkName } from '../../components/network-mark.tsx'
import { stateWord } from '../../components/state-mark.tsx'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { LANES, STATES, type VIEWS } from './feature.ts'

export type CalendarSearch = {
  span?: (typeof VIEWS)[number] | undefined
  date?: string | undefined
  lanes?: (typeof LANES)[number] | undefined
  client?: string | undefined
  channel?: string | undefined
  network?: string | undefined
  states?: (typeof STATES)[number][] | undefined
  campaign?: string | undefined
  person?: string | undefined
}

interface Props {
  search: CalendarSearch
  channels: Outputs['channels']['list']
  clients: Outputs['clients']['list']
  go: (change: CalendarSearch) => void
}

/** What is left out of the picture; kept in the address, so that a link shows the same. */
export function CalendarFilters({ search, channels, clients, go }: Props) {
  const { data: members } = useQuery(trpc.agency.members.queryOptions())
  const { data: campaigns } = useQuery({
    ...trpc.editorial.campaigns.queryOptions({ clientId: search.client ?? '' }),
    enabled: search.client !== undefined,
  })
  const one = <Value extends string>(value: Value | undefined) => (value === undefined ? [] : [value])
  const networks = [...new Set(channels.map((channel) => channel.network))]
  return (
    <>
      <Filter
        label={m['editorial.client']()}
        all={m['editorial.all-clients']()}
        single
        options={clients.map((client) => ({ value: client.id, label: client.name }))}
        chosen={one(search.client)}
        onChange={([client]) => go({ client, channel: undefined, campaign: undefined })}
      />
      <Filter
        label={m['editorial.channel']()}
        all={m['editorial.all-channels']()}
        single
        options={channels
          .filter((channel) => !search.client || channel.clientId === search.client)
          .map((channel) => ({ value: channel.id, label: `${networkName(channel.network)} · ${channel.handle}` }))}
        chosen={one(search.channel)}
        onChange={([channel]) => go({ channel })}
      />
      <Filter
        label={m['editorial.network']()}
        all={m['editorial.all-networks']()}
        single
        options={networks.map((network) => ({ value: network, label: networkName(network) }))}
        chosen={one(search.network)}
        onChange={([network]) => go({ network })}
      />
      <Filter
        label={m['editorial.state']()}
        all={m['editorial.all-states']()}
        options={STATES.map((state) => ({ value: state, label: stateWord(state) }))}
        chosen={search.states ?? []}
        onChange={(states) => go({ states: states.length > 0 ? states : undefined })}
      />
      {campaigns && campaigns.length > 0 && (
        <Filter
          label={m['editorial.campaign']()}
          all={m['editorial.all-campaigns']()}
          single
          options={campaigns.map((campaign) => ({ value: campaign.id, label: campaign.name }))}
          chosen={one(search.campaign)}
          onChange={([campaign]) => go({ campaign })}
        />
      )}
      <Filter
        label={m['editorial.person']()}
        all={m['editorial.all-persons']()}
        single
        options={(members ?? []).map((member) => ({ value: member.id, label: member.name }))}
        chosen={one(search.person)}
        onChange={([person]) => go({ person })}
      />
      <Filter
        label={m['editorial.lanes']()}
        all={m['editorial.no-lanes']()}
        single
        options={LANES.map((lanes) => ({ value: lanes, label: m[`editorial.lanes.${lanes}`]() }))}
        chosen={one(search.lanes)}
        onChange={([lanes]) => go({ lanes })}
      />
    </>
  )
}
