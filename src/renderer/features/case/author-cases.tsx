import type { CaseView } from '../../../shared/contract/models.ts'
import type { AuthorCase } from '../../../shared/contract/people.ts'
import { useConsole, useTerms } from '../../context.tsx'
import { outcomeWords } from '../../stores/author-words.ts'
import { showCase } from '../../stores/stores.ts'
import { Ago } from '../../when.tsx'

/** The author's other reported comments with what became of each; one is opened by its button. */
export function AuthorCases({ view }: { readonly view: CaseView }) {
  const { authorCases } = view
  if (authorCases.length === 0) return null
  return (
    <>
      <h3 id="f-others">Also reported</h3>
      <ul className="also-reported" aria-labelledby="f-others">
        {authorCases.map((one) => (
          <li key={one.caseId}>
            <Other view={view} one={one} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface OtherProps {
  readonly view: CaseView
  readonly one: AuthorCase
}

function Other({ view, one }: OtherProps) {
  const { stores } = useConsole()
  const terms = useTerms()
  return (
    <button
      type="button"
      onClick={() => {
        showCase(stores, one.no)
        document
          .querySelector<HTMLElement>('[data-part="case-heading"]')
          ?.focus({ preventScroll: true })
      }}
    >
      <span className="words" dir="auto">
        {one.words}
      </span>
      <span className="q3">
        {outcomeWords(terms, view, one)}, <Ago at={one.receivedAt} />
      </span>
    </button>
  )
}
