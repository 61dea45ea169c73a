import { createStore, type StoreApi } from 'zustand/vanilla'
import type { LogCheck, LogDetail, LogFilter, LogLine } from '../../shared/contract/log-views.ts'
import type { Staff } from '../../shared/desk/desk.ts'
import type { Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'

const A_PAGE = 100

export const WHOLE_LOG: LogFilter = {
  ...{ actor: null, rule: null, verb: null, articleId: null, caseId: null, from: null, to: null },
}

export interface LogState {
  readonly filter: LogFilter
  /** The newest first. */
  readonly lines: readonly LogLine[]
  readonly more: boolean
  /** How many entries the copy here has in all. */
  readonly size: number
  readonly status: 'unread' | 'reading' | 'ready' | 'failed'
  readonly problem: Problem | undefined
  /** The number of the entry that is opened, and what it is when it is here. */
  readonly selected: number | undefined
  readonly detail: LogDetail | undefined
  readonly detailProblem: Problem | undefined
  readonly check: LogCheck | undefined
  readonly staff: readonly Staff[]
}

const EMPTY: LogState = {
  ...{ filter: WHOLE_LOG, lines: [], more: false, size: 0, status: 'unread', problem: undefined },
  ...{ selected: undefined, detail: undefined, detailProblem: undefined, check: undefined },
  staff: [],
}

/** The copy of the log on this machine, one entry of it, and whether it is unbroken. */
export function createLogStore(client: Client) {
  const store = createStore<LogState>(() => EMPTY)
  const pages = createPages(client, store)
  const open = createOpener(client, store)
  client.on('log.checked', (check) => {
    store.setState({ check })
  })
  client.on('log.changed', ({ size }) => {
    if (store.getState().status !== 'unread') void pages.newer(size)
  })
  return Object.assign(store, {
    /** Reads what the place needs when one comes to it. */
    enter: async () => {
      await pages.read()
      const { selected, lines } = store.getState()
      const [first] = lines
      if (selected === undefined && first) await open(first.n)
    },
    readCheck: async () => {
      const [check, staff] = await Promise.all([
        client.call('log.check', {}),
        client.call('staff.list', {}),
      ])
      if (check.ok) store.setState({ check: check.value })
      if (staff.ok) store.setState({ staff: staff.value })
    },
    /** Checks the copy here from its first entry. */
    verify: async () => {
      const answer = await client.call('log.verify', {})
      if (answer.ok) store.setState({ check: answer.value })
      else store.setState({ problem: answer.problem })
    },
    more: pages.more,
    open,
    /** Goes down (or up) by one entry and stops at the ends. */
    move: (by: 1 | -1) => {
      const { lines, selected } = store.getState()
      const at = lines.findIndex(({ n }) => n === selected)
      const next = lines[Math.max(0, Math.min(lines.length - 1, at + by))]
      if (next && next.n !== selected) void open(next.n)
      if (at + by >= lines.length - 5) void pages.more()
    },
    narrow: async (part: Partial<LogFilter>) => {
      store.setState(({ filter }) => ({ filter: { ...filter, ...part } }))
      await pages.read()
      const [first] = store.getState().lines
      if (first) await open(first.n)
      else store.setState({ selected: undefined, detail: undefined })
    },
  })
}

function createPages(client: Client, store: StoreApi<LogState>) {
  const page = (before: number | null) => {
    const { filter } = store.getState()
    return client.call('log.page', { filter, before, limit: A_PAGE })
  }
  const take = async (before: number | null) => {
    const { filter } = store.getState()
    store.setState({ status: 'reading' })
    const answer = await page(before)
    if (store.getState().filter !== filter) return
    if (!answer.ok) {
      store.setState({ status: 'failed', problem: answer.problem })
      return
    }
    const { lines, more, size } = answer.value
    store.setState((former) => ({
      ...{ more, size, status: 'ready', problem: undefined },
      lines: before === null ? lines : [...former.lines, ...lines],
    }))
  }
  return {
    read: () => take(null),
    more: async () => {
      const { more, status, lines } = store.getState()
      const last = lines.at(-1)
      if (more && status === 'ready' && last) await take(last.n)
    },
    /** New entries go above; what one looks at stays. */
    newer: async (size: number) => {
      store.setState({ size })
      const { filter, lines } = store.getState()
      const answer = await page(null)
      if (!answer.ok || store.getState().filter !== filter) return
      const top = lines[0]?.n ?? 0
      const fresh = answer.value.lines.filter(({ n }) => n > top)
      // More than a page came: the gap is closed by reading anew.
      if (fresh.length === A_PAGE) await take(null)
      else store.setState({ lines: [...fresh, ...store.getState().lines] })
    },
  }
}

function createOpener(client: Client, store: StoreApi<LogState>) {
  return async (n: number) => {
    store.setState({ selected: n, detailProblem: undefined })
    const answer = await client.call('log.entry', { n })
    if (store.getState().selected !== n) return
    if (answer.ok) store.setState({ detail: answer.value })
    else store.setState({ detail: undefined, detailProblem: answer.problem })
  }
}
