import type { Db } from './open.ts'

export interface Article {
  readonly id: number
  readonly slug: string
  readonly title: string
  readonly section: string
  readonly standfirst: string
  readonly byline: string
  readonly publishedAt: string
  /** 1 when the thread takes no more comments. */
  readonly closed: number
}

export interface ListedArticle extends Article {
  readonly comments: number
}

export interface NewArticle {
  readonly slug: string
  readonly title: string
  readonly section: string
  readonly standfirst: string
  readonly byline: string
  readonly publishedAt: string
  readonly paragraphs: readonly string[]
}

const columns = `a.id, a.slug, a.title, a.section, a.standfirst, a.byline,
  a.published_at AS publishedAt, a.closed`
const listed = `SELECT ${columns},
  (SELECT count(*) FROM comment c WHERE c.article_id = a.id) AS comments FROM article a`

export type Articles = ReturnType<typeof openArticles>

/** All that is known of articles, as statements prepared once. */
export function openArticles(db: Db) {
  const bySlug = db.prepare<[string], Article>(`SELECT ${columns} FROM article a WHERE slug = ?`)
  const byId = db.prepare<[number], Article>(`SELECT ${columns} FROM article a WHERE id = ?`)
  const all = db.prepare<[], ListedArticle>(`${listed} ORDER BY a.published_at DESC, a.id`)
  const inSection = db.prepare<[string], ListedArticle>(
    `${listed} WHERE a.section = ? ORDER BY a.published_at DESC, a.id LIMIT 500`,
  )
  const newest = db.prepare<[number], ListedArticle>(
    `SELECT * FROM (${listed}) a WHERE a.id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY section ORDER BY published_at DESC, id) AS place
         FROM article) WHERE place <= ?)
     ORDER BY a.publishedAt DESC, a.id`,
  )
  const sections = db.prepare<[], { section: string }>(
    'SELECT section FROM article GROUP BY section ORDER BY min(id)',
  )
  const comments = db.prepare<[number], { n: number }>(
    'SELECT count(*) AS n FROM comment WHERE article_id = ?',
  )
  const paragraphs = db.prepare<[number], { text: string }>(
    'SELECT text FROM paragraph WHERE article_id = ? ORDER BY position',
  )
  const insert = db.prepare<[string, string, string, string, string, string]>(
    `INSERT INTO article (slug, title, section, standfirst, byline, published_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const insertParagraph = db.prepare<[number, number, string]>(
    'INSERT INTO paragraph (article_id, position, text) VALUES (?, ?, ?)',
  )
  const setClosed = db.prepare<[number, number]>('UPDATE article SET closed = ? WHERE id = ?')

  return {
    bySlug: (slug: string) => bySlug.get(slug),
    byId: (id: number) => byId.get(id),
    all: () => all.all(),
    inSection: (section: string) => inSection.all(section),
    /** The newest `count` articles of each section. */
    newest: (count: number) => newest.all(count),
    sections: () => sections.all().map(({ section }) => section),
    commentsOf: (id: number) => comments.get(id)?.n ?? 0,
    paragraphs: (id: number) => paragraphs.all(id).map(({ text }) => text),
    /** Adds an article and returns its id. Call it inside a transaction. */
    add(article: NewArticle): number {
      const { slug, title, section, standfirst, byline, publishedAt } = article
      const made = insert.run(slug, title, section, standfirst, byline, publishedAt)
      const id = Number(made.lastInsertRowid)
      article.paragraphs.forEach((text, position) => insertParagraph.run(id, position, text))
      return id
    },
    /** Closes or opens the thread; false when there is no such article. */
    setClosed: (id: number, closed: boolean) => setClosed.run(closed ? 1 : 0, id).changes === 1,
  }
}
