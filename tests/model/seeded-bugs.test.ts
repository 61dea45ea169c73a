import { expect, it } from 'vitest'
import { z } from 'zod'
import { type Bug, bugs } from './bugs.ts'
import { playMany } from './run-history.ts'

const EQUIVALENT = 'only applied answers stored' satisfies Bug

/** A seed on which each is caught; docs/MODEL.md says after how many histories. */
const caughtOn: Readonly<Record<Exclude<Bug, typeof EQUIVALENT>, number>> = {
  'no dedupe': 4,
  'outbox item dropped on send': 1,
  'sequence taken before commit': 2,
  'cursor saved before rows': 1,
  'epoch kept after restore': 1,
  'push of an old epoch accepted': 7,
  'no overlay after ack': 2,
  'new id on retry': 4,
  'body revision ignored': 3,
  'late page applied': 27,
  'no tombstone floor': 3,
  'answer from another epoch accepted': 32,
  'no replay after restore': 1,
  'contest lost with a backup': 9,
  'interim over a lead': 17,
  'ruling on what nobody saw': 40,
  'ruling leaves its contest open': 9,
}

const RUNS = 10_000
const { LINESMAN_MODEL_EQUIVALENT_RUNS: equivalentRuns } = z
  .object({ LINESMAN_MODEL_EQUIVALENT_RUNS: z.coerce.number().int().min(1).default(1000) })
  .parse(process.env)

it.each(Object.entries(caughtOn))('catches: %s', (name, seed) => {
  const bug = z.enum(bugs).parse(name)

  expect(playMany(seed, RUNS, bug).failed).toBe(true)
})

// A refusal that is worked out again is a refusal again, because revisions only grow.
it(`catches nothing in what makes no difference: ${EQUIVALENT}`, () => {
  expect(playMany(7, equivalentRuns, EQUIVALENT).failed).toBe(false)
})
