import { useConsole } from '../../context.tsx'

/** This window may not speak to the program: why, and the way back. */
export function NoLine({ why }: { readonly why: 'wrong-token' | 'superseded' }) {
  const { link } = useConsole()
  if (why === 'superseded')
    return (
      <Plain title="Another window took over.">
        <p className="q2">
          Linesman is open in a newer window on this machine, and decisions are made in one window
          at a time. Nothing was lost: what you decided here is kept.
        </p>
        <div className="acts">
          <button type="button" className="btn go" onClick={link.retake}>
            Use it here
          </button>
        </div>
      </Plain>
    )
  return (
    <Plain title="This address has no key.">
      <p className="q2">
        The console opens only from the address that Linesman prints when it starts, because that
        address carries a key made for this run. Open the line that begins with <b>Console:</b> in
        the terminal.
      </p>
    </Plain>
  )
}

interface PlainProps {
  readonly title: string
  readonly children: React.ReactNode
}

function Plain({ title, children }: PlainProps) {
  return (
    <div className="plain">
      <main className="mid" aria-labelledby="ch">
        <h1 id="ch">{title}</h1>
        {children}
      </main>
    </div>
  )
}
