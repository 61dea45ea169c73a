// Prints the documents that are made from the code into docs/; with --check, says which are stale.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { formatOf, pages } from './docs/pages.ts'

const folder = path.resolve(import.meta.dirname, '../docs')
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

for (const [name, text] of pages()) {
  const file = path.join(folder, name)
  const printed = await format(text, formatOf(name))
  if (!values.check) writeFileSync(file, printed)
  else if (readFileSync(file, 'utf8') !== printed) {
    console.error(`docs/${name} is stale: run npm run docs.`)
    process.exitCode = 1
  }
}
