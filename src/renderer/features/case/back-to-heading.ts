/** Gives the focus to the case's heading: the button that had it is about to leave the page. */
export function backToHeading(from: Element): void {
  from
    .closest('main')
    ?.querySelector<HTMLElement>('[data-part="case-heading"]')
    ?.focus({ preventScroll: true })
}
