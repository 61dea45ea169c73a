import { expect, it } from 'vitest'
import { readJsonl } from '../../scripts/import/jsonl-rows.ts'
import { made } from './input-files.ts'

it('refuses each bad line by its number and reads the rest', async () => {
  const lines = ['\uFEFF{"id":"1","text":"a"}\r', '', '{"id":', '[1,2]', 'null', '{"id":"2"}']
  const rows: [number, string][] = []
  for await (const row of readJsonl(made('rows.jsonl', lines.join('\n'))))
    rows.push([row.line, row.ok ? JSON.stringify(Object.fromEntries(row.columns)) : row.reason])

  expect(rows).toEqual([
    [1, '{"id":"1","text":"a"}'],
    [3, 'is not JSON; a line must hold one whole object'],
    [4, expect.stringMatching(/^is JSON but not an object/)],
    [5, expect.stringMatching(/^is JSON but not an object/)],
    [6, '{"id":"2"}'],
  ])
})
