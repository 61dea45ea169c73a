import { useStore } from 'zustand'
import { type Console, ConsoleContext, useConsole } from './context.tsx'
import { Desk } from './desk.tsx'
import { AsideSheet } from './features/flow/aside-sheet.tsx'
import { HandSheet } from './features/flow/hand-sheet.tsx'
import { TakeSheet } from './features/batch/take-sheet.tsx'
import { FilterSheet } from './features/filter/filter-sheet.tsx'
import { KeySheet } from './features/keys/key-sheet.tsx'
import { Palette } from './features/palette/palette.tsx'
import { ReportersSheet } from './features/people/reporters-sheet.tsx'
import { NoLine } from './features/plain/no-line.tsx'
import { Opening } from './features/plain/opening.tsx'
import { TogetherSheet } from './features/queue/together-sheet.tsx'
import { WhySheet } from './features/queue/why-sheet.tsx'
import { SignIn } from './features/session/sign-in.tsx'

/** The whole window. */
export function App({ console }: { readonly console: Console }) {
  return (
    <ConsoleContext value={console}>
      <View />
      <Overlays />
    </ConsoleContext>
  )
}

function View() {
  const { stores, link } = useConsole()
  const line = useStore(link, (state) => state.line)
  const session = useStore(stores.session, (state) => state.session)
  if (line === 'wrong-token' || line === 'superseded') return <NoLine why={line} />
  // A line that was lost for a moment takes nothing off the screen.
  if (!session) return <Opening lost={line === 'lost'} />
  return session.state === 'signed-in' ? <Desk /> : <SignIn session={session} />
}

function Overlays() {
  const over = useStore(useConsole().stores.overlay, (state) => state.over)
  if (over === 'palette') return <Palette />
  if (over === 'filter') return <FilterSheet />
  if (over === 'take') return <TakeSheet />
  if (over === 'reporters') return <ReportersSheet />
  if (over === 'hand') return <HandSheet />
  if (over === 'aside') return <AsideSheet />
  if (over === 'why') return <WhySheet />
  if (over === 'together') return <TogetherSheet />
  return over === 'keys' ? <KeySheet /> : null
}
