import type { CaseClaim } from '../shared/contract/models.ts'
import { useDeskTime } from './context.tsx'
import { headClaim, rowClaim, running } from './stores/claim-words.ts'

interface ClaimProps {
  readonly claim: CaseClaim | null | undefined
}

/** Whether somebody has it now: it ends by the desk's clock, without a row that says so. */
export function useRuns(claim: CaseClaim | null | undefined): boolean {
  return useDeskTime((now) => (running(claim, now) ? 1 : 0)) === 1
}

/** In a row: who has the case until when. What it is about gives way before that does. */
export function RowClaim({ claim }: { readonly claim: CaseClaim }) {
  const { with: before, who } = rowClaim(claim, 0)
  const what = useDeskTime((now) => rowClaim(claim, now).what)
  return (
    <span className={claim.mine ? 'claim mine' : 'claim'}>
      {before ? <span className="with">{before} </span> : null}
      <span className="who" dir="auto">
        {who}
      </span>{' '}
      <span className="what">{what}</span>
    </span>
  )
}

/** Over a case: who has it, and that this hinders nobody. */
export function HeadClaim({ claim }: ClaimProps) {
  const words = useDeskTime((now) => {
    const one = running(claim, now)
    return one ? headClaim(one, now) : ''
  })
  return words === '' ? null : (
    <span className={claim?.mine ? 'claim mine' : 'claim'} title={words}>
      {words}
    </span>
  )
}
