import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from '../../scripts/import/csv-rows.ts'
import { MAX_ROW_BYTES } from '../../scripts/import/line-reader.ts'
import { made } from './input-files.ts'

/** What a file reads as: for each row its line, and its fields or why it has none. */
async function read(content: string | Buffer) {
  const rows: [number, string[] | string][] = []
  let header: readonly string[] = []
  const file = made('rows.csv', content)
  for await (const row of readCsv(file, (names) => (header = names)))
    rows.push([row.line, row.ok ? [...row.columns.values()].map(String) : row.reason])
  return { header, rows }
}

describe('a CSV file', () => {
  it('reads the same with a byte order mark and CRLF', async () => {
    const plain = await read('id,text\n1,Aye\n2,"Naw, och"\n')
    const windows = await read('\uFEFFid,text\r\n1,Aye\r\n2,"Naw, och"\r\n')

    expect(plain.rows).toEqual([
      [2, ['1', 'Aye']],
      [3, ['2', 'Naw, och']],
    ])
    expect(windows).toEqual(plain)
  })

  it('keeps line breaks inside quotes exactly, and counts the lines they take', async () => {
    const { rows } = await read('id,text\r\n1,"a\r\n\r\nb\nc"\r\n2,d')

    expect(rows).toEqual([
      [2, ['1', 'a\r\n\r\nb\nc']],
      [6, ['2', 'd']],
    ])
  })

  it('leaves empty lines out', async () => {
    expect((await read('id,text\n\n1,a\n  \n')).rows).toEqual([[3, ['1', 'a']]])
  })

  it('refuses a row of the wrong width, and no other', async () => {
    const { rows } = await read('id,text\n1\n2,b\n3,c,d\n')

    expect(rows).toEqual([
      [2, 'has 1 columns where the header has 2'],
      [3, ['2', 'b']],
      [4, 'has 3 columns where the header has 2'],
    ])
  })

  it.each([
    ['never closed', '1,"abc\n2,b\n3,c\n', 'opens a quote that is never closed'],
    ['closed by the next row’s', '1,"abc\n2,"b"\n3,c\n', 'opens a quote that is never closed'],
    ['closed with text after it', '1,"abc"d\n2,b\n3,c\n', /^has text after a closing quote/],
    ['inside a field', '1,ab"c\n2,b\n3,c\n', /./],
  ])('loses one row to a quote that is %s', async (_, body, reason) => {
    const { rows } = await read(`id,text\n${body}`)

    expect(rows).toEqual([
      [2, typeof reason === 'string' ? reason : expect.stringMatching(reason)],
      [3, ['2', 'b']],
      [4, ['3', 'c']],
    ])
  })

  it('refuses a row that is too long without holding it', async () => {
    const { rows } = await read(`id,text\n1,${'x'.repeat(MAX_ROW_BYTES)}\n2,b\n`)

    expect(rows).toEqual([
      [2, 'is longer than 4 MB'],
      [3, ['2', 'b']],
    ])
  })

  it('gives up on an open quote once the row is too long', async () => {
    const filler = `${'x'.repeat(1023)}\n`.repeat(MAX_ROW_BYTES / 1024 + 1)
    const { rows } = await read(`id,text\n1,"a\n${filler}2,b\n`)

    expect(rows[0]).toEqual([2, 'opens a quote that is never closed'])
    expect(rows.at(-1)).toEqual([MAX_ROW_BYTES / 1024 + 4, ['2', 'b']])
  })

  it('refuses bytes that are not UTF-8 instead of guessing, once for the whole row', async () => {
    const latin = Buffer.from('id,text\n1,"caf\u00e9\nbar"\n2,b\n', 'latin1')

    expect((await read(latin)).rows).toEqual([
      [2, expect.stringMatching(/^is not UTF-8/)],
      [4, ['2', 'b']],
    ])
  })

  it('refuses a header with a name twice', async () => {
    await expect(read('id,text,id\n1,a,2\n')).rejects.toThrow('two columns named "id"')
  })

  it('reads back what was written, whatever is in it', async () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed())
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (cells) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
        const lines = cells.map((row) => row.map(quote).join(','))
        const { rows } = await read(`id,text\n${lines.join('\n')}`)

        expect(rows.map(([, fields]) => fields)).toEqual(cells)
      }),
      { numRuns: 60 },
    )
  })
})
