import { readFileSync } from 'node:fs'
import path from 'node:path'
import { format } from 'prettier'
import { expect, it } from 'vitest'
import { formatOf, pages } from '../../scripts/docs/pages.ts'

it.each([...pages()])(
  'docs/%s says what the code says (else: npm run docs)',
  async (name, text) => {
    const file = path.resolve(import.meta.dirname, '../../docs', name)

    expect(readFileSync(file, 'utf8')).toBe(await format(text, formatOf(name)))
  },
)
