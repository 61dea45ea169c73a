import { useEffect } from 'react'
import { SHORT_LOOK_MS } from '../../../shared/desk/claims.ts'
import { useConsole } from '../../context.tsx'

/** Not on flicking through: a case that is open for less is not looked at. */
const LOOK_AFTER_MS = 2000
/** With a third of the look left. */
const RENEW_MS = (SHORT_LOOK_MS * 2) / 3
/** A case that has been open for a quarter of an hour is one that somebody walked away from. */
const RENEWALS = 10

/** Tells the core, for colleagues, that a person has this case open, as long as it is in sight. */
export function useLooking(no: number | undefined): void {
  const { cases } = useConsole().stores
  useEffect(() => {
    if (no === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let told = 0
    const tell = () => {
      void cases.look(no)
      told++
      if (told <= RENEWALS) timer = setTimeout(tell, RENEW_MS)
    }
    const leave = () => {
      clearTimeout(timer)
      if (told > 0) void cases.look(null)
      told = 0
    }
    const turn = () => {
      leave()
      if (!document.hidden) timer = setTimeout(tell, LOOK_AFTER_MS)
    }
    document.addEventListener('visibilitychange', turn)
    turn()
    return () => {
      document.removeEventListener('visibilitychange', turn)
      leave()
    }
  }, [cases, no])
}
