export { faultsOf } from './faults.ts'
export { listingOf } from './listing.ts'
export { readCatalog, type Catalog, type Relation } from './read-catalog.ts'
