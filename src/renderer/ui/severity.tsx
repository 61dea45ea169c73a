/** Severity as weight: filled, thick, thin or no box. */
export function Severity({ level }: { readonly level: number }) {
  return (
    <span className="sev" data-s={level} title={`Severity ${level} of 4, 1 is the gravest`}>
      S{level}
    </span>
  )
}
