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

/** The commonest label, the first of equals; undefined where none was given. */
function commonest(counts: LabelCounts): Label | undefined {
  let best: Label | undefined
  for (const label of order)
    if ((counts[label] ?? 0) > (best === undefined ? 0 : (counts[best] ?? 0))) best = label
  return best
}

/**
 * The rules that `flagging` reports cite, in order.
 *
 * The i-th (from 1) cites the commonest label among those that at least i raters gave, else the
 * row's commonest. Whenever any label was given that often the row's commonest was too, so it is
 * the commonest for every i. A row without a single label cites nothing: null, *something else*.
 */
export function reportRules(counts: LabelCounts, flagging: number): (string | null)[] {
  const label = commonest(counts)
  return Array.from({ length: flagging }, () => (label === undefined ? null : LABEL_RULES[label]))
}
