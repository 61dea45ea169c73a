/** Before the core has answered for the first time. Seen only where that takes long. */
export function Opening({ lost }: { readonly lost: boolean }) {
  return (
    <div className="plain">
      <main className="mid late" aria-labelledby="ch">
        <h1 id="ch">{lost ? 'Linesman does not answer.' : 'Opening Linesman.'}</h1>
        <p className="q2">
          {lost
            ? 'The program behind this window has stopped or is busy. This window tries again by itself; if nothing comes, start Linesman again and open the new address.'
            : 'Reading what is on this machine.'}
        </p>
      </main>
    </div>
  )
}
