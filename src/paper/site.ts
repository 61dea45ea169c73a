import type { Bell } from './bell.ts'
import type { Store } from './store/store.ts'

/** What the site is called; the desk knows it by its id. */
export const SITE = { id: 'strathlinn', title: 'The Strathlinn Gazette' } as const

/** How often one address may use each form, and how quickly a person can fill one in. */
export interface Limits {
  /** Below this a report or a registration was not typed by a person, in milliseconds. */
  readonly minFormMs: number
  /** Each is a number of tries an address has in ten minutes. */
  readonly comments: number
  readonly reports: number
  readonly signIns: number
  readonly registrations: number
}

export const defaultLimits: Limits = {
  minFormMs: 1000,
  comments: 40,
  reports: 40,
  signIns: 20,
  registrations: 10,
}

/** What every part of the running site is given. */
export interface Site {
  readonly store: Store
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  /** The public address, without a slash at its end. */
  readonly origin: () => string
  /** Rung after every commit that added an event. */
  readonly bell: Bell
  readonly limits: Limits
}
