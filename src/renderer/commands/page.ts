/** What commands do to the page itself: scroll, move the focus, open a tab. */
export interface Page {
  /** Scrolls the comment by most of a screenful. */
  scrollComment(): void
  focusHeading(): void
  focusQueue(): void
  focusSearch(): void
  /** Whether the words of a ruling are being written. */
  isInRuling(): boolean
  /** Opens a page of the site in a tab of its own, which learns nothing of this one. */
  open(url: string): void
}

/** The page of this document. */
export function pageOf(doc: Document): Page {
  const focus = (selector: string) => {
    doc.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
  }
  return {
    scrollComment: () => {
      const body = doc.querySelector('[data-part="case-body"]')
      body?.scrollBy({ top: body.clientHeight * 0.85 })
    },
    focusHeading: () => {
      focus('[data-part="case-heading"]')
    },
    focusSearch: () => {
      focus('[data-part="search-field"]')
    },
    isInRuling: () => doc.activeElement?.matches('[data-part="ruling-words"]') === true,
    focusQueue: () => {
      focus('[data-part="queue-list"]')
    },
    open: (url) => {
      if (/^https?:\/\//.test(url)) doc.defaultView?.open(url, '_blank', 'noopener,noreferrer')
    },
  }
}
