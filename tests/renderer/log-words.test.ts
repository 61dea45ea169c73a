import { describe, expect, it } from 'vitest'
import { entrySentence, whatWords } from '../../src/renderer/stores/log-words.ts'
import type { LogLine } from '../../src/shared/contract/log-views.ts'

/** The line of a text that came in as this revision. */
function revised(bodyRev: number): LogLine {
  const comment = { caseId: `case_${'0'.repeat(32)}`, bodyRev, bodyCommit: 'a'.repeat(64) }
  return {
    n: 7,
    entry: {
      ...{ v: 1, n: 7, epoch: 'ep_1', site: 'glenorran', at: '2026-05-12T14:00:00.000Z' },
      ...{ actor: 'desk', device: null, kind: 'comment.revised', data: comment },
    },
    ...{ actorName: 'The desk', no: 3, authorName: 'kelvin_sider', articleTitle: null },
  }
}

describe('the log in words', () => {
  it('calls a first text taken in, and only a later one edited', () => {
    expect(whatWords(revised(1)).words).toBe('Comment taken in')
    expect(entrySentence(revised(1))).toBe('The desk took in a comment by kelvin_sider')
    expect(whatWords(revised(2)).words).toBe('Edited by its author')
    expect(entrySentence(revised(2))).toBe('Its author edited a comment by kelvin_sider')
  })
})
