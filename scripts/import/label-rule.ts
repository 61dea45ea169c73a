/** The columns in which raters' labels are counted, each with the rule it stands for; in the order that settles ties. */
export const LABEL_RULES = {
  insult: 'CON-ABU',
  profane: 'CON-OBS',
  identity_attack: 'CON-HATE',
  threat: 'SAF-THR',
  other: null,
} as const satisfies Record<string, string | null>

type Label = keyof typeof LABEL_RULES
export type LabelCounts = { readonly [L in Label]?: number | undefined }

const order = Object.keys(LABEL_RULES) as Label[]

/** The commonest of these labels, the first of equals; undefined where there is none. */
function commonest(labels: readonly Label[], counts: LabelCounts): Label | undefined {
  let best: Label | undefined
  for (const label of labels)
    if (best === undefined || (counts[label] ?? 0) > (counts[best] ?? 0)) best = label
  return best
}

/**
 * The rules that `flagging` reports cite, in order.
 *
 * The i-th (from 1) cites the commonest label that at least i raters gave, so that one row carries
 * as many different opinions as its counts bear out; where none was given that often, the row's
 * commonest. A row without a single label cites nothing: null, *something else*.
 */
export function reportRules(counts: LabelCounts, flagging: number): (string | null)[] {
  const given = order.filter((label) => (counts[label] ?? 0) > 0)
  const fallback = commonest(given, counts)
  return Array.from({ length: flagging }, (_, index) => {
    const enough = given.filter((label) => (counts[label] ?? 0) >= index + 1)
    const label = commonest(enough, counts) ?? fallback
    return label === undefined ? null : LABEL_RULES[label]
  })
}
