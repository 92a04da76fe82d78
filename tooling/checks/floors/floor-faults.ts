import { cruiseHouse } from './cruise-house.ts'

/** A cruiser without its parser reads nothing and finds nothing wrong: fewer modules than this is a fault of the check itself. */
const AT_LEAST = 50

/** Every broken floor, as a sentence that says what to do instead. */
export async function floorFaults(root: string): Promise<string[]> {
  const { modules, dependencies, breaches } = await cruiseHouse(root)
  if (modules < AT_LEAST || dependencies < AT_LEAST) {
    return [
      `Only ${modules} modules and ${dependencies} imports were read: the check is blind, mend it before trusting it.`,
    ]
  }
  return breaches.map(({ rule, from, to, instead }) => `${from} → ${to}\n  ${instead} (${rule})`)
}
