/** Letters told by what they look like, so that a word in disguise is the word. */

/** Of another alphabet, or no letters at all, beside the Latin letter that each is read as. */
const ALIKE = new Map(
  Object.entries({
    ...{ а: 'a', α: 'a', 4: 'a', '@': 'a', ԁ: 'd', đ: 'd', е: 'e', ε: 'e', 3: 'e', '€': 'e' },
    ...{ с: 'c', һ: 'h', ј: 'j', к: 'k', κ: 'k', м: 'm', η: 'n', о: 'o', ο: 'o', ø: 'o', 0: 'o' },
    ...{ р: 'p', ρ: 'p', ԛ: 'q', ѕ: 's', 5: 's', $: 's', т: 't', τ: 't', 7: 't', '+': 't' },
    ...{ υ: 'u', ν: 'v', ѵ: 'v', ԝ: 'w', ω: 'w', х: 'x', χ: 'x', у: 'y', γ: 'y' },
    // 1 is read as either: both are one here.
    ...{ і: 'i', ι: 'i', ı: 'i', 1: 'i', '!': 'i', '|': 'i', l: 'i', ł: 'i', ӏ: 'i' },
  }),
)

const MARKS = /[\p{M}\p{Cf}]/gu

const folded = new Map<string, string>()

function foldOne(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  const plain = character.toLowerCase().normalize('NFKD').replaceAll(MARKS, '')
  const made = Array.from(plain, (one) => ALIKE.get(one) ?? one).join('')
  if (folded.size < 4096) folded.set(character, made)
  return made
}

/**
 * A word as it looks: without case, accents and invisible characters, with look-alikes of another
 * alphabet, digits and signs as the letters they are read as. Two words that look alike fold alike.
 */
export function lookOf(word: string): string {
  let look = ''
  for (const character of word) look += foldOne(character)
  return look
}
