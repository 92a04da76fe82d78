import { describe, expect, test } from 'vitest'
import { changeRole, InviteMember, may, Permission, Role, rolesThatMay, SetUpAgency } from './index.ts'

describe('the permission table', () => {
  test('lets a director do everything', () => {
    for (const permission of Permission.options) expect(may('director', permission)).toBe(true)
  })

  test('leaves every permission to someone, and reading to all', () => {
    for (const permission of Permission.options) expect(rolesThatMay(permission)).not.toEqual([])
    for (const permission of ['clients.read', 'posts.read', 'deliveries.read', 'countdown.read'] as const) {
      expect(rolesThatMay(permission)).toEqual(Role.options)
    }
  })

  test('keeps money, members, settings and the stop of the whole agency where they belong', () => {
    expect(rolesThatMay('mandates.money')).toEqual(['director', 'account_manager'])
    expect(rolesThatMay('members.manage')).toEqual(['director'])
    expect(rolesThatMay('settings.write')).toEqual(['director'])
    expect(rolesThatMay('agency.stop')).toEqual(['director', 'account_manager'])
  })

  test('lets whoever runs a countdown stop a client and act on deliveries', () => {
    expect(rolesThatMay('clients.stop')).toEqual(rolesThatMay('countdown.run'))
    expect(rolesThatMay('deliveries.act')).toEqual(rolesThatMay('countdown.run'))
  })

  test('lets a creator write and not review, an analyst report and not publish', () => {
    expect([may('creator', 'posts.write'), may('creator', 'posts.review'), may('creator', 'countdown.run')]).toEqual([
      true,
      false,
      false,
    ])
    expect([may('analyst', 'reports.share'), may('analyst', 'posts.write'), may('analyst', 'deliveries.act')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test('an agency keeps a director', () => {
  expect(changeRole({ role: 'director' }, 'analyst', 1)).toEqual({ kind: 'refused', why: 'last-director' })
  expect(changeRole({ role: 'director' }, null, 1)).toEqual({ kind: 'refused', why: 'last-director' })
  expect(changeRole({ role: 'director' }, 'analyst', 2)).toEqual({ kind: 'changed', role: 'analyst' })
  expect(changeRole({ role: 'creator' }, null, 1)).toEqual({ kind: 'changed', role: null })
})

test('what is typed is trimmed, and an address kept in lower case', () => {
  expect(
    InviteMember.parse({ name: ' Nour Benali ', email: ' Nour@Zinc.FR ', role: 'community_manager', language: 'fr' }),
  ).toEqual({
    name: 'Nour Benali',
    email: 'nour@zinc.fr',
    role: 'community_manager',
    language: 'fr',
  })
  const setUp = {
    agencyName: 'Zinc & Cie',
    language: 'fr',
    zone: 'Europe/Paris',
    directorName: 'Inès',
    email: 'ines@zinc.fr',
    password: 'trop-court',
  }
  expect(SetUpAgency.parse(setUp).currency).toBe('EUR')
  expect(SetUpAgency.safeParse({ ...setUp, password: 'court' }).error?.issues.map(({ path }) => path[0])).toEqual([
    'password',
  ])
  expect(SetUpAgency.safeParse({ ...setUp, zone: 'Paris' }).error?.issues.map(({ message }) => message)).toEqual([
    'unknown-zone',
  ])
})
