/**
 * Every address of the desk: what is asked there and what is answered. The server does not start with
 * an address that is not in this table, or without one that is; `docs/openapi.json` is printed from it.
 */
import { z } from 'zod'
import type { Right } from '../domain/permission.ts'
import { CaseId, Epoch, Sha256 } from '../domain/ids.ts'
import { ClaimAnswer, ClaimNamed, ClaimNext, GiveBack, NextAnswer } from './claims.ts'
import {
  Changes,
  CursorGone,
  EpochGone,
  Hello,
  LIMITS,
  LogPage,
  LONGEST_WAIT_S,
  Refusal,
  Revision,
  Session,
  SignIn,
  StaffList,
} from './desk.ts'
import { Op, PushAnswer, PushRequest } from './push.ts'
import { EndMute, MuteAnswer, MuteReader, Reporters } from './reporters.ts'

/** A value in the query, or one in the address itself. */
interface Parameter {
  readonly name: string
  readonly in: 'query' | 'path'
  readonly schema: z.ZodType
}

/** One address and one method. */
export interface DeskRoute {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** With `:name` for each part that varies. */
  readonly path: string
  readonly summary: string
  /** Who may: anybody, whoever is signed in, or whoever has this right. */
  readonly who: 'anybody' | 'signed-in' | Right
  readonly parameters?: readonly Parameter[]
  readonly body?: z.ZodType
  /** By status; null where there is no body, a text for another type than JSON. Refusals are beside these. */
  readonly answers: Readonly<Record<number, z.ZodType | null | 'text/event-stream'>>
}

const query = (name: string, schema: z.ZodType): Parameter => ({ name, in: 'query', schema })
const path = (name: string, schema: z.ZodType): Parameter => ({ name, in: 'path', schema })
const Cursor = z.string().max(400)
const logQuery = [
  query('after', z.int().min(0).default(0)),
  query('limit', z.int().min(1).max(LIMITS.logMax).default(LIMITS.logMax)),
]

/** An op as it is pushed; the push itself is taken even where one of them is wrong. */
export const Push = PushRequest.extend({ ops: z.array(Op).min(1).max(LIMITS.pushOps) })

const Health = z.looseObject({ status: z.string() })

/** All of them. */
export const deskRoutes: readonly DeskRoute[] = [
  {
    ...{ method: 'POST', path: '/v1/session', summary: 'Sign in', who: 'anybody' },
    ...{ body: SignIn, answers: { 200: Session } },
  },
  {
    ...{ method: 'DELETE', path: '/v1/session', summary: 'Sign out', who: 'signed-in' },
    answers: { 204: null },
  },
  {
    ...{ method: 'GET', path: '/v1/hello', summary: 'Greet the desk', who: 'signed-in' },
    parameters: [
      query('epoch', Epoch.optional()),
      query('size', z.int().min(0).optional()),
      query('head', Sha256.optional()),
      query('mark', Cursor.optional()),
    ],
    answers: { 200: Hello },
  },
  {
    ...{ method: 'GET', path: '/v1/sync/changes', summary: 'Pull a page', who: 'queue.read' },
    parameters: [
      query('cursor', Cursor.optional()),
      query('limit', z.int().min(1).max(LIMITS.pullMax).default(500)),
      query('first', z.literal('open').optional()),
      query('wait', z.int().min(0).max(LONGEST_WAIT_S).default(0)),
    ],
    answers: { 200: Changes, 410: CursorGone },
  },
  {
    ...{ method: 'POST', path: '/v1/sync/push', summary: 'Push what was done', who: 'signed-in' },
    ...{ body: Push, answers: { 200: PushAnswer, 410: EpochGone } },
  },
  {
    ...{ method: 'GET', path: '/v1/sync/live', summary: 'Hear of news', who: 'queue.read' },
    answers: { 200: 'text/event-stream' },
  },
  {
    ...{ method: 'POST', path: '/v1/claims/next', summary: 'Take a batch', who: 'claim' },
    ...{ body: ClaimNext, answers: { 200: NextAnswer } },
  },
  {
    ...{ method: 'POST', path: '/v1/claims', summary: 'Take these cases', who: 'claim' },
    ...{ body: ClaimNamed, answers: { 200: ClaimAnswer } },
  },
  {
    ...{ method: 'POST', path: '/v1/claims/give-back', summary: 'Give cases back', who: 'claim' },
    ...{ body: GiveBack, answers: { 200: ClaimAnswer } },
  },
  {
    ...{ method: 'GET', path: '/v1/log', summary: 'Read the log', who: 'log.read' },
    ...{ parameters: logQuery, answers: { 200: LogPage } },
  },
  {
    ...{ method: 'GET', path: '/v1/log/own', summary: 'Read one’s own part', who: 'log.read-own' },
    ...{ parameters: logQuery, answers: { 200: LogPage } },
  },
  {
    ...{ method: 'GET', path: '/v1/staff', summary: 'Names for pseudonyms', who: 'signed-in' },
    answers: { 200: StaffList },
  },
  {
    ...{ method: 'GET', path: '/v1/cases/:caseId/revisions/:bodyRev', who: 'log.read' },
    summary: 'Read a text as it was',
    parameters: [path('caseId', CaseId), path('bodyRev', z.int().min(1))],
    answers: { 200: Revision, 410: Refusal },
  },
  {
    ...{ method: 'GET', path: '/v1/cases/:caseId/reporters', who: 'queue.read' },
    summary: 'See what became of the reports of those who reported',
    parameters: [path('caseId', CaseId)],
    answers: { 200: Reporters },
  },
  {
    ...{ method: 'GET', path: '/v1/cases/:caseId/reporters/identities', who: 'identities.read' },
    summary: 'See who they are, which is logged',
    parameters: [path('caseId', CaseId)],
    answers: { 200: Reporters },
  },
  {
    ...{ method: 'POST', path: '/v1/readers/mute', who: 'reader.mute' },
    summary: 'Set a misuser’s reports aside for a time',
    ...{ body: MuteReader, answers: { 200: MuteAnswer } },
  },
  {
    ...{ method: 'POST', path: '/v1/readers/end-mute', who: 'reader.mute' },
    summary: 'End that before its time',
    ...{ body: EndMute, answers: { 200: MuteAnswer } },
  },
  {
    ...{ method: 'GET', path: '/healthz', summary: 'Is the process up', who: 'anybody' },
    answers: { 200: Health },
  },
  {
    ...{ method: 'GET', path: '/readyz', summary: 'Can it do its work', who: 'anybody' },
    answers: { 200: Health, 503: Health },
  },
]
