/** Eight consoles' worth of pushing, over HTTP. */
import { PushAnswer } from '../../src/shared/desk/push.ts'

/** One client: its token, and the bodies it pushes one after the other. */
export interface Client {
  readonly token: string
  readonly bodies: readonly string[]
}

/** Pushes everything, the clients at once; resolves with the raw answers when the last one has come. */
export async function pushAll(url: string, clients: readonly Client[]): Promise<string[]> {
  const answers = await Promise.all(clients.map((client) => pushOne(url, client)))
  return answers.flat()
}

async function pushOne(url: string, { token, bodies }: Client): Promise<string[]> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...{ 'content-type': 'application/json', 'linesman-protocol': '1' },
  }
  const answers: string[] = []
  for (const body of bodies) {
    const response = await fetch(`${url}/v1/sync/push`, { method: 'POST', headers, body })
    answers.push(await response.text())
  }
  return answers
}

/** Throws unless every op was applied: a refusal is quicker and would flatter. */
export function checkApplied(answers: readonly string[], count: number): void {
  const results = answers.flatMap((text) => PushAnswer.parse(JSON.parse(text)).results)
  const applied = results.filter(({ status }) => status === 'applied').length
  if (applied !== count) throw new Error(`${count} decisions were pushed, ${applied} applied`)
}
