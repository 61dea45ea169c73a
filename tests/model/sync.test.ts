import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { playMany, tellFailure } from './run-history.ts'

const given = z
  .object({
    LINESMAN_MODEL_SEED: z.coerce.number().int().optional(),
    LINESMAN_MODEL_RUNS: z.coerce.number().int().min(1).default(10_000),
  })
  .parse(process.env)

const seed = given.LINESMAN_MODEL_SEED ?? randomInt(2 ** 31)
const runs = given.LINESMAN_MODEL_RUNS
/** Nobody waits for the long run, but it must not be ended for being long. */
const PATIENCE_MS = Math.max(90_000, runs * 30)

it(
  `loses, doubles and reorders nothing in ${runs} histories (seed ${seed})`,
  () => {
    console.log(`sync model: ${runs} histories, seed ${seed}`)
    const { failed, held, path } = playMany(seed, runs)

    expect(failed ? tellFailure(seed, path ?? '') : 'all held').toBe('all held')
    expect(held).toBe(runs)
  },
  PATIENCE_MS,
)
