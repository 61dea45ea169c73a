import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { made, scratch } from './input-files.ts'
import { RealPaper, runImport } from './real-paper.ts'

const DATA_SET = path.resolve('../shared/data/civil_comments.csv')
const HEADER =
  'comment_id,text,n_raters,n_flagging,insult,profane,identity_attack,threat,other,majority_spans\n'

const to = (paper: RealPaper) => ['--paper', paper.url, '--key-file', paper.keyFile]

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)

/** Many rows with one report each. */
const rows = (count: number) =>
  HEADER +
  Array.from({ length: count }, (_, i) => `r${i},Comment ${i},3,1,1,0,0,0,0,"[[0,7]]"\n`).join('')

/** A server on this machine that answers as it is told; its address. */
async function server(listener: RequestListener): Promise<string> {
  const http = createServer(listener).listen(0, '127.0.0.1')
  onTestFinished(() => void http.close())
  await once(http, 'listening')
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`
}

describe('an import into a running paper', { timeout: 120_000 }, () => {
  it('loads comments with their reports, and a second run adds nothing', async () => {
    const paper = await RealPaper.start(scratch())
    const file = made(
      'comments.csv',
      `${HEADER}7,😀 you numpty,3,2,2,1,0,0,0,"[[6,12]]"\n8,Aye,3,0,0,0,0,0,0,[]\n`,
    )

    const first = await runImport([file, ...to(paper)])
    expect(first).toMatchObject({
      code: 0,
      out: 'Read 2 rows: 2 added, 0 already there, 0 refused; 2 reports filed.\n',
    })
    const events = await paper.events()
    expect(events).toHaveLength(2)
    for (const event of events)
      expect(event).toMatchObject({ type: 'report', rule: 'CON-ABU', spans: [[7, 13]], bodyRev: 1 })
    expect(new Set(events.map(({ commentId }) => commentId)).size).toBe(1)

    const second = await runImport([file, ...to(paper)])
    expect(second).toMatchObject({
      code: 0,
      out: 'Read 2 rows: 0 added, 2 already there, 0 refused; 0 reports filed.\n',
    })
    expect(await paper.events()).toEqual(events)
    expect(readdirSync(path.dirname(file))).toEqual(['comments.csv'])
  })

  it('takes JSON Lines, with articles, authors and times of its own', async () => {
    const paper = await RealPaper.start(scratch())
    const row = {
      ...{ id: 'a', text: 'Aye', author: 'Thrawn Whaup', article: 'Bridge shut' },
      ...{ time: '2026-01-05T10:00:00+01:00', reports: [{ rule: 'SPM-ADV', words: 'an advert' }] },
    }
    const file = made(
      'in.jsonl',
      `${JSON.stringify(row)}\n{"id":"b","text":"Naw","article":"Bridge shut"}\n`,
    )

    expect(await runImport([file, ...to(paper), '--source', 'archive'])).toMatchObject({ code: 0 })
    expect(await paper.articles()).toMatchObject([{ title: 'Bridge shut', comments: 2 }])
    expect(await paper.events()).toMatchObject([{ rule: 'SPM-ADV', words: 'an advert' }])
  })

  it('lists what it cannot use by line and reason, and loads the rest', async () => {
    const paper = await RealPaper.start(scratch())
    const lines = [
      '1,Aye,3,1,1,0,0,0,0,[]',
      '2,"Naw,3',
      '3,,3,1,1,0,0,0,0,[]',
      '4,Och',
      '5,Fine,3,1,0,0,0,1,0,[]',
    ]
    const file = made('comments.csv', `\uFEFF${HEADER}${lines.join('\r\n')}`)
    const before = readFileSync(file)

    const { code, out } = await runImport([file, ...to(paper)])

    const list = path.join(path.dirname(file), 'comments.rejected.csv')
    expect(code).toBe(0)
    expect(out).toBe(
      `Read 5 rows: 2 added, 0 already there, 3 refused; 2 reports filed.\nThe refused rows are listed in ${list}.\n`,
    )
    expect(readFileSync(list, 'utf8').split('\n')).toEqual([
      'line,reason,id',
      '3,"opens a quote that is never closed",""',
      '4,"text is empty","3"',
      '5,"has 2 columns where the header has 10",""',
      '',
    ])
    expect(readFileSync(file)).toEqual(before)
  })

  it('is completed by a second run when the paper was away in the middle', async () => {
    const folder = scratch()
    const paper = await RealPaper.start(folder)
    const file = made('comments.csv', rows(1000))
    const broken = await runImport([file, ...to(paper), '--wait', '0'], {
      onStart: (child) => child.stderr?.once('data', () => void paper.stop()),
    })
    expect(broken.code).toBe(1)
    expect(broken.err).toMatch(
      /gave no answer \(\w+\)\. [\d,]+ comments of this file are there; run the same command again to complete it\.\n$/,
    )

    const again = await RealPaper.start(folder, paper.port)
    const { code, out } = await runImport([file, ...to(again)])

    expect(code).toBe(0)
    const [, added, there] = /: ([\d,]+) added, ([\d,]+) already there, 0 refused/.exec(out) ?? []
    const number = (text = '') => Number(text.replace(',', ''))
    expect(number(there)).toBeGreaterThan(0)
    expect(number(added) + number(there)).toBe(1000)
    expect(await again.events()).toHaveLength(1000)
  })

  it('waits for a paper that comes back', async () => {
    const folder = scratch()
    const paper = await RealPaper.start(folder)
    const file = made('comments.csv', rows(1000))
    let back: Promise<RealPaper> | undefined
    const { code, err, out } = await runImport([file, ...to(paper)], {
      onStart: (child) =>
        child.stderr?.once('data', () => {
          back = paper.stop().then(() => RealPaper.start(folder, paper.port))
        }),
    })

    expect(code).toBe(0)
    expect(err).toMatch(/The paper does not answer \(\w+\); trying again…/)
    expect(out).toMatch(/^Read 1,000 rows: /)
    expect(await (await back)?.events()).toHaveLength(1000)
  })

  it('stops when it is told to, and says that it can be completed', async () => {
    const paper = await RealPaper.start(scratch())
    const { code, err } = await runImport([made('comments.csv', rows(5000)), ...to(paper)], {
      onStart: (child) => child.stderr?.once('data', () => child.kill('SIGTERM')),
    })

    expect(code).toBe(130)
    expect(err).toMatch(/Stopped\. [\d,]+ comments of this file are there; run the same command/)
  })

  it('finds the paper that npm start keeps in a data folder', async () => {
    const data = scratch()
    const paper = await RealPaper.start(path.join(data, 'paper'))
    writeFileSync(path.join(data, 'ports.json'), JSON.stringify({ paper: paper.port }))
    const file = made('comments.csv', rows(1))

    expect(await runImport([file, '--data', data])).toMatchObject({ code: 0 })
    expect(await paper.events()).toHaveLength(1)
  })

  it('says that a key is not the operator’s', async () => {
    const paper = await RealPaper.start(scratch())
    const keyFile = made('keys.json', JSON.stringify({ operator: 'x'.repeat(40) }))
    const { code, err } = await runImport([
      made('comments.csv', rows(1)),
      ...['--paper', paper.url, '--key-file', keyFile],
    ])

    expect(code).toBe(1)
    expect(err).toMatch(/does not take this key; use the "operator" key .*Nothing was loaded\.\n$/)
  })

  it('loads the labelled data set whole: 8,000 rows, 18,324 reports on 7,688 comments', async ({
    skip,
  }) => {
    skip(!existsSync(DATA_SET), 'the labelled data set is not here')
    const paper = await RealPaper.start(scratch())

    const first = await runImport([DATA_SET, ...to(paper)])
    expect(first.out).toBe(
      'Read 8,000 rows: 8,000 added, 0 already there, 0 refused; 18,324 reports filed.\n',
    )
    const events = await paper.events()
    expect(events).toHaveLength(18_324)
    expect(new Set(events.map(({ commentId }) => commentId)).size).toBe(7688)

    const second = await runImport([DATA_SET, ...to(paper)])
    expect(second.out).toBe(
      'Read 8,000 rows: 0 added, 8,000 already there, 0 refused; 0 reports filed.\n',
    )
  })
})

describe('an import that sends nothing', { timeout: 60_000 }, () => {
  it('checks everything on a dry run, with no paper at all', async () => {
    const file = made('comments.csv', `${rows(3)}x,,3,1,1,0,0,0,0,[]\n`)
    const { code, out } = await runImport([file, '--dry-run', '--data', scratch()])

    expect(code).toBe(0)
    expect(out).toMatch(
      /^Read 4 rows: 3 could be added, 1 refused; 3 reports\. Nothing was sent\.\n/,
    )
  })

  it('ends with 1 where not one row was of use', async () => {
    const file = made('comments.csv', `${HEADER}x,,3,1,1,0,0,0,0,[]\n`)

    expect(await runImport([file, '--dry-run'])).toMatchObject({ code: 1 })
  })

  it.each([
    [[], /^Missing required argument 'file'\. See "npm run import -- --help"\.\n$/],
    [['a.csv', 'b.csv'], /[Tt]oo many arguments/],
    [['a.csv', '--sauce', 'x'], /^Unknown option '--sauce'/],
    [['a.csv', '--map', 'wit=x'], /"wit" is no field; the fields are id, text/],
    [['a.csv', '--map', 'id='], /Write id=COLUMN/],
    [['a.csv', '--until', 'noon'], /must be an instant with its zone/],
    [['a.csv', '--paper', 'http://paper.example'], /must be an address like https:/],
    [['a.csv', '--wait', '-1'], /whole number/],
  ])('because of its arguments %j', async (args, sentence) => {
    const { code, out, err } = await runImport(args)

    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it.each([
    ['empty', '', /is empty; there is nothing to import\.$/],
    ['blank', ' \n\n', /is empty; there is nothing to import\.$/],
    ['without the columns', 'name,words\n1,a\n', /has no column for the id \(comment_id or id\)/],
    [
      'without its text',
      'id,words\n1,a\n',
      /has no column for the text \(text or body or comment\)/,
    ],
    ['with a column twice', 'id,text,id\n1,a,1\n', /has two columns named "id"/],
    ['with a broken header', 'id,"text\n', /has no header: line 1 opens a quote/],
    ['in UTF-16', Buffer.from('\uFEFFid,text\n', 'utf16le'), /is in UTF-16; save it as UTF-8/],
  ])('because the file is %s', async (_, content, sentence) => {
    const file = made('comments.csv', content)
    const { code, out, err } = await runImport([file, '--dry-run'])

    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err.trim().replace(/ Nothing was loaded\.$/, '')).toMatch(sentence)
    expect(readdirSync(path.dirname(file))).toEqual(['comments.csv'])
  })

  it('because there is no such file, or it is a folder', async () => {
    const folder = scratch()

    expect(await runImport([path.join(folder, 'none.csv')])).toMatchObject({
      code: 1,
      err: matching(/none\.csv cannot be read: there is no such file\.\n$/),
    })
    expect(await runImport([folder])).toMatchObject({
      code: 1,
      err: matching(/is not a file; name a CSV or JSON Lines file\.\n$/),
    })
  })

  it('because the data folder holds no paper', async () => {
    const { code, err } = await runImport([made('a.csv', rows(1)), '--data', scratch()])

    expect(code).toBe(1)
    expect(err).toMatch(/holds no started paper; run "npm start" first/)
  })

  it('because what answers is no paper', async () => {
    const url = await server((_, response) => response.writeHead(200).end('<h1>Hello</h1>'))
    const keyFile = made('keys.json', JSON.stringify({ operator: 'x'.repeat(40) }))
    const args = [made('a.csv', rows(1)), '--paper', url, '--key-file', keyFile]

    expect(await runImport(args)).toMatchObject({
      code: 1,
      err: matching(/is not an import answer; is it a Linesman paper\?/),
    })
  })

  it('shows its options when asked', async () => {
    const { code, out } = await runImport(['--help'])

    expect(code).toBe(0)
    expect(out).toContain('--dry-run')
  })
})

it('puts the reject file into the current folder where the input’s cannot be written', async ({
  skip,
}) => {
  skip(process.getuid?.() === 0, 'root may write everywhere')
  const folder = path.join(scratch(), 'closed')
  mkdirSync(folder)
  const file = path.join(folder, 'a.csv')
  writeFileSync(file, `${HEADER}x,,3,1,1,0,0,0,0,[]\n`)
  chmodSync(folder, 0o500)
  const cwd = scratch()

  const { out } = await runImport([file, '--dry-run'], { cwd })

  expect(out).toContain(path.join(cwd, 'a.rejected.csv'))
})
