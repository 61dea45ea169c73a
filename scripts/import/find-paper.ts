/** Where the paper is and what opens its operator's door. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { readPorts } from '../start/ports.ts'
import { ImportFailure } from './input-row.ts'

const Keys = z.object({ operator: z.string().min(1) })

/** The operator's key in a paper's keys.json. */
export function operatorKey(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ImportFailure(`The key file ${file} cannot be read (${why}).`)
  }
  try {
    return Keys.parse(JSON.parse(text)).operator
  } catch {
    throw new ImportFailure(`The key file ${file} has no member "operator" with the key in it.`)
  }
}

/** The paper that `npm start` keeps in this data folder. */
export function paperIn(data: string): { url: URL; keyFile: string } {
  const { paper } = readPorts(data)
  if (paper === undefined)
    throw new ImportFailure(
      `${data} holds no started paper; run "npm start" first, or name one with --paper and --key-file.`,
    )
  return {
    url: new URL(`http://127.0.0.1:${paper}/`),
    keyFile: path.join(data, 'paper', 'keys.json'),
  }
}
