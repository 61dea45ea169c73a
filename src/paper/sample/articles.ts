import { ferryRefit } from './ferry-refit.ts'
import type { SampleArticle } from './thread.ts'

/** The sample's articles, the newest first. */
export const sampleArticles: readonly SampleArticle[] = [ferryRefit]
