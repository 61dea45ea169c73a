import type Database from 'better-sqlite3'
import { z } from 'zod'
import { TitleWords } from '../../../shared/contract/reading.ts'
import type { WordsItem } from '../../../shared/desk/word-list.ts'
import type { Prepared } from './prepared.ts'

/** The statements that keep the titles' word lists. */
export const wordListSql = {
  putWords: `INSERT INTO word_list (site_id, item, round) VALUES (?, ?, ?)
    ON CONFLICT (site_id) DO UPDATE SET item = excluded.item, round = excluded.round`,
  leftWords: `DELETE FROM word_list WHERE round < ?`,
} as const

type Written = Readonly<Record<keyof typeof wordListSql, Prepared>>

/** Keeps a title's list as the desk sent it, in this round. */
export function keepWords(sql: Written, { siteId, words }: WordsItem, round: number): void {
  sql.putWords.run(siteId, JSON.stringify({ siteId, words }), round)
}

const Row = z.object({ item: z.string() })

/** The lists that are here: one for each title that imported its own. */
export function wordListsIn(db: Database.Database): TitleWords[] {
  const rows = z.array(Row).parse(db.prepare('SELECT item FROM word_list').all())
  return rows.map(({ item }) => TitleWords.parse(JSON.parse(item)))
}
