import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './theme/theme.css'
import { queryClient } from './data/trpc.ts'
import { startLanguage } from './frame/language.ts'
import { registerFeatures } from './frame/registry.ts'
import { router } from './router.ts'
import { features } from './routes.tsx'

// A browser without Temporal gets it before anything reads a time; the others never load it.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

startLanguage()
registerFeatures(features)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
