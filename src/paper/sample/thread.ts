/** The shapes the sample is written in: what was said, by whom, and who complained. */

/** A reader's report of a sample comment. */
export interface SampleReport {
  /** The rule's code, or null for *something else*. */
  readonly rule: string | null
  readonly words: string
  /** Words of the comment that the reader pointed at. */
  readonly quote?: string
  /** Who sent it, of one who reports more than once; otherwise everybody is somebody else. */
  readonly from?: string
  /** How long after the comment it came, in minutes. */
  readonly after: number
}

/** A comment of the sample with the replies beneath it. */
export interface SampleComment {
  readonly by: string
  readonly text: string
  readonly reports?: readonly SampleReport[]
  readonly replies?: readonly SampleComment[]
  /** Of the first of a thread: how long before the seeding it was posted, in minutes. */
  readonly ago?: number
}

export interface SampleArticle {
  readonly slug: string
  readonly section: string
  readonly title: string
  readonly standfirst: string
  readonly byline: string
  /** How long before the seeding it was published, in hours. */
  readonly hoursAgo: number
  readonly paragraphs: readonly string[]
  readonly threads: readonly SampleComment[]
}
