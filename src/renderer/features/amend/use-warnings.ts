import { useMemo } from 'react'
import type { SenseWarning } from '../../../shared/domain/amendment-sense.ts'
import { warningAt, warningsOf } from '../../stores/amend-warnings.ts'
import type { Amending } from '../../stores/amending.ts'

/** The warnings on an amendment, found anew only where the cuts are others, and the one looked at. */
export function useWarnings({ read, cuts, offers, current }: Amending): {
  readonly warnings: readonly SenseWarning[]
  readonly looked: SenseWarning | undefined
} {
  const warnings = useMemo(() => warningsOf({ read, cuts, offers }), [read, cuts, offers])
  return { warnings, looked: warningAt(warnings, current) }
}
