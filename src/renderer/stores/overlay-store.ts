import { createStore } from 'zustand/vanilla'

export interface OverlayState {
  readonly over:
    | 'nothing'
    | 'palette'
    | 'filter'
    | 'hand'
    | 'aside'
    | 'take'
    | 'reporters'
    | 'keys'
    | 'why'
    | 'together'
  /** What is typed in the palette or among the filters, and which entry is marked. */
  readonly query: string
  readonly marked: number
}

const CLOSED: OverlayState = { over: 'nothing', query: '', marked: 0 }

/** The sheets that lie over the whole page, one at a time. */
export function createOverlayStore() {
  const store = createStore<OverlayState>(() => CLOSED)
  let onTake: () => void = () => undefined
  return Object.assign(store, {
    open: (over: Exclude<OverlayState['over'], 'nothing'>) => {
      store.setState({ ...CLOSED, over })
    },
    close: () => {
      store.setState(CLOSED)
    },
    search: (query: string) => {
      store.setState({ query, marked: 0 })
    },
    /** What taking the marked entry does, as long as a list is open. */
    onTake: (act: () => void) => {
      onTake = act
    },
    take: () => {
      onTake()
    },
    mark: (marked: number) => {
      store.setState({ marked })
    },
  })
}
