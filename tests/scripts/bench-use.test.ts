import { describe, expect, it } from 'vitest'
import { readUse } from '../../bench/support/process-use.ts'

const fields = (utime: number, stime: number) =>
  `S 1 2 3 4 5 6 7 8 9 10 ${utime} ${stime} 0 0 20 0 11 0 1234 99 88`

describe('what a process has used', () => {
  it('is read from behind the name, whatever brackets and spaces that holds', () => {
    const stat = `4711 (node (x) 9 9 9) ${fields(150, 25)}`
    const status = 'Name:\tnode\nVmHWM:\t  900000 kB\nVmRSS:\t  204800 kB\nThreads:\t11\n'
    expect(readUse(stat, status)).toStrictEqual({ cpuMs: 1750, residentMb: 200 })
  })

  it('is unknown where the system does not say it, and never a number', () => {
    const stat = `4711 (node) ${fields(150, 25)}`
    expect(readUse(stat, 'Name:\tnode\n')).toBeUndefined()
    expect(readUse('4711 (node) S', 'VmRSS:\t 10 kB\n')).toBeUndefined()
  })
})
