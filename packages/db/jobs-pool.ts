import pg from 'pg'

/** graphile-worker's word for "the server cannot be reached now": the one failure of this kind that it tries again. */
const TRIED_AGAIN = '57P03'
/** Connection refused, reset or broken; the server shuts down, has crashed, or starts. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '08003', '08006'])

/** pg gives no code to a connection that ended under a query. */
const ended = (error: Error) => /^Connection terminated|is not queryable/.test(error.message)

function away(error: unknown): never {
  if (error instanceof Error && (ended(error) || ('code' in error && AWAY.has(String(error.code))))) {
    throw Object.assign(error, { code: TRIED_AGAIN })
  }
  throw error
}

/**
 * The job runner's pool. The runner tries again what fails with a code that it knows; any other failure to write down what came of a job ends the whole process, and
 * dispatch with it. So what only means that the database is away is given such a code.
 */
export class JobsPool extends pg.Pool {
  constructor(url: string, max: number) {
    super({ connectionString: url, max, application_name: 'comptoir jobs' })
    this.on('error', () => undefined)
    this.on('connect', (client) => {
      client.on('error', () => undefined)
      const query = client.query.bind(client)
      Object.assign(client, {
        query: (...told: unknown[]): unknown => {
          const answer: unknown = Reflect.apply(query, client, told)
          return answer instanceof Promise ? answer.catch(away) : answer
        },
      })
    })
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    return callback ? super.connect(callback) : super.connect().catch(away)
  }
}
