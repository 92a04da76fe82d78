import type { IForbiddenRuleType } from 'dependency-cruiser'

const CODE = '\\.(ts|tsx|js|mjs)$'

/** A rule of the house: `comment` is what the person who broke it reads, and says what to do instead. */
function rule(name: string, comment: string, from: object, to: object): IForbiddenRuleType {
  return { name, comment, severity: 'error', from, to }
}

/** The floors: upper may import lower, never the other way, never sideways, never past an index.ts. */
export const RULES: IForbiddenRuleType[] = [
  rule(
    'domain-imports-nothing-above',
    'domain is the ground floor: give it the value as an argument, or move the rule that needs it up to operations.',
    { path: '^packages/domain/' },
    { path: '^(packages/(?!domain/)|apps/|tooling/)' },
  ),
  rule(
    'domain-is-pure',
    'domain does no IO and needs no Node: pass in what was read (a time, a file, random bytes), or move the code up to operations.',
    { path: '^packages/domain/', pathNot: '\\.test\\.ts$' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'middle-floor-stands-on-domain',
    'db, connectors and reporting know domain only: declare a port (a type) here and let operations implement it.',
    { path: '^packages/(db|connectors|reporting)/' },
    { path: '^(packages/|apps/|tooling/)', pathNot: '^packages/(domain|$1)/' },
  ),
  rule(
    'connectors-may-be-taken-alone',
    'connectors are Apache-2.0 and must not lean on the rest: of domain they may know the text rules only, which are Apache-2.0 too. Say the word in connectors/sdk/vocabulary.ts.',
    { path: '^packages/connectors/' },
    { path: '^packages/domain/', pathNot: '^packages/domain/text/' },
  ),
  rule(
    'text-rules-may-be-taken-alone',
    'domain/text is Apache-2.0, so that connectors may stand on it: it knows no other context. Pass in what it needs.',
    { path: '^packages/domain/text/' },
    { path: '^packages/domain/', pathNot: '^packages/domain/text/' },
  ),
  rule(
    'operations-imports-nothing-above',
    'operations is called by the apps, it never calls them: move what is shared down into operations.',
    { path: '^packages/operations/' },
    { path: '^(apps/|tooling/)' },
  ),
  rule(
    'no-app-imports-another',
    'apps stand side by side: move what both need down into operations. Only the admin may see the api, and only its types.',
    { path: '^apps/([^/]+)/' },
    { path: '^apps/', pathNot: ['^apps/$1/', '^apps/api/index\\.ts$'] },
  ),
  rule(
    'only-the-admin-sees-the-api',
    'apps stand side by side: move what both need down into operations.',
    { path: '^apps/(?!admin/|api/)' },
    { path: '^apps/api/' },
  ),
  rule(
    'admin-sees-types-of-the-api',
    'the browser never loads the server: write `import type` for the api router.',
    { path: '^apps/admin/' },
    { path: '^apps/api/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'admin-stays-in-the-browser',
    'the admin reaches the house through the api: call a procedure. It may import domain and the charts of reporting.',
    { path: '^apps/admin/', pathNot: '^apps/admin/(scripts/|vite\\.config\\.ts$)' },
    { path: '^packages/(db|operations|connectors)/' },
  ),
  rule(
    'nothing-imports-tooling',
    'tooling is on top: move what the product needs down into a package, or call the tool from tooling.',
    { path: '^(packages|apps)/' },
    { path: '^tooling/' },
  ),
  rule(
    'apps-by-their-public-entry',
    "an app's public entry is its index.ts: export there what tooling needs.",
    { path: '^(?!apps/)' },
    { path: '^apps/', pathNot: '^apps/[^/]+/index\\.ts$' },
  ),
  rule(
    'packages-by-their-public-face',
    "a folder's index.ts is its public face: import `@comptoir/PACKAGE/CONTEXT`, and export there what you need.",
    { path: '^([^/]+/[^/]+)/' },
    {
      path: `^(packages|tooling)/[^/]+/.*${CODE}`,
      pathNot: ['^$1/', '/index\\.ts$', '^packages/db/testing/global-setup\\.ts$'],
    },
  ),
  rule(
    'contexts-by-their-public-face',
    "a context's index.ts is its public face: import `../CONTEXT/index.ts`, and export there what you need.",
    { path: '^(packages/(?:domain|operations)|apps/admin/features)/([^/]+)/' },
    { path: `^$1/[^/]+/.*${CODE}`, pathNot: ['^$1/$2/', '^$1/[^/]+/index\\.ts$', '^$1/testing/'] },
  ),
  rule(
    'sdk-and-networks-by-their-public-face',
    "a folder's index.ts is its public face: import `../../sdk/index.ts`, and export there what you need.",
    { path: '^packages/connectors/([^/]+)/' },
    {
      path: `^packages/connectors/[^/]+/.*${CODE}`,
      pathNot: ['^packages/connectors/$1/', '/index\\.ts$', '/testing/'],
    },
  ),
  rule(
    'networks-stand-side-by-side',
    'a network knows nothing of another one: put what both need in connectors/networks/shared or in the sdk.',
    { path: '^packages/connectors/networks/([^/]+)/', pathNot: '\\.test\\.ts$' },
    { path: '^packages/connectors/networks/[^/]+/', pathNot: ['^packages/connectors/networks/($1|shared)/'] },
  ),
  rule(
    'jsx-in-the-admin-only',
    'Node runs the rest from source and reads no JSX: write a function that returns a string, or put the view in apps/admin.',
    { pathNot: '^apps/admin/' },
    { path: '\\.tsx$' },
  ),
  rule(
    'tests-are-not-imported',
    'a test is not a library: move the helper into a file of the folder `testing`.',
    {},
    { path: '\\.test\\.tsx?$' },
  ),
  rule(
    'no-circle',
    'two files need each other: move what both need into a third one below them. (Contexts may call each other, by their index.ts.)',
    { path: '^(packages|apps|tooling)/' },
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'], pathNot: '/index\\.ts$' } },
  ),
  rule(
    'everything-resolves',
    'this import leads nowhere: install the package, or mend the path.',
    { path: '^(packages|apps|tooling)/' },
    { couldNotResolve: true, pathNot: '^(virtual:|cloudflare:)' },
  ),
]
