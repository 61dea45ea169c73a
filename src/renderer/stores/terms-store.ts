import { createStore } from 'zustand/vanilla'
import {
  citedIn,
  type Ground,
  type Outcome,
  type Rule,
  type Terms,
} from '../../shared/domain/terms.ts'
import type { Client } from '../../shared/rpc/connect.ts'

export interface TermsState {
  /** The newest first. */
  readonly versions: readonly Terms[]
}

/** Every version of the user terms that is on this device. */
export function createTermsStore(client: Client) {
  const store = createStore<TermsState>(() => ({ versions: [] }))
  const read = async () => {
    const answer = await client.call('terms.list', {})
    if (answer.ok) store.setState({ versions: answer.value })
  }
  client.on('terms.changed', () => void read())
  return Object.assign(store, { read })
}

/** The terms in force at an instant: the newest that had begun, or the newest there is. */
export function termsInForce(versions: readonly Terms[], at: string): Terms | undefined {
  return versions.find(({ effectiveFrom }) => effectiveFrom <= at) ?? versions[0]
}

/** How grave the rules of the newest version are. */
export function severitiesIn([newest]: readonly Terms[]): ReadonlyMap<string, number> {
  return new Map(newest?.rules.map(({ code, severity }) => [code, severity]))
}

/** The rule or outcome that a ground cites, or undefined where its version is not here. */
export function citedBy(versions: readonly Terms[], ground: Ground): Rule | Outcome | undefined {
  const terms = versions.find(({ version }) => version === ground.terms)
  return terms ? citedIn(terms, ground) : undefined
}

/** A ground's short title, or its code where its version is not here. */
export function titleOf(versions: readonly Terms[], ground: Ground): string {
  return citedBy(versions, ground)?.shortTitle ?? ground.code
}

/** A rule's short title by its code, in the newest version that has it; null is *Something else*. */
export function ruleTitle(versions: readonly Terms[], code: string | null): string {
  if (code === null) return 'Something else'
  for (const { rules } of versions) {
    const rule = rules.find((entry) => entry.code === code)
    if (rule) return rule.shortTitle
  }
  return code
}
