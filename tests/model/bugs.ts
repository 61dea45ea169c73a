/**
 * Mistakes that are easy to make in sync, each a switch in the model. The model is worth as much as
 * the mistakes it notices.
 */
export const bugs = [
  'no dedupe',
  'outbox item dropped on send',
  'sequence taken before commit',
  'cursor saved before rows',
  'epoch kept after restore',
  'push of an old epoch accepted',
  'no overlay after ack',
  'new id on retry',
  'body revision ignored',
  'late page applied',
  'no tombstone floor',
  'answer from another epoch accepted',
  'no replay after restore',
  'contest lost with a backup',
  'interim over a lead',
  'ruling on what nobody saw',
  'ruling leaves its contest open',
  'only applied answers stored',
] as const

export type Bug = (typeof bugs)[number]
