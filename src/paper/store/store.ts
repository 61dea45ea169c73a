import path from 'node:path'
import { openArticles, type Articles } from './articles.ts'
import { openComments, type Comments } from './comments.ts'
import { openDecisions, type Decisions } from './decisions.ts'
import { openDatabase, type SiteRow } from './open.ts'
import { openReports, type Reports } from './reports.ts'
import { openSubscribers, type Subscribers } from './subscribers.ts'
import { openTerms, type TermsStore } from './terms.ts'

/** The site's one file: all of its SQL is behind this. */
export interface Store {
  readonly site: SiteRow
  readonly articles: Articles
  readonly comments: Comments
  readonly decisions: Decisions
  readonly reports: Reports
  readonly subscribers: Subscribers
  readonly terms: TermsStore
  /** Runs it whole or not at all; inside another one it is a savepoint. */
  readonly transaction: <T>(run: () => T) => T
  readonly close: () => void
}

/** Opens the site's file in `folder`; refusals are ProblemErrors in one sentence. */
export function openStore(folder: string, nowMs: number): Store {
  const { db, site } = openDatabase(path.join(folder, 'paper.db'), nowMs)
  return {
    site,
    articles: openArticles(db),
    comments: openComments(db),
    decisions: openDecisions(db),
    reports: openReports(db),
    subscribers: openSubscribers(db),
    terms: openTerms(db),
    transaction: (run) => db.transaction(run)(),
    close: () => db.close(),
  }
}
