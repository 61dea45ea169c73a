import { createStore } from 'zustand/vanilla'

/** Where one is: among cases (the queue's view says which), in a search, or in the log. */
export interface PlaceState {
  readonly at: 'cases' | 'search' | 'log'
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
