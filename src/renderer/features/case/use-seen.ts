import { useEffect } from 'react'
import { useConsole } from '../../context.tsx'

const SEEN_MS = 1000

/** Tells the core that a person has had this case before them for a second, and not behind a tab. */
export function useSeen(no: number | undefined): void {
  const { cases } = useConsole().stores
  useEffect(() => {
    if (no === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (!document.hidden) timer = setTimeout(() => void cases.seen(no), SEEN_MS)
    }
    document.addEventListener('visibilitychange', look)
    look()
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [cases, no])
}
