import { z } from 'zod'

/** What a person writes to a colleague or a lead: mended, and short enough to be read at once. */
export const Words = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(2000, 'must not be longer than 2,000 characters')
  .refine(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    'holds a lone surrogate or NUL',
  )
