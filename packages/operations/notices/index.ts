export { queueMail, type Mail } from './queue-mail.ts'
export { signInMail } from './sign-in-mail.ts'
