/** What a person must mend before Comptoir can start. The message is one plain sentence, printed without a stack. */
export class StartRefused extends Error {
  override name = 'StartRefused'
}
