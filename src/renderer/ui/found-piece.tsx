import type { Find, LinkFind } from '../text/find.ts'
import type { Piece } from '../text/laid-out.ts'
import { MASKS } from '../text/masked-line.ts'

export interface FoundPieceProps {
  readonly piece: Piece
  readonly find: Find
  /** Whether listed slurs and threats are told and not shown. */
  readonly masked: boolean
}

/** A stretch that something is told about: marked in its place, never changed. */
export function FoundPiece({ piece, find, masked }: FoundPieceProps) {
  const { at, text, endsFind } = piece
  if (find.what === 'link')
    return (
      <>
        <span className="link" data-at={at}>
          {text}
        </span>
        {endsFind ? <Goes link={find.link} /> : null}
      </>
    )
  if (find.what === 'hidden')
    return (
      <span className="hidden-char" data-at={at} data-label={find.label} title={find.name}>
        {text}
      </span>
    )
  // For eye, ear and clipboard alike: the word itself is not in the page.
  if (masked && find.kind !== 'other')
    return endsFind ? <span className="mask">{MASKS[find.kind]}</span> : null
  return (
    <span className="listed" data-at={at} title={`On the desk’s word list ${MASKS[find.kind]}`}>
      {text}
    </span>
  )
}

/** Where a link really goes, and why it may not seem so. No part of the text: it is not copied. */
function Goes({ link: { host, trick } }: { readonly link: LinkFind }) {
  return (
    <span className={trick === undefined ? 'goes' : 'goes trick'} dir="ltr">
      {trick ?? host}
    </span>
  )
}
