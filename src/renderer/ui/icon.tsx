import { glyphs, type IconName } from '../glyphs.ts'

/** A glyph beside a word; never without one. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={glyphs[name]} />
    </svg>
  )
}
