import type { CommandId } from '../../shared/commands/catalogue.ts'
import type { Move } from '../stores/selection.ts'
import type { Stores } from '../stores/stores.ts'

type AmendId = Extract<CommandId, `amend.${string}`>

/** What the keys do while words are being cut out. */
export function amendRunners({ decide }: Stores): Record<AmendId, (at: number) => void> {
  const { amend } = decide
  const move = (unit: Move['unit'], by: Move['by'], extend: boolean) => () => {
    amend.move({ unit, by, extend })
  }
  return {
    'amend.cut': amend.cut,
    'amend.offered': amend.offered,
    'amend.word-next': move('words', 1, false),
    'amend.word-previous': move('words', -1, false),
    'amend.word-extend': move('words', 1, true),
    'amend.word-extend-back': move('words', -1, true),
    'amend.sentence-next': move('sentences', 1, false),
    'amend.sentence-previous': move('sentences', -1, false),
    'amend.sentence-extend': move('sentences', 1, true),
    'amend.sentence-extend-back': move('sentences', -1, true),
    'amend.cut-next': () => {
      amend.step(1)
    },
    'amend.cut-previous': () => {
      amend.step(-1)
    },
    'amend.restart': amend.restart,
    'amend.rewrite': amend.rewrite,
    'amend.take-words': amend.takeWords,
    'amend.take-back': amend.takeBack,
    'amend.whole': () => {
      amend.remedy('sentence', 'quotation')
    },
    'amend.give-back': () => {
      amend.remedy('give-back')
    },
    'amend.only': () => {
      amend.remedy('only')
    },
    'amend.delete-instead': amend.deleteInstead,
    'amend.decide': amend.decide,
  }
}
