import { fork } from 'node:child_process'
import { once } from 'node:events'
import { FromConsoles, type ToConsoles } from './light-consoles-messages.ts'
import type { Bench } from './bench.ts'

/** Consoles at a desk that can be asked when they have seen something. */
export interface LightConsoles {
  /** Does something, and tells when each console showed these words: milliseconds since 1970. */
  whenShown(words: string, post: () => Promise<void>): Promise<number[]>
}

/** Opens a console for each token, in so many processes; resolves when all of them listen. */
export async function openLightConsoles(
  bench: Bench,
  {
    desk,
    tokens,
    processes,
  }: { readonly desk: string; readonly tokens: readonly string[]; readonly processes: number },
): Promise<LightConsoles> {
  const share = Math.ceil(tokens.length / processes)
  const groups = Array.from({ length: processes }, (_, i) =>
    openGroup(bench, desk, tokens.slice(i * share, (i + 1) * share)),
  )
  await Promise.all(groups.map(({ listening }) => listening))
  return {
    whenShown: async (words, post) => {
      const all = groups.map((group) => group.whenShown(words))
      await post()
      return (await Promise.all(all)).flat()
    },
  }
}

function openGroup({ onEnd }: Bench, desk: string, tokens: readonly string[]) {
  const child = fork(new URL('./light-consoles-child.ts', import.meta.url))
  const gone = once(child, 'exit')
  const tell = (what: ToConsoles) => child.send(what)
  onEnd(async () => {
    if (child.connected) tell({ do: 'close' })
    await gone
  })
  const heard = (): Promise<FromConsoles> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => {
        const told = FromConsoles.parse(message)
        if (told.told === 'failed') reject(new Error(`a console failed: ${told.why}`))
        else resolve(told)
      })
      void gone.then(() => reject(new Error('a process of consoles ended')))
    })
  const listening = heard()
  tell({ do: 'open', desk, tokens: [...tokens] })
  return {
    listening,
    whenShown: async (words: string): Promise<number[]> => {
      tell({ do: 'watch', words })
      const told = await heard()
      return told.told === 'shown' ? told.at : []
    },
  }
}
