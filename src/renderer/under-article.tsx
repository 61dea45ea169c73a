import type { CaseView } from '../shared/contract/models.ts'
import { useConsole } from './context.tsx'

/** Which article a comment stands under. Pressed, it is opened there, if that is the paper's own address. */
export function UnderArticle({ view }: { readonly view: CaseView }) {
  const { dispatch } = useConsole()
  return (
    <button
      type="button"
      className="onsite"
      title="Open on the site (o)"
      onClick={(event) => dispatch('case.open-on-site', event.timeStamp)}
    >
      {view.article?.title ?? 'an article that isn’t here yet'}
    </button>
  )
}
