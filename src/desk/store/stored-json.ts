/**
 * Reads back JSON that this desk wrote itself, after it was checked on the way in: the store's
 * parser, the one place that says what a stored text is without looking.
 */
import type { Cut } from '../../shared/domain/amendment.ts'
import type { Span } from '../../shared/domain/text.ts'
import type { Neighbour } from '../../shared/platform/platform.ts'

export const parseCuts = (text: string) => JSON.parse(text) as Cut[]
export const parseOpIds = (text: string) => JSON.parse(text) as string[]
export const parseReportIds = (text: string) => JSON.parse(text) as string[]
export const parseSpans = (text: string) => JSON.parse(text) as Span[]
export const parseNeighbours = (text: string) => JSON.parse(text) as Neighbour[]
