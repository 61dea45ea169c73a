import { describe, expect, it } from 'vitest'
import { blockOf } from '../../bench/support/key-page.ts'
import { pressesIn } from '../../bench/support/key-trace.ts'

const event = (ph: 'b' | 'e', local: string, ts: number) => ({
  ...{ name: 'EventLatency', ph, ts, pid: 7, cat: 'cc', id2: { local }, args: {} },
})
const end = (local: string, ts: number) => event('e', local, ts)
const begin = (local: string, ts: number, type: string) => ({
  ...event('b', local, ts),
  args: { event_latency: { event_type: type, has_high_latency: false } },
})

describe('the trace of key presses', () => {
  it('pairs each press with its own presentation and keeps the order they came in', () => {
    const events = [
      begin('0x1', 1_000, 'RAW_KEY_DOWN'),
      begin('0x2', 5_000, 'RAW_KEY_DOWN'),
      end('0x2', 16_000),
      end('0x1', 17_500),
    ]
    expect(pressesIn(events)).toStrictEqual([
      { at: 1_000, ms: 16.5 },
      { at: 5_000, ms: 11 },
    ])
  })

  it('counts presses only: no release, no other event, none without an end', () => {
    const events = [
      begin('0x1', 0, 'KEY_RELEASED'),
      end('0x1', 9_000),
      { ...begin('0x2', 0, 'KEY_PRESSED'), name: 'PipelineReporter' },
      begin('0x3', 0, 'KEY_PRESSED'),
      { nothing: 'of a trace' },
    ]
    expect(pressesIn(events)).toStrictEqual([])
  })

  it('takes the same id in two processes, or used again, for different presses', () => {
    const events = [
      begin('0x1', 0, 'KEY_PRESSED'),
      { ...begin('0x1', 2_000, 'KEY_PRESSED'), pid: 8 },
      end('0x1', 10_000),
      { ...end('0x1', 15_000), pid: 8 },
      begin('0x1', 20_000, 'KEY_PRESSED'),
      end('0x1', 21_000),
    ]
    expect(pressesIn(events).map(({ ms }) => ms)).toStrictEqual([10, 13, 1])
  })
})

describe('a block of presses', () => {
  it('adds the frames that an effect came late to what was presented', () => {
    const block = blockOf([10, 12, 9], [1, 3, 1], 3)
    expect(block.late).toBe(1)
    expect(block.ms.map(Math.round)).toStrictEqual([10, 45, 9])
  })

  it('is refused where a press was not presented or had no effect', () => {
    expect(() => blockOf([10], [1, 1], 2)).toThrow('the trace has 1')
    expect(() => blockOf([10, 10], [1], 2)).toThrow('the page showed 1')
  })
})
