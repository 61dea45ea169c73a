import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { quietLogger, startDesk } from '../../src/desk/desk.ts'
import { tempFolder } from './kit.ts'

it('closes although somebody holds a connection that never asked for anything', async () => {
  const desk = await startDesk({ dataDir: tempFolder(), logger: quietLogger('silent') })
  const held = connect(Number(new URL(desk.url).port), '127.0.0.1')
  await once(held, 'connect')
  const cut = once(held, 'close')

  await desk.close()

  await cut
  expect(held.destroyed).toBe(true)
})
