/** Chromium's own EventLatency trace: from the key's arrival in the browser to its frame on the glass. */
import type { Browser } from '@playwright/test'
import { z } from 'zod'

const TraceEvent = z.object({
  name: z.string(),
  ph: z.string(),
  ts: z.number(),
  pid: z.int(),
  id: z.string().optional(),
  id2: z.object({ local: z.string().optional(), global: z.string().optional() }).optional(),
  args: z.looseObject({
    event_latency: z.looseObject({ event_type: z.string().optional() }).optional(),
  }),
})
type TraceEvent = z.infer<typeof TraceEvent>

/** One press: when it came, on the trace's clock, and how long until its frame was presented. */
export interface Press {
  readonly at: number
  readonly ms: number
}

const KEY_DOWN = ['RAW_KEY_DOWN', 'KEY_PRESSED']

const nameOf = ({ pid, id, id2 }: TraceEvent) => `${pid}:${id2?.local ?? id2?.global ?? id ?? ''}`

/** The presses in a trace, in the order they came. Anything else in it is passed over. */
export function pressesIn(events: readonly unknown[]): Press[] {
  const begun = new Map<string, TraceEvent>()
  const presses: Press[] = []
  for (const raw of events) {
    const event = TraceEvent.safeParse(raw).data
    if (event?.name !== 'EventLatency') continue
    const name = nameOf(event)
    const start = begun.get(name)
    if (event.ph === 'b') begun.set(name, event)
    else if (event.ph === 'e' && start) {
      begun.delete(name)
      if (isKeyDown(start)) presses.push({ at: start.ts, ms: (event.ts - start.ts) / 1000 })
    }
  }
  return presses.sort((a, b) => a.at - b.at)
}

function isKeyDown({ args }: TraceEvent): boolean {
  return KEY_DOWN.includes(args.event_latency?.event_type ?? '')
}

/** Traces what happens while `work` runs, in the whole browser, and returns the presses. */
export async function tracePresses(browser: Browser, work: () => Promise<void>): Promise<Press[]> {
  const session = await browser.newBrowserCDPSession()
  const events: unknown[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...value)
  })
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: ['cc', 'input', 'benchmark', 'latencyInfo'],
      excludedCategories: ['*'],
    },
  })
  await work()
  const complete = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => resolve())
  })
  await session.send('Tracing.end')
  await complete
  await session.detach()
  return pressesIn(events)
}
