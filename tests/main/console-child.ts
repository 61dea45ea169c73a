/**
 * A console as a process of its own, so that it can be killed: it serves the wire over the channel
 * to whoever started it. Arguments: its data folder, the desk's address, its patience in ms.
 */
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { createCore } from '../../src/main/core/core.ts'
import { portsFor } from './kit-console.ts'

const [folder = '', deskUrl = '', patience = ''] = process.argv.slice(2)
const desk = httpDesk(deskUrl, { timeoutMs: Number(patience) })
const core = await createCore(portsFor(deskUrl, folder, { desk }))
core.attach({
  send: (frame) => {
    if (process.connected) process.send?.(frame)
  },
  onFrame: (listener) => process.on('message', (frame) => listener(String(frame))),
  onClose: () => undefined,
})
process.on('disconnect', () => {
  void core.close()
})
process.send?.('ready')
