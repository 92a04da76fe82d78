import type { Route } from '../networks/sheet.ts'

interface Compiled {
  route: Route
  parts: readonly string[]
}

export interface Found {
  route: Route
  params: Record<string, string>
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch (error) {
    if (error instanceof URIError) return part
    throw error
  }
}

const match = (parts: readonly string[], path: readonly string[]): Record<string, string> | null => {
  const params: Record<string, string> = {}
  for (const [at, part] of parts.entries()) {
    if (part.startsWith('*')) {
      params[part.slice(1)] = path.slice(at).map(decoded).join('/')
      return params
    }
    const given = path[at]
    if (given === undefined) return null
    const colon = part.indexOf(':')
    if (colon < 0) {
      if (part !== given) return null
    } else {
      const fixed = part.slice(0, colon)
      if (!given.startsWith(fixed) || given.length === fixed.length) return null
      params[part.slice(colon + 1)] = decoded(given.slice(fixed.length))
    }
  }
  return parts.length === path.length ? params : null
}

const split = (path: string): string[] => path.split('/').filter((part) => part !== '')

/** The first route that fits; routes without parameters are looked up at once. */
export const router = (routes: readonly Route[]): ((method: string, path: string) => Found | null) => {
  const exact = new Map<string, Route>()
  const patterns: Compiled[] = []
  for (const route of routes) {
    if (/[:*]/.test(route.pattern)) patterns.push({ route, parts: split(route.pattern) })
    else exact.set(`${route.method} ${route.pattern}`, route)
  }
  return (method, path) => {
    const clean = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
    const known = exact.get(`${method} ${clean}`)
    if (known !== undefined) return { route: known, params: {} }
    const parts = split(clean)
    for (const { route, parts: pattern } of patterns) {
      if (route.method !== method) continue
      const params = match(pattern, parts)
      if (params !== null) return { route, params }
    }
    return null
  }
}
