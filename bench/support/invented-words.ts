/** Readers' words, invented: an English-like text over a vocabulary that thins out as real ones do. */
import { type Random, seededRandom } from './random.ts'

const COMMON =
  'the of and to a in it is that for on was with as be this have not are but they at you from we all so what there who more council road buses harbour school ferry bridge council rates paper reporter article comment station budget minister village parish winter snow plough pothole library planning homes landlord rents festival fireworks hospital clinic waiting ward police court sheriff trial jury football derby referee striker keeper fans taxes pensions energy turbines estate island crofters salmon farm pier lifeboat storm flood warning trains late cancelled strike union driver conductor shame nonsense rubbish agree disagree wrong right never always again enough money waste sense people folk neighbours kids parents teacher pupils'.split(
    ' ',
  )

const SYLLABLES =
  'bal dun inver kil strath aber glen loch ard craig tor fen mar ross lin ness'.split(' ')
const ENDS = 'ie an ock ach more beg side field burn well toun head haven law muir'.split(' ')

/** The vocabulary, the commonest first: plain words, then a long tail of invented ones. */
export const VOCABULARY: readonly string[] = [...new Set([...COMMON, ...tail()])]

function* tail(): Generator<string> {
  for (const a of SYLLABLES)
    for (const b of SYLLABLES) for (const end of ENDS) if (a !== b) yield `${a}${b}${end}`
}

/** A word: the n-th commonest comes about 1/n as often as the commonest. */
function inventedWord(random: Random): string {
  const rank = Math.floor(VOCABULARY.length ** random.unit()) - 1
  return VOCABULARY[rank] ?? 'the'
}

/** A text of `words` words in sentences of four to eighteen. */
export function inventedText(random: Random, words: number): string {
  const parts: string[] = []
  let left = words
  while (left > 0) {
    const length = Math.min(left, random.whole(4, 18))
    const sentence = Array.from({ length }, () => inventedWord(random)).join(' ')
    parts.push(sentence.charAt(0).toUpperCase() + sentence.slice(1) + random.pick(['.', '.', '!']))
    left -= length
  }
  return parts.join(' ')
}

/** How long comments are: mostly a few lines, now and then a page. */
export function inventedLength(random: Random): number {
  return Math.max(3, Math.round(12 * Math.exp(2.4 * random.unit() ** 1.3)))
}

const FIRST =
  'Ailis Bram Coll Dorrie Effie Fenn Greer Hamish Isla Jocky Kirsten Lorn Mhairi Nell'.split(' ')

/** The name a reader shows: nobody's. */
export function inventedName(seed: number): string {
  const random = seededRandom(seed)
  return `${random.pick(FIRST)} of ${inventedPlace(random)}`
}

function inventedPlace(random: Random): string {
  const name = random.pick(SYLLABLES) + random.pick(ENDS)
  return name.charAt(0).toUpperCase() + name.slice(1)
}
