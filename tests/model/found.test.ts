import { expect, it } from 'vitest'
import type { Happening, OnConsole, OnDesk, OnNetwork } from './history.ts'
import { play } from './run-history.ts'

const ada = (it: OnConsole): Happening => ({ on: 'console', it })
const desk = (it: OnDesk): Happening => ({ on: 'desk', it })
const network = (it: OnNetwork): Happening => ({ on: 'network', it })
const decide = (verb: 'keep' | 'delete') =>
  ada({ act: 'decide', console: 0, no: 1, verb, now: true, ruling: false })
const sync = ada({ act: 'sync', console: 0, until: 'it rests' })

it('keeps in sight what is settled again while a later decision is refused', () => {
  const history = [
    desk({ act: 'back up' }),
    sync,
    decide('delete'),
    sync,
    desk({ act: 'restore' }),
    decide('keep'),
    ada({ act: 'sync', console: 0, until: 'its answer is held back' }),
    network({ act: 'late', at: 0 }),
  ]

  expect(play(history)).toBeUndefined()
})
