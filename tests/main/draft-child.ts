/** Keeps one draft in the journal it is given, says so, and stays until it is killed. */
import { openJournal } from '../../src/main/core/store/journal.ts'

const journal = openJournal(process.argv[2] ?? '', () => '2026-05-12T09:00:00.000Z')
journal.write(() => {
  journal.drafts.keep({
    ...{ caseId: 'case_1000', bodyCommit: 'a'.repeat(64) },
    cuts: [{ span: [0, 3], rule: 'CON-ABU' }],
  })
})
process.send?.('kept')
setInterval(() => undefined, 1000)
