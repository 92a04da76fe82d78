import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { Select } from '../../components/select.tsx'
import { capital } from '../../format/index.ts'
import { m } from '../../words.ts'
import { periodWord, type ReportPage, type Stretch, stretchOf } from './report-words.ts'

interface Props {
  report: ReportPage
  stretch: Stretch
  onChange: (stretch: Stretch) => void
}

const OTHER = 'other'
const valueOf = ({ from, until }: Stretch) => `${from}/${until}`

/** Which days are reported on: those that one would ask for today, those that have an edition, or any others. */
export function PeriodChoice({ report, stretch, onChange }: Props) {
  const [other, setOther] = useState<{ from: string | null; until: string | null } | null>(null)
  const offered = [
    ...report.periods.map(({ from, to, kind }) => ({ from, until: to, sinceStart: kind === 'since-start' })),
    ...report.editions.map(({ from, until }) => ({ from, until, sinceStart: false })),
    { ...stretch, sinceStart: false },
  ]
  const options = offered
    .filter((one, i) => offered.findIndex((other) => valueOf(other) === valueOf(one)) === i)
    .map((one) => {
      const edition = report.editions.find(({ from, until }) => from === one.from && until === one.until)
      return {
        value: valueOf(one),
        label: capital(one.sinceStart ? m['reporting.since-start']() : periodWord(one)),
        note: edition ? m['reporting.edition']({ number: edition.number }) : '',
      }
    })
  const read = other && stretchOf(other.from, other.until)
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        label={m['reporting.period']()}
        hideLabel
        className="w-[272px] phone:w-full"
        value={other ? OTHER : valueOf(stretch)}
        options={[...options, { value: OTHER, label: m['reporting.other-days']() }]}
        onChange={(value) => {
          if (value === OTHER) return setOther({ ...stretch })
          setOther(null)
          const [from = '', until = ''] = value.split('/')
          onChange({ from, until })
        }}
      />
      {other && (
        <>
          <div className="w-[140px]">
            <DateField
              label={m['reporting.from']()}
              value={other.from}
              onChange={(from) => setOther({ ...other, from })}
            />
          </div>
          <div className="w-[140px]">
            <DateField
              label={m['reporting.until']()}
              value={other.until}
              onChange={(until) => setOther({ ...other, until })}
            />
          </div>
          <Button
            isDisabled={!read}
            onPress={() => {
              if (!read) return
              setOther(null)
              onChange(read)
            }}
          >
            {m['reporting.show-days']()}
          </Button>
          {other.from && other.until && !read && (
            <p role="alert" className="basis-full text-12 text-failed">
              {m['reporting.days-wrong']()}
            </p>
          )}
        </>
      )}
    </div>
  )
}
