/** One row a title: its word list as it was imported last. */
export interface WordListTable {
  site_id: string
  words: string
  added_at: string
  seq: number
}
