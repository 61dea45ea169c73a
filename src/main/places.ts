import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the parts of the program lie, seen from the folder of an entry file. */
export interface Places {
  readonly renderer: string
  readonly preload: string
  readonly cacheWriter: URL
  readonly searchWorker: URL
}

/** The places beside an entry file: in `out/main` once built, in `src/main` run as it was written. */
export function placesFrom(entryFolder: string): Places {
  const isSource = path.basename(path.dirname(entryFolder)) === 'src'
  const out = isSource ? path.join(entryFolder, '..', '..', 'out') : path.join(entryFolder, '..')
  const worker = (source: string, built: string) =>
    pathToFileURL(path.join(entryFolder, isSource ? `core/store/${source}` : built))
  return {
    renderer: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'index.cjs'),
    cacheWriter: worker('cache-writer-worker.ts', 'cache-writer.js'),
    searchWorker: worker('search-worker.ts', 'search-worker.js'),
  }
}
