import type { Platform } from '../../shared/commands/keys.ts'

/** Which keyboard this is, for what is printed on the caps. */
export const platform: Platform = /mac|iphone|ipad/i.test(navigator.userAgent) ? 'mac' : 'other'
