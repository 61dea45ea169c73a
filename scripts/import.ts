/** `npm run import -- FILE`: loads comments and their reports into a paper. See docs/IMPORT.md. */
import { UsageError } from './command-line.ts'
import { operatorKey, paperIn } from './import/find-paper.ts'
import { lookAt, rowsOf, type InputFile } from './import/input-file.ts'
import { ImportFailure } from './import/input-row.ts'
import { loadComments, NOTHING, type Load, type Tally } from './import/load-comments.ts'
import { importOptions, type ImportOptions } from './import/options.ts'
import { fetchArticles, sendComments, type PaperDoor } from './import/paper-client.ts'
import { inWords, Progress } from './import/progress.ts'
import { RejectFile } from './import/reject-file.ts'
import { knownArticles, type KnownArticles } from './import/row-article.ts'

/** The paper is there or it is not: the first call is not worth a minute. */
const FIRST_CALL_MS = 5_000

type Door = { readonly send: Load['send']; readonly known: KnownArticles }

/** What is left to say once rows may have been loaded. */
class Broken extends Error {
  readonly tally: Tally

  constructor(cause: unknown, tally: Tally) {
    super('the import broke off', { cause })
    this.tally = tally
  }
}

function doorTo(options: ImportOptions, signal: AbortSignal, progress: Progress): PaperDoor {
  const found =
    options.paper !== undefined && options.keyFile !== undefined
      ? { url: options.paper, keyFile: options.keyFile }
      : paperIn(options.data)
  let waiting = false
  return {
    url: options.paper ?? found.url,
    key: operatorKey(options.keyFile ?? found.keyFile),
    patienceMs: options.patienceMs,
    signal,
    onWait: (why) => {
      if (!waiting) progress.say(`The paper does not answer (${why}); trying again…`)
      waiting = true
    },
  }
}

async function open(
  options: ImportOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<Door> {
  if (options.dryRun)
    return {
      known: new Map(),
      send: (items) => {
        signal.throwIfAborted()
        return Promise.resolve(
          items.map(({ externalId, reports }) => ({
            externalId,
            status: 'added',
            reportsAdded: reports.length,
          })),
        )
      },
    }
  const door = doorTo(options, signal, progress)
  const first = { ...door, patienceMs: Math.min(door.patienceMs, FIRST_CALL_MS) }
  const known = knownArticles(await fetchArticles(first))
  return { known, send: (items) => sendComments(door, options.source, items) }
}

async function load(
  options: ImportOptions,
  input: InputFile,
  { signal, rejects }: { readonly signal: AbortSignal; readonly rejects: RejectFile },
): Promise<Tally> {
  const progress = new Progress(process.stderr, input.size)
  let tally = NOTHING
  try {
    const { known, send } = await open(options, signal, progress)
    return await loadComments({
      rows: rowsOf(input, options.asked),
      rules: { asked: options.asked, known, untilMs: options.untilMs },
      send,
      reject: (reject) => rejects.add(reject),
      onTally: (now) => {
        tally = now
        progress.show(now)
      },
    })
  } catch (error) {
    throw new Broken(error, tally)
  } finally {
    progress.end()
    rejects.close()
  }
}

const times = (count: number, one: string) => `${inWords(count)} ${one}${count === 1 ? '' : 's'}`

function summary(tally: Tally, { dryRun }: ImportOptions, rejects: RejectFile): string {
  const { read, added, existing, refused, reports } = tally
  const became = dryRun
    ? `${inWords(added)} could be added, ${inWords(refused)} refused; ${times(reports, 'report')}. Nothing was sent.`
    : `${inWords(added)} added, ${inWords(existing)} already there, ${inWords(refused)} refused; ${times(reports, 'report')} filed.`
  const list = rejects.file === undefined ? '' : `\nThe refused rows are listed in ${rejects.file}.`
  return `Read ${times(read, 'row')}: ${became}${list}`
}

function sentence(cause: unknown, { existing, added }: Tally): string {
  const loaded = added + existing
  const rest =
    loaded === 0
      ? 'Nothing was loaded.'
      : `${times(loaded, 'comment')} of this file are there; run the same command again to complete it.`
  return `${cause instanceof Error ? cause.message : String(cause)} ${rest}`
}

function said(error: unknown, signal: AbortSignal): number {
  if (error instanceof UsageError) {
    console.error(error.message)
    return 2
  }
  if (error instanceof Broken && signal.aborted) {
    console.error(sentence('Stopped.', error.tally))
    return 130
  }
  if (error instanceof Broken && error.cause instanceof ImportFailure) {
    console.error(sentence(error.cause, error.tally))
    return 1
  }
  if (error instanceof ImportFailure) {
    console.error(error.message)
    return 1
  }
  throw error
}

async function main(args: readonly string[]): Promise<number> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new ImportFailure('Stopped.')))
  try {
    const options = importOptions(args, Date.now())
    if (options === undefined) return 0
    const input = lookAt(options.file)
    const rejects = new RejectFile(options.file, input.format, process.cwd())
    const tally = await load(options, input, { signal: stop.signal, rejects })
    console.log(summary(tally, options, rejects))
    return tally.read > 0 && tally.refused === tally.read ? 1 : 0
  } catch (error) {
    return said(error, stop.signal)
  }
}

process.exitCode = await main(process.argv.slice(2))
