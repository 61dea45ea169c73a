import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Where the parts of the program lie, seen from the folder of an entry file. */
export interface Places {
  readonly renderer: string
  readonly preload: string
  readonly cacheWriter: URL
}

/** The places beside an entry file: in `out/main` once built, in `src/main` run as it was written. */
export function placesFrom(entryFolder: string): Places {
  const isSource = path.basename(path.dirname(entryFolder)) === 'src'
  const out = isSource ? path.join(entryFolder, '..', '..', 'out') : path.join(entryFolder, '..')
  const worker = isSource ? 'core/store/cache-writer-worker.ts' : 'cache-writer.js'
  return {
    renderer: path.join(out, 'renderer'),
    preload: path.join(out, 'preload', 'index.cjs'),
    cacheWriter: pathToFileURL(path.join(entryFolder, worker)),
  }
}
