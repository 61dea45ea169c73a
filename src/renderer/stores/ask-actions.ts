import type { CaseView, ErrandView } from '../../shared/contract/models.ts'
import type { Answer, Problem } from '../../shared/domain/problem.ts'
import type { Client } from '../../shared/rpc/connect.ts'
import {
  type AskedKind,
  type Asking,
  askingOf,
  type Neighbour,
  ruleOfKey,
  unsendable,
} from './asking.ts'
import { type Deciding, IDLE } from './deciding.ts'

const keyOf = ({ kind, view, neighbour }: Asking) =>
  `${kind} ${view.no} ${neighbour?.commentId ?? ''}`

/** What can be done while a question, an answer or the reason for raising is being written. */
export function askers(deciding: Deciding) {
  const { store, around, show, drafts } = deciding
  const current = () => {
    const state = store.getState()
    return state.at === 'asking' ? state : undefined
  }
  const change = (parts: Partial<Asking>) => {
    const asking = current()
    if (asking) show({ ...asking, remark: undefined, ...parts })
  }
  return {
    /** Opens the panel for a case as it was on the screen, with what was begun in it. */
    begin: (kind: Asking['kind'], view: CaseView, neighbour?: Neighbour) => {
      const terms = around.terms()
      if (!terms) return
      const fresh = askingOf(kind, { view, terms, ...(neighbour ? { neighbour } : {}) })
      const draft = drafts.get(keyOf(fresh))
      show(draft?.at === 'asking' ? { ...draft, view } : fresh)
    },
    /** Keeps what was written for this case. */
    keep: () => {
      const asking = current()
      if (!asking) return
      if (asking.words.trim() === '') drafts.delete(keyOf(asking))
      else drafts.set(keyOf(asking), { ...asking, remark: undefined, problem: undefined })
    },
    write: (words: string) => {
      change({ words })
    },
    toggleHide: () => {
      const asking = current()
      if (asking?.kind === 'escalate') change({ hide: !asking.hide })
    },
    /** Sets the rule that a raised comment may break, by its letter. */
    rule: (key: string) => {
      const asking = current()
      const rule = asking?.kind === 'raise' ? ruleOfKey(asking, key) : undefined
      if (rule) change({ rule: rule.code })
    },
    setRule: (rule: string | null) => {
      change({ rule })
    },
    /** Sends it, or says what is missing. */
    send: () => {
      const asking = current()
      if (!asking) return
      const why = unsendable(asking)
      if (why === undefined) write(deciding, asking)
      else change({ remark: why })
    },
  }
}

/** After these one goes on with the case one is on. */
const STAYS: ReadonlySet<Asking['kind']> = new Set(['raise', 'note'])

type Errand = Asking & { readonly kind: AskedKind }

/** Writes it by the core; it is opened again as it was where it could not be kept. */
function write(deciding: Deciding, asking: Asking): void {
  const { around, writer, show, drafts } = deciding
  const { kind, view } = asking
  const onMade = () => {
    drafts.delete(keyOf(asking))
  }
  const present = presenter(deciding, asking)
  show(IDLE)
  if (kind === 'take-over')
    writer.write({
      ...{ leaves: null, present },
      call: () => around.taking.take(view.no, asking.words.trim()),
      onMade: ({ claim }) => {
        onMade()
        around.taking.tell(view.no, claim, true)
      },
    })
  else {
    const errand: Errand = { ...asking, kind }
    writer.write({
      ...{ leaves: STAYS.has(kind) ? null : view.no, present },
      call: () => sent(around.client, errand),
      onMade: (made) => {
        onMade()
        around.onErrand(made, errand)
      },
    })
  }
  writer.showUnkept()
}

/** Opens it again with why it could not be kept. */
function presenter({ store, around, show }: Deciding, asking: Asking) {
  return (problem: Problem): boolean => {
    if (store.getState().at !== 'idle') return false // what is open is finished first
    around.show(asking.view.no)
    show({ ...asking, problem })
    return true
  }
}

function sent(client: Client, asking: Errand): Promise<Answer<ErrandView>> {
  const { view, hide, rule } = asking
  const { no } = view
  const words = asking.words.trim()
  if (asking.kind === 'answer') return client.call('case.answer', { no, words })
  if (asking.kind === 'note') return client.call('author.note', { no, words })
  if (asking.kind === 'raise')
    return client.call('case.raise', {
      ...{ no, commentId: asking.neighbour?.commentId ?? '', rule, words },
    })
  return client.call('case.escalate', {
    ...{ no, question: words, hide, expect: view.case.revisions },
  })
}
