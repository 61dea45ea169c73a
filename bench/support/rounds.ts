/** Two things measured in turn, so that whatever else the machine does falls on both alike. */
export interface Rounds {
  readonly value: readonly number[]
  readonly floor: readonly number[]
}

/** Runs `floor` and `value` in alternation, `rounds` times each, and swaps who is first each time. */
export async function alternate(
  rounds: number,
  measures: {
    readonly value: () => number | Promise<number>
    readonly floor: () => number | Promise<number>
  },
): Promise<Rounds> {
  const value: number[] = []
  const floor: number[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) floor.push(await measures.floor())
    value.push(await measures.value())
    if (round % 2 === 1) floor.push(await measures.floor())
  }
  return { value, floor }
}

/** How many seconds it took. */
export async function seconds(work: () => unknown): Promise<number> {
  const since = performance.now()
  await work()
  return (performance.now() - since) / 1000
}

/** Now, in milliseconds since 1970 with fractions: the same in every process of this machine. */
export const wallClock = () => performance.timeOrigin + performance.now()
