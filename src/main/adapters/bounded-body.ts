import { problem, ProblemError } from '../../shared/domain/problem.ts'

/** What an answer may be at most before it is given up. */
export interface BodyBounds {
  /** Its size, in bytes. */
  readonly bytes: number
  /** How long nothing of it may come, in milliseconds. */
  readonly silenceMs: number
}

/**
 * Reads the body of an answer whole. Throws `desk-nonsense` where it is larger than any answer, and
 * `desk-unreachable` where it breaks off or falls silent: a connection may die without a word after
 * its first bytes, and whoever waits for the rest would wait for ever.
 */
export async function bodyWithin(
  stream: ReadableStream<Uint8Array> | null,
  { bytes, silenceMs }: BodyBounds,
): Promise<ArrayBuffer> {
  if (!stream) return new ArrayBuffer(0)
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await beforeSilence(reader.read(), silenceMs)
      if (done) return joined(chunks, size)
      chunks.push(value)
      size += value.byteLength
      if (size > bytes) throw new ProblemError(TOO_LARGE)
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined) // the connection is given up either way
    throw error instanceof ProblemError ? error : new ProblemError(BROKEN_OFF)
  }
}

const TOO_LARGE = problem('desk-nonsense', 'The desk’s answer is larger than any answer can be.')
const BROKEN_OFF = problem(
  'desk-unreachable',
  'The desk’s answer broke off on its way. It is asked again.',
)

async function beforeSilence<T>(next: Promise<T>, silenceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new ProblemError(BROKEN_OFF))
    }, silenceMs)
  })
  try {
    return await Promise.race([next, silence])
  } finally {
    clearTimeout(timer)
  }
}

function joined(chunks: readonly Uint8Array[], size: number): ArrayBuffer {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole.buffer
}
