import type { Terms } from './terms.ts'

/** Small letters, without accents: as names are compared. */
export function foldedName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()
}

/** The codes of the rules and outcomes that are called so: by code, or by the beginning of a name. */
export function rulesCalled(versions: readonly Terms[], name: string): string[] {
  const wanted = foldedName(name)
  if (wanted === '') return []
  const found = versions
    .flatMap(({ rules, outcomes }) => [...rules, ...outcomes])
    .filter(({ code, title, shortTitle }) =>
      [code, title, shortTitle].some((one) => foldedName(one).startsWith(wanted)),
    )
  return [...new Set(found.map(({ code }) => code))]
}
