/** The desk's table of salts under which its log commits to words that amends put in. */
/** One salt: the words are with the cuts, of a decision or a contest. */
export interface RewriteTable {
  site_id: string
  op_id: string
  /** Null once erased. */
  salt: string | null
}
