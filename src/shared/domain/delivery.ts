/**
 * How a decision travels from the key press to the desk. The decision itself never changes; its
 * delivery moves along the arrows of one table, which the code, the database check, the document
 * and the tests are all made from.
 */

/**
 * State → event → next state. A state without arrows is final.
 *
 * `held` is the undo window. `sending` is on disk before the first byte leaves, and what may have
 * been sent can no longer be withdrawn. `unsure` means contact was lost: the same op goes again
 * under the same id, which is safe. A desk that was restored from a backup may have lost what it
 * answered, so what was `settled`, `contested` or `superseded` can become `unsure` again.
 */
export const arrows = {
  held: { release: 'queued', withdraw: 'withdrawn' },
  queued: { send: 'sending', withdraw: 'withdrawn' },
  sending: { settle: 'settled', contest: 'contested', refuse: 'refused', 'lose contact': 'unsure' },
  unsure: { send: 'sending' },
  contested: { settle: 'settled', supersede: 'superseded', 'change epoch': 'unsure' },
  settled: { 'change epoch': 'unsure' },
  superseded: { 'change epoch': 'unsure' },
  refused: {},
  withdrawn: {},
} as const

export type DeliveryState = keyof typeof arrows
export type DeliveryEvent = {
  [S in DeliveryState]: keyof (typeof arrows)[S]
}[DeliveryState]

export const deliveryStates = Object.keys(arrows) as [DeliveryState, ...DeliveryState[]]

/** Where an event takes a delivery, or undefined where the table has no such arrow. */
export function step(state: DeliveryState, event: DeliveryEvent): DeliveryState | undefined {
  const from: Partial<Record<DeliveryEvent, DeliveryState>> = arrows[state]
  return from[event]
}

/** States in which the desk may not have the decision yet: what *waiting* counts. */
export const waitingStates = [
  'held',
  'queued',
  'sending',
  'unsure',
] as const satisfies readonly DeliveryState[]

/** How long a decision is held before it may leave, on the device's monotonic clock. */
export const UNDO_WINDOW_MS = 8000
