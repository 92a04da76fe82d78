import { Button } from '../../components/button.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Cell, HeadCell, Row, Table, TableHead, TableRows } from '../../components/table.tsx'
import { TimePair } from '../../components/time-pair.tsx'
import { Section } from './section.tsx'

const inTwoHours = new Date(Date.now() + 8_025_000).toISOString()

export function Rows() {
  const rows = [
    { id: '1', post: 'Remplissage', network: 'x', due: '15:37', state: 'uncertain' as const, act: 'Settle' },
    { id: '2', post: 'Rendez‑vous ce soir', network: 'facebook', due: '17:37', state: 'armed' as const, act: 'Open' },
    { id: '3', post: 'Bientôt le direct', network: 'mastodon', due: '17:07', state: 'cancelled' as const, act: 'Open' },
  ]
  return (
    <Section title="Table row" note="Hairlines, times in tabular figures, action at the end.">
      <Table aria-label="Posts">
        <TableHead>
          <HeadCell isRowHeader>Post</HeadCell>
          <HeadCell>Channel</HeadCell>
          <HeadCell>Due</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell end> </HeadCell>
        </TableHead>
        <TableRows items={rows}>
          {(row) => (
            <Row>
              <Cell>{row.state === 'cancelled' ? <s className="text-cancelled">{row.post}</s> : row.post}</Cell>
              <Cell>
                <NetworkMark network={row.network} />
              </Cell>
              <Cell>{row.due}</Cell>
              <Cell>
                <StateMark state={row.state} />
              </Cell>
              <Cell end>
                <Button size="small" kind={row.act === 'Settle' ? 'primary' : 'plain'}>
                  {row.act}
                </Button>
              </Cell>
            </Row>
          )}
        </TableRows>
      </Table>
    </Section>
  )
}

export function Times() {
  return (
    <Section title="Times" note="The reader's zone, the event's beside it where they differ; UTC on hover or tap.">
      <TimePair at="2025-12-12T18:37:00Z" zone="America/Cayenne" place="Kourou" day />
      <br />
      <TimePair at={inTwoHours} zone="America/Cayenne" place="Kourou" withRelative />
    </Section>
  )
}
