import type { Span } from '../../shared/domain/text.ts'

/** What is selected in a box whose stretches carry their offsets (`data-at`), or undefined. */
export function readSelection(box: Element): Span | undefined {
  const selection = box.ownerDocument.getSelection()
  if (!selection?.anchorNode || !selection.focusNode) return undefined
  const ends = [
    offsetOf(box, selection.anchorNode, selection.anchorOffset),
    offsetOf(box, selection.focusNode, selection.focusOffset),
  ]
  const [a, b] = ends
  if (a === undefined || b === undefined) return undefined
  return [Math.min(a, b), Math.max(a, b)]
}

function offsetOf(box: Element, node: Node, offset: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const stretch = element?.closest('[data-at]')
  if (!stretch || !box.contains(stretch)) return undefined
  return Number(stretch.getAttribute('data-at')) + (node instanceof Text ? offset : 0)
}

/** Selects a span of the text in a box whose stretches carry their offsets. */
export function showSelection(box: Element, [start, end]: Span): void {
  const stretches = [...box.querySelectorAll('[data-at]')].flatMap((element) => {
    const at = Number(element.getAttribute('data-at'))
    const text = element.firstChild
    return text instanceof Text ? [{ at, text }] : []
  })
  const first = stretches.find(({ at, text }) => at + text.length > start)
  const last = stretches.findLast(({ at }) => at < end)
  const selection = box.ownerDocument.getSelection()
  if (!first || !last || !selection) return
  selection.setBaseAndExtent(
    first.text,
    Math.max(0, start - first.at),
    last.text,
    Math.min(last.text.length, end - last.at),
  )
  first.text.parentElement?.scrollIntoView({ block: 'nearest' })
}
