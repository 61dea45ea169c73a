import { createContext, use } from 'react'
import { useStore } from 'zustand'
import type { Dispatch } from './commands/dispatcher.ts'
import type { LinkStore } from './stores/link-store.ts'
import type { Stores } from './stores/stores.ts'

/** What every view may use: the stores, the line, and the one way to run a command. */
export interface Console {
  readonly stores: Stores
  readonly link: LinkStore
  readonly dispatch: Dispatch
}

export const ConsoleContext = createContext<Console | undefined>(undefined)

/** The console this view is in. */
export function useConsole(): Console {
  const value = use(ConsoleContext)
  if (!value) throw new Error('no console around this view')
  return value
}

/** The time by the desk's clock, in milliseconds since 1970, as `select` puts it. */
export function useDeskTime<T extends string | number>(select: (now: number) => T): T {
  const { clock, sync } = useConsole().stores
  const offset = useStore(sync, (state) => state.sync?.offsetMs ?? 0)
  return useStore(clock, ({ wall }) => select(wall + offset))
}

/** Every version of the terms that is here. */
export function useTerms() {
  return useStore(useConsole().stores.terms, ({ versions }) => versions)
}
