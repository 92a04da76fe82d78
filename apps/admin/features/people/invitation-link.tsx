import { CopyField } from '../../components/copy-field.tsx'
import { m } from '../../words.ts'
import { type Role, roleWord } from './role-word.ts'

interface Props {
  url: string
  email: string
  role: Role
  mailed: boolean
}

/** The link itself, told this once: the house keeps only its hash. */
export function InvitationLink({ url, email, role, mailed }: Props) {
  return (
    <div className="grid gap-4">
      <p>{mailed ? m['people.invite.mailed']({ email }) : m['people.invite.not-mailed']()}</p>
      <CopyField
        label={m['people.invite.link']()}
        hint={m['people.invite.link-says']({ role: roleWord(role) })}
        value={url}
      />
    </div>
  )
}
