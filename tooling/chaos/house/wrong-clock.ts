// Loaded into a worker before anything else: its machine's clock is wrong, and jumps; with `lostMs` the steady one stands still for a while, as through a suspend.
import type { WrongClock } from '../schedule/plan.ts'

const clock: WrongClock | null = JSON.parse(process.env.CHAOS_CLOCK ?? 'null')

if (clock) {
  const begun = performance.now()
  const [wallNow, steadyNow] = [Date.now.bind(Date), performance.now.bind(performance)]
  const jumped = () => (steadyNow() - begun >= clock.jumpAfterMs ? 1 : 0)
  const RealDate = Date
  const wall = () => wallNow() + clock.offMs + jumped() * clock.jumpMs
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(wall()).toString(),
    construct: (target, args: unknown[], self) => Reflect.construct(target, args.length === 0 ? [wall()] : args, self),
    get: (target, name, self) => (name === 'now' ? wall : Reflect.get(target, name, self)),
  })
  performance.now = () => steadyNow() - jumped() * clock.lostMs
  const origin = performance.timeOrigin
  Object.defineProperty(performance, 'timeOrigin', { value: origin + clock.offMs })
}
