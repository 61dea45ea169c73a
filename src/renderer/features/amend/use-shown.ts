import { useDeferredValue, useMemo } from 'react'
import type { Amending } from '../../stores/amending.ts'
import { cutsWritten } from '../../stores/rewriting.ts'

/** The amendment as readers would see it: while words are written, with what they come to. */
export function useShown(amending: Amending): Amending {
  const late = useDeferredValue(amending)
  return useMemo(
    () =>
      late.writing ? { ...late, cuts: cutsWritten(late, late.writing), current: -1 } : amending,
    [late, amending],
  )
}
