import type { Db } from './open.ts'

/** How readers see a comment. */
export type Shown = 'as-written' | 'amended' | 'removed'

/** A comment with its author's current text and the decision that stands over it. */
export interface Comment {
  readonly id: number
  readonly articleId: number
  readonly authorId: number
  readonly authorName: string
  readonly parentId: number | null
  readonly rootId: number | null
  readonly postedAt: string
  readonly editedAt: string | null
  /** When its author deleted it. */
  readonly deletedAt: string | null
  readonly bodyRev: number
  readonly body: string
  readonly shown: Shown
  readonly standingId: string | null
  readonly standingTitle: string | null
  readonly standingAt: string | null
}

interface NewComment {
  readonly articleId: number
  readonly authorId: number
  readonly parent: { readonly id: number; readonly rootId: number | null } | undefined
  readonly body: string
  readonly at: string
  readonly origin?: { readonly source: string; readonly externalId: string }
}

interface Place {
  readonly position: number
  readonly total: number
}

const select = `SELECT c.id, c.article_id AS articleId, c.author_id AS authorId,
  s.name AS authorName, c.parent_id AS parentId, c.root_id AS rootId, c.posted_at AS postedAt,
  c.edited_at AS editedAt, c.deleted_at AS deletedAt, c.body_rev AS bodyRev, r.body, c.shown,
  c.standing_id AS standingId, d.ground_title AS standingTitle, d.decided_at AS standingAt
  FROM comment c
  JOIN subscriber s ON s.id = c.author_id
  JOIN revision r ON r.comment_id = c.id AND r.rev = c.body_rev
  LEFT JOIN decision d ON d.id = c.standing_id`

export type Comments = ReturnType<typeof openComments>

/** Comments, their revisions and their threads. */
export function openComments(db: Db) {
  return { ...openThreads(db), ...openNeighbours(db), ...openWriting(db) }
}

function openThreads(db: Db) {
  const byId = db.prepare<[number], Comment>(`${select} WHERE c.id = ?`)
  const byExternal = db.prepare<[string, string], { id: number }>(
    'SELECT id FROM comment WHERE source = ? AND external_id = ?',
  )
  const page = db.prepare<[number, number, number], Comment>(
    `WITH page AS MATERIALIZED (
       SELECT id FROM comment WHERE article_id = ? AND root_id IS NULL
       ORDER BY posted_at, id LIMIT ? OFFSET ?),
     wanted AS MATERIALIZED (
       SELECT id FROM page
       UNION ALL SELECT c.id FROM comment c JOIN page ON c.root_id = page.id)
     ${select} JOIN wanted ON wanted.id = c.id ORDER BY c.posted_at, c.id`,
  )
  const roots = db.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM comment WHERE article_id = ? AND root_id IS NULL',
  )
  const rootsBefore = db.prepare<[number, string, number], { n: number }>(
    `SELECT count(*) AS n FROM comment
     WHERE article_id = ? AND root_id IS NULL AND (posted_at, id) < (?, ?)`,
  )
  const byAuthor = db.prepare<[number, number], Comment>(
    `${select} WHERE c.author_id = ? ORDER BY c.posted_at DESC, c.id DESC LIMIT ?`,
  )

  return {
    byId: (id: number) => byId.get(id),
    idOf: (source: string, externalId: string) => byExternal.get(source, externalId)?.id,
    /** The threads of one page, oldest first: their roots and every reply beneath them. */
    page: (
      articleId: number,
      { size, number }: { readonly size: number; readonly number: number },
    ) => page.all(articleId, size, size * (number - 1)),
    threads: (articleId: number) => roots.get(articleId)?.n ?? 0,
    /** How many threads of the article began before this comment's own. */
    threadsBefore(comment: Comment): number {
      const root = comment.rootId === null ? comment : (byId.get(comment.rootId) ?? comment)
      return rootsBefore.get(root.articleId, root.postedAt, root.id)?.n ?? 0
    },
    /** The author's comments, newest first. */
    byAuthor: (authorId: number, count: number) => byAuthor.all(authorId, count),
  }
}

function openNeighbours(db: Db) {
  const place = db.prepare<[string, number, number], Place>(
    `SELECT count(*) FILTER (WHERE (posted_at, id) <= (?, ?)) AS position, count(*) AS total
     FROM comment WHERE article_id = ?`,
  )
  const before = db.prepare<[number, string, number, number], Comment>(
    `${select} WHERE c.article_id = ? AND (c.posted_at, c.id) < (?, ?)
     ORDER BY c.posted_at DESC, c.id DESC LIMIT ?`,
  )
  const after = db.prepare<[number, string, number, number], Comment>(
    `${select} WHERE c.article_id = ? AND (c.posted_at, c.id) > (?, ?)
     ORDER BY c.posted_at, c.id LIMIT ?`,
  )
  const replies = db.prepare<[number, number], Comment>(
    `${select} WHERE c.parent_id = ? ORDER BY c.posted_at, c.id LIMIT ?`,
  )

  return {
    placeOf: ({ postedAt, id, articleId }: Comment): Place =>
      place.get(postedAt, id, articleId) ?? { position: 1, total: 1 },
    /** The last `count` comments before it under the same article, oldest first. */
    before: ({ articleId, postedAt, id }: Comment, count: number) =>
      before.all(articleId, postedAt, id, count).reverse(),
    after: ({ articleId, postedAt, id }: Comment, count: number) =>
      after.all(articleId, postedAt, id, count),
    replies: (id: number, count: number) => replies.all(id, count),
  }
}

function openWriting(db: Db) {
  const insert = db.prepare<
    [number, number, number | null, number | null, string, string | null, string | null]
  >(
    `INSERT INTO comment (article_id, author_id, parent_id, root_id, posted_at, source, external_id)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertRevision = db.prepare<[number, number, string, string]>(
    'INSERT INTO revision (comment_id, rev, body, at) VALUES (?, ?, ?, ?)',
  )
  const raise = db.prepare<[number, string, number, number]>(
    'UPDATE comment SET body_rev = ?, edited_at = ? WHERE id = ? AND body_rev = ?',
  )
  const setDeleted = db.prepare<[string, number]>(
    'UPDATE comment SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
  )
  const eraseText = db.prepare<[number]>(`UPDATE revision SET body = '' WHERE comment_id = ?`)
  const show = db.prepare<[Shown, string | null, number]>(
    'UPDATE comment SET shown = ?, standing_id = ? WHERE id = ?',
  )

  return {
    /** Adds a comment as its first revision and returns its id. Call it inside a transaction. */
    add({ articleId, authorId, parent, body, at, origin }: NewComment): number {
      const made = insert.run(
        articleId,
        authorId,
        parent?.id ?? null,
        parent ? (parent.rootId ?? parent.id) : null,
        at,
        origin?.source ?? null,
        origin?.externalId ?? null,
      )
      const id = Number(made.lastInsertRowid)
      insertRevision.run(id, 1, body, at)
      return id
    },
    /** Adds the author's next revision and returns its number. Call it inside a transaction. */
    revise({ id, bodyRev }: Comment, body: string, at: string): number {
      insertRevision.run(id, bodyRev + 1, body, at)
      raise.run(bodyRev + 1, at, id, bodyRev)
      return bodyRev + 1
    },
    markDeleted: (id: number, at: string) => setDeleted.run(at, id).changes === 1,
    eraseText: (id: number) => eraseText.run(id),
    /** How readers see it from now on, and the decision that says so. */
    show: (id: number, shown: Shown, standingId: string | null) => show.run(shown, standingId, id),
  }
}
