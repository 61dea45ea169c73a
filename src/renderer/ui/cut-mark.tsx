import type { TokenCut } from '../../shared/domain/amendment.ts'

/** What readers see in the place of a cut: a mark, or words that the paper put in. */
export function CutMark({ cut: { token, words } }: { readonly cut: TokenCut }) {
  if (words === undefined) return <span className="token">{token}</span>
  return (
    <ins className="put-in" dir="auto">
      {words}
    </ins>
  )
}
