import { z } from 'zod'

/** The three kinds of staff. An admin keeps accounts, devices and keys, and decides nothing. */
export const Role = z.enum(['moderator', 'lead', 'admin'])
export type Role = z.infer<typeof Role>

/** What may be done at the desk. The desk checks it on every call, by the role the caller has then. */
export const rights = {
  'queue.read': ['moderator', 'lead'],
  decide: ['moderator', 'lead'],
  'restore-own': ['moderator', 'lead'],
  'restore-any': ['lead'],
  escalate: ['moderator', 'lead'],
  'answer-escalation': ['lead'],
  rule: ['lead'],
  raise: ['moderator', 'lead'],
  note: ['moderator', 'lead'],
  claim: ['moderator', 'lead'],
  'log.read-own': ['moderator', 'lead'],
  'log.read': ['lead'],
  /** Who reported, by pseudonym, before a decision of one's own; after it whoever decided may. */
  'reporters.read': ['lead'],
  'identities.read': ['lead'],
  'reader.mute': ['lead'],
  'staff.keep': ['admin'],
} as const satisfies Record<string, readonly Role[]>
export type Right = keyof typeof rights

/** Whether this role has this right. */
export function may(role: Role, right: Right): boolean {
  const roles: readonly Role[] = rights[right]
  return roles.includes(role)
}
