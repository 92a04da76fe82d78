import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLanguage } from './language.ts'

type Loadable = { default: (props: object) => ReactNode }

/**
 * A page, loaded when it is first needed: `component: page(() => import('./calendar-page.tsx'))`, its default export being the
 * component. It renders anew when the person changes language, so nothing is reloaded.
 */
// The default export is typed `object` on purpose: a page reads its own route's types, which must not depend on the page's.
export function page(load: () => Promise<{ default: object }>): RouteComponent {
  const Loaded = lazyRouteComponent<Loadable, 'default'>(async () => {
    const { default: component } = await load()
    return { default: component as Loadable['default'] }
  })
  function Page() {
    useLanguage()
    return <Loaded />
  }
  Page.preload = Loaded.preload
  return Page
}
