import { afterAll, beforeAll, describe } from 'vitest'
import { Reader } from './browser.ts'
import { checkConformance } from './conformance.ts'
import { anItem, openPaper, type OpenPaper } from './open-paper.ts'

let open: OpenPaper
let author: Reader

beforeAll(async () => {
  open = await openPaper({ limits: { comments: 1000, reports: 1000 } })
  await open.load(anItem({ externalId: 'first' }))
  author = await open.subscriber('the_author')
})
afterAll(() => open.close())

describe('the paper as a platform', () => {
  checkConformance(() => ({
    url: open.paper.url,
    key: open.paper.keys.platform,
    reported: async () => {
      const id = await open.post(author, 'A comment that somebody will report.')
      const reader = new Reader(open.paper.url)
      await reader.fill(`/comments/${id}/report`, { rule: 'CON-ABU', words: 'Abuse' })
      return id
    },
    edit: async (id) => {
      await author.fill(`/comments/${id}/edit`, { body: 'Changed by its author since.' })
    },
  }))
})
