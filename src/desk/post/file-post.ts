import { mkdir, open, rename } from 'node:fs/promises'
import path from 'node:path'
import { letterBytes } from './letter-bytes.ts'
import type { Letter, Post, Posted } from './post.ts'

/**
 * Leaves each letter as a file of its own in a folder, for a newsroom that sends them itself: the
 * same letter is always the same file, whole or not there.
 */
export function filePost(folder: string): Post {
  return {
    via: 'file',
    where: folder,
    send: async (letter) => {
      try {
        await leave(folder, letter)
        return { kind: 'sent' }
      } catch (error) {
        return { kind: 'down', why: whyOf(error) }
      }
    },
  }
}

async function leave(folder: string, letter: Letter): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `${letter.id}.eml`)
  const part = `${file}.${process.pid}.part`
  const handle = await open(part, 'w', 0o600)
  try {
    await handle.writeFile(await letterBytes(letter))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(part, file)
}

function whyOf(error: unknown): Extract<Posted, { why: string }>['why'] {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'a defect'
  return `The folder for letters cannot be written (${code}).`
}
