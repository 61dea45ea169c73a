/** Whether settings ask that listed slurs and threats are masked. */
export function isMasking(settings: object): boolean {
  return 'masked' in settings && settings.masked === true
}
