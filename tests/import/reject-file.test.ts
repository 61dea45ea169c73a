import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { RejectFile } from '../../scripts/import/reject-file.ts'
import { made, scratch } from './input-files.ts'

const one = { line: 3, reason: 'says "no", twice', id: '5' }

it('lists line, reason and id in the manner of the input, beside it', () => {
  const csv = made('comments.csv', 'id,text\n')
  const jsonl = made('comments.jsonl', '{}\n')
  for (const [file, format] of [
    [csv, 'csv'],
    [jsonl, 'jsonl'],
  ] as const) {
    const rejects = new RejectFile(file, format, scratch())
    rejects.add(one)
    rejects.close()

    expect(rejects.file).toBe(path.join(path.dirname(file), `comments.rejected.${format}`))
  }

  const beside = (file: string, name: string) =>
    readFileSync(path.join(path.dirname(file), name), 'utf8')
  expect(beside(csv, 'comments.rejected.csv')).toBe('line,reason,id\n3,"says ""no"", twice","5"\n')
  expect(beside(jsonl, 'comments.rejected.jsonl')).toBe(`${JSON.stringify(one)}\n`)
})

it('is not made while nothing is refused, and removes the list of an earlier run', () => {
  const file = made('comments.csv', '')
  const first = new RejectFile(file, 'csv', scratch())
  first.add(one)
  first.close()
  const list = first.file ?? ''
  expect(existsSync(list)).toBe(true)

  const second = new RejectFile(file, 'csv', scratch())
  second.close()

  expect(second.file).toBeUndefined()
  expect(existsSync(list)).toBe(false)
})

it('leaves alone what someone else has put under its name', () => {
  const file = made('comments.csv', '')
  const theirs = path.join(path.dirname(file), 'comments.rejected.csv')
  writeFileSync(theirs, 'dear diary')

  const rejects = new RejectFile(file, 'csv', scratch())
  rejects.add(one)
  rejects.close()

  expect(readFileSync(theirs, 'utf8')).toBe('dear diary')
  expect(rejects.file).toBe(path.join(path.dirname(file), 'comments.rejected-2.csv'))
})

it('goes to the other folder where the input’s cannot be written', () => {
  const folder = scratch()
  const file = path.join(folder, 'gone', 'comments.csv')
  const elsewhere = path.join(folder, 'here')
  mkdirSync(elsewhere)

  const rejects = new RejectFile(file, 'csv', elsewhere)
  rejects.add(one)
  rejects.close()

  expect(rejects.file).toBe(path.join(elsewhere, 'comments.rejected.csv'))
})
