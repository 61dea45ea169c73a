import type { FastifyInstance } from 'fastify'
import { ArticleList, ImportAnswer, ImportBatch } from '../../shared/platform/operator.ts'
import { publicId } from '../public-ids.ts'
import { Importing } from '../services/importing.ts'
import type { Web } from '../web.ts'
import { read } from './platform.ts'

/** A full batch of the longest comments, as JSON escapes them at worst. */
const BATCH_BYTES = 64 * 1024 * 1024

/** The operator's door: how an archive is loaded. */
export function addOperator(app: FastifyInstance, { site }: Web): void {
  const importing = new Importing(site)
  app.get('/articles', () =>
    ArticleList.parse({
      articles: site.store.articles
        .all()
        .map(({ id, slug, title, section, publishedAt, comments }) => ({
          ...{ slug, title, section, publishedAt, comments },
          id: publicId('article', id),
        })),
    }),
  )
  app.post('/comments', { bodyLimit: BATCH_BYTES }, (request) => {
    const batch = read(ImportBatch, request.body, 'The batch')
    return ImportAnswer.parse({ results: importing.load(batch) })
  })
}
