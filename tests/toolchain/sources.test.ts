import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { folders } from '../../vitest.config.ts'

const sources = ['src', 'tests', 'bench', 'scripts']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.replaceAll('\\', '/')),
    ),
  )
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file))

test('a lint rule is switched off only with a reason', () => {
  const silent = sources.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        /(\/\/|\/\*)\s*eslint-disable/.test(line) && !/\s--\s+\S/.test(line)
          ? [`${file}:${index + 1}`]
          : [],
      ),
  )

  expect(silent).toEqual([])
})

test('every test lies in a folder that a project runs', () => {
  const run = new Set<string>(Object.values(folders).flat())
  const lost = sources.filter(
    (file) => /\.test\.tsx?$/.test(file) && !run.has(file.split('/')[1] ?? ''),
  )

  expect(lost).toEqual([])
})
