/**
 * Consoles without a store or a window, many in one process: each listens to the desk through the
 * console's own adapter, pulls when it is told that there is news, looks after thirty seconds all the
 * same, and asks for its own entries of the log after each pull that was whole, as the core does.
 */
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { httpDesk } from '../../src/main/adapters/http-desk.ts'
import { deskAddress } from '../../src/main/desk-address.ts'
import { Changes, LIMITS, LogPage } from '../../src/shared/desk/desk.ts'
import { wallClock } from './rounds.ts'
import { type FromConsoles, ToConsoles } from './light-consoles-messages.ts'

const LOOK_EVERY_MS = 30_000

const tell = (what: FromConsoles) => process.send?.(what)
const closing = new AbortController()
const decoder = new TextDecoder()

let words = ''
let shownAt: number[] = []
let consoles = 0
let listening = 0

/** One console, by its token. */
async function live(desk: ReturnType<typeof httpDesk>, token: string): Promise<void> {
  let cursor: string | undefined
  let entries = 0
  let wanted = ''
  let pulling: Promise<void> | undefined
  let logging: Promise<void> | undefined
  /** Whether there was news since the last pull began. */
  const mail = { again: false }

  const onePage = async (): Promise<boolean> => {
    const pulled = await desk.changes(token, cursor, LIMITS.pullMax)
    if (pulled.kind === 'gone') throw new Error(`the cursor is gone: ${pulled.why}`)
    const text = decoder.decode(pulled.body)
    const page = Changes.parse(JSON.parse(text))
    cursor = page.next
    if (words !== wanted && text.includes(words)) {
      wanted = words
      shown()
    }
    return page.more
  }
  const ownEntries = async () => {
    const body = await desk.log(token, { whole: false, after: entries, limit: 1000 })
    entries = LogPage.parse(JSON.parse(decoder.decode(body))).log.size
  }
  const pullAll = async () => {
    for (mail.again = true; mail.again;) {
      mail.again = false
      for (let more = true; more;) more = await onePage()
    }
    logging ??= ownEntries().then(() => (logging = undefined), failed)
  }
  const news = () => {
    mail.again = true
    pulling ??= pullAll().then(() => (pulling = undefined), failed)
  }

  await pullAll()
  const looking = setInterval(news, LOOK_EVERY_MS)
  let isUp = false
  const heard = (isNews: boolean) => {
    if (!isUp && ++listening === consoles) tell({ told: 'listening' })
    isUp = true
    if (isNews) news()
  }
  await desk.live(token, heard, closing.signal).finally(() => clearInterval(looking))
}

function shown(): void {
  shownAt.push(wallClock())
  if (shownAt.length < consoles) return
  tell({ told: 'shown', at: shownAt })
  shownAt = []
}

function failed(error: unknown): void {
  if (!closing.signal.aborted) tell({ told: 'failed', why: String(error) })
}

/** A few at a time, so that the desk is not met by all at once. */
async function open(url: string, tokens: readonly string[]): Promise<void> {
  consoles = tokens.length
  const desk = httpDesk(deskAddress(url))
  closing.signal.addEventListener('abort', () => desk.close())
  for (const token of tokens) {
    live(desk, token).catch(failed)
    await sleep(5)
  }
}

process.on('message', (message) => {
  const told = ToConsoles.parse(message)
  if (told.do === 'open') void open(told.desk, told.tokens)
  else if (told.do === 'watch') words = told.words
  else {
    closing.abort()
    process.disconnect()
  }
})
process.on('disconnect', () => process.exit())
