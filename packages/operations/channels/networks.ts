import { connectors } from '@comptoir/connectors'
import type { Capabilities, ConnectMethod, Rules } from '@comptoir/connectors/sdk'

export type NetworkLine = {
  id: string
  name: string
  apiVersion: string
  sunsetOn: string | null
  settlement: string
  capabilities: Capabilities
  rules: Rules
  connect: readonly ConnectMethod[]
}

/** The networks that can be connected, as their manifests tell: the composer, the gate and the connect forms read the same. */
export function listNetworks(): NetworkLine[] {
  return [...connectors.values()].map(({ manifest }) => ({
    id: manifest.id,
    name: manifest.name,
    apiVersion: manifest.apiVersion,
    sunsetOn: manifest.sunsetOn,
    settlement: manifest.settlement,
    capabilities: manifest.capabilities,
    rules: manifest.rules,
    connect: manifest.connect,
  }))
}
