import { createStore } from 'zustand/vanilla'

/** Where one is: among cases (the queue's view says which), in a search, in the log, or with one's batch. */
export interface PlaceState {
  readonly at: 'cases' | 'search' | 'log' | 'batch'
}

/** The place that has the window. */
export function createPlaceStore() {
  const store = createStore<PlaceState>(() => ({ at: 'cases' }))
  return Object.assign(store, {
    go: (at: PlaceState['at']) => {
      store.setState({ at })
    },
  })
}
