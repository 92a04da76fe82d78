// Loaded into a worker before anything else: its machine's clock is off by WRONG_CLOCK_MS, and after SLEEPS_AFTER_MS it has slept for SLEPT_MS, during which its monotonic clock stood still.
const ahead = Number(process.env.WRONG_CLOCK_MS ?? 0)
const after = Number(process.env.SLEEPS_AFTER_MS ?? Number.POSITIVE_INFINITY)
const slept = Number(process.env.SLEPT_MS ?? 0)

const wall = Date.now.bind(Date)
const monotonic = performance.now.bind(performance)
Date.now = () => wall() + ahead
performance.now = () => (monotonic() > after ? monotonic() - slept : monotonic())
Object.defineProperty(performance, 'timeOrigin', { value: performance.timeOrigin + ahead })
