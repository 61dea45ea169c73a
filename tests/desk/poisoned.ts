const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Whether a member would change what an object is: the desk refuses such a body whole. */
export function isPoisoned(value: unknown): boolean {
  if (!isObject(value)) return false
  const members: [string, unknown][] = Object.entries(value)
  return members.some(
    ([name, inside]) =>
      name === '__proto__' ||
      (name === 'constructor' && isObject(inside) && Object.hasOwn(inside, 'prototype')) ||
      isPoisoned(inside),
  )
}
