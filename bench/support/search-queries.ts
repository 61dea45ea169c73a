/** The forty searches: one to three words, from the commonest to one that nobody wrote. */
import { VOCABULARY } from './invented-words.ts'

const RANKS: readonly (readonly number[])[] = [
  ...[3, 9, 17, 40, 75, 120, 200, 300, 400, 600, 900, 1200, 1800, 2500, 3000, 3500].map((n) => [n]),
  ...[
    [5, 8],
    [12, 30],
    [30, 60],
    [44, 90],
    [70, 300],
    [100, 110],
    [150, 700],
    [25, 2500],
  ],
  ...[
    [60, 61],
    [8, 1200],
    [0, 1],
    [4, 20],
    [90, 900],
    [2, 3400],
    [55, 56],
    [1000, 1001],
  ],
  ...[
    [2, 4, 6],
    [10, 20, 30],
    [15, 45, 85],
    [33, 66, 99],
    [50, 120, 250],
    [7, 70, 700],
  ],
  [1, 1100, 2200],
]

/** What is typed, one search a line. */
export const SEARCHES: readonly string[] = [
  ...RANKS.map((ranks) => ranks.map((rank) => VOCABULARY[rank] ?? '').join(' ')),
  'quaigh',
]
