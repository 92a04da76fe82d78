export { acceptInvitation, readInvitation } from './accept-invitation.ts'
export { inviteMember } from './invite-member.ts'
export { isSetUp, setUpAgency } from './set-up-agency.ts'
