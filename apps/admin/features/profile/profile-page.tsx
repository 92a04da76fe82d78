import { PathLink } from '../../components/path-link.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { useSession } from '../../data/session.ts'
import { keysAreOff, switchKeys } from '../../frame/key-listener.ts'
import { setTheme, type Theme, useTheme } from '../../frame/theme.ts'
import { m } from '../../words.ts'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { ProfilePart } from './profile-part.tsx'

const ROLES = ['director', 'account_manager', 'community_manager', 'creator', 'analyst'] as const

/** Who one is here, how one is reached, and the keys to one's own door. */
export default function ProfilePage() {
  const { user, member, agency } = useSession()
  const role = ROLES.find((one) => one === member?.role)
  return (
    <div className="px-7 py-5 phone:px-4">
      <header className="pb-5">
        <h1 className="text-26">{m['profile.title']()}</h1>
        {agency && role && (
          <p className="text-pretty text-ink-2">
            {m['profile.what']({ agency: agency.name, role: m[`people.role.${role}`]() })}
          </p>
        )}
      </header>
      {!user || !member ? (
        <SkeletonRows rows={6} rowHeight={56} />
      ) : (
        <div className="grid max-w-[680px] gap-8 pb-8">
          <ProfileForm key={member.id} user={user} member={member} />
          <PasswordForm email={user.email} />
          <Browser />
          <ProfilePart title={m['profile.sessions']()} says={m['profile.sessions-says']()}>
            <p className="text-13">
              <PathLink path="/sessions">{m['profile.sessions.open']()}</PathLink>
            </p>
          </ProfilePart>
        </div>
      )}
    </div>
  )
}

/** What this machine remembers by itself. */
function Browser() {
  const theme = useTheme()
  return (
    <ProfilePart title={m['profile.browser']()} says={m['profile.browser-says']()}>
      <Segmented
        label={m['profile.theme']()}
        showLabel
        value={theme}
        onChange={(value: Theme) => setTheme(value)}
        options={[
          { value: 'system', label: m['profile.theme.system']() },
          { value: 'light', label: m['profile.theme.light']() },
          { value: 'dark', label: m['profile.theme.dark']() },
        ]}
      />
      <div className="phone:hidden">
        <Checkbox defaultSelected={!keysAreOff()} onChange={switchKeys}>
          {m['profile.keys']()}
        </Checkbox>
      </div>
    </ProfilePart>
  )
}
