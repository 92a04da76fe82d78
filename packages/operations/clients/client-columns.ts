import type { CreateClient } from '@comptoir/domain/clients'

/** A client as it is typed, in the columns that hold it. */
export function clientColumns(input: CreateClient) {
  return {
    name: input.name,
    sector: input.sector || null,
    language: input.language,
    time_zone: input.zone,
    colour: input.colour,
    contact_name: input.contactName,
    contact_email: input.contactEmail,
    quiet_from: input.quietHours?.from ?? null,
    quiet_until: input.quietHours?.until ?? null,
    quiet_zone: input.quietHours?.zone ?? null,
  }
}
