import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../data/session.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'

const SECTIONS = [
  { to: '/settings', label: () => m['agency.section.house'](), permission: 'settings.read' },
  { to: '/settings/networks', label: () => m['agency.section.networks'](), permission: 'settings.read' },
  { to: '/settings/mails', label: () => m['agency.section.mails'](), permission: 'settings.write' },
  { to: '/settings/audit', label: () => m['agency.section.audit'](), permission: 'audit.read' },
] as const

interface Props {
  section: (typeof SECTIONS)[number]['to']
  /** The sentence before everything else. */
  lead: ReactNode
  children: ReactNode
}

/** The settings' title and their sections, each an address of its own. */
export function SettingsShell({ section: shown, lead, children }: Props) {
  const may = {
    'settings.read': useMay('settings.read'),
    'settings.write': useMay('settings.write'),
    'audit.read': useMay('audit.read'),
  }
  const own = SECTIONS.find((section) => section.to === shown)
  useCrumbs(own && shown !== '/settings' ? [{ label: own.label() }] : [])
  return (
    <div className="px-7 py-5 phone:px-4">
      <header>
        <h1 className="text-26">{m['agency.title']()}</h1>
        <nav
          aria-label={m['agency.sections']()}
          className="mt-2 flex gap-5 overflow-x-auto border-b border-line phone:-mx-4 phone:px-4"
        >
          {SECTIONS.filter((section) => may[section.permission]).map((section) => (
            <Link
              key={section.to}
              to={section.to}
              activeOptions={{ exact: true, includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
              className="-mb-px shrink-0 border-b-2 border-transparent pt-1 pb-1.5 text-13 whitespace-nowrap text-ink-2 no-underline hover:text-ink current:border-accent current:font-bold current:text-ink phone:py-2.5"
            >
              {section.label()}
            </Link>
          ))}
        </nav>
      </header>
      <div className="max-w-[70ch] pt-4 pb-5 text-pretty text-ink-2">{lead}</div>
      {children}
    </div>
  )
}
