/** The post: how a letter leaves the desk. */

/** A letter to one person. It names nobody but the paper. */
export interface Letter {
  /** The same for the same letter, however often it is sent: its Message-ID is made of it. */
  readonly id: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly at: Date
}

/**
 * What became of a letter. `refused`: this address will never take it. `later`: not this one, not
 * now. `down`: no letter leaves at the moment, whoever it is to.
 */
export type Posted =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'later' | 'down'; readonly why: string }

export interface Post {
  /** As the log says it. */
  readonly via: 'mail' | 'file'
  /** Where letters go, for people who look after the desk. */
  readonly where: string
  /** Never rejects. The reason it gives holds neither the address nor the words. */
  send(letter: Letter): Promise<Posted>
}

const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,189}$/u

/** Whether a text is the address of one person and nothing else: no list, no header, no name. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)
