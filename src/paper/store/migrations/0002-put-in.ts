/** Whether what stands in the place of a cut is the paper's own words, and not a mark. */
export const putIn = `
ALTER TABLE cut ADD COLUMN put_in INTEGER NOT NULL DEFAULT 0 CHECK (put_in IN (0, 1));
`
