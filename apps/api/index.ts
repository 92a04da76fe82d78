export { type Api, openApi } from './server.ts'
export { openSignIn, type SignIn } from './sign-in.ts'
export type { AppRouter } from './routers/index.ts'
