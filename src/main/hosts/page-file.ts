import { readFile } from 'node:fs/promises'
import path from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
}

export interface PageFile {
  readonly body: Buffer<ArrayBuffer>
  readonly type: string
}

/** A file of the renderer by its address's path; undefined where it has none, inside `root`. */
export async function pageFile(root: string, pathname: string): Promise<PageFile | undefined> {
  const name = decoded(pathname)
  if (name === undefined || name.includes('\0')) return undefined
  const file = path.resolve(root, `.${name === '/' ? '/index.html' : name}`)
  const type = TYPES[path.extname(file)]
  if (!file.startsWith(path.resolve(root) + path.sep) || type === undefined) return undefined
  try {
    return { body: await readFile(file), type }
  } catch {
    return undefined // whatever keeps it from being read, there is nothing there to show
  }
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
