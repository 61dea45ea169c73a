/** What the core asks of the world. Hosts and tests supply it; the core knows nothing else outside. */
import type {
  ClaimAnswer,
  ClaimNamed,
  ClaimNext,
  GiveBack,
  NextAnswer,
} from '../../shared/desk/claims.ts'
import type {
  Hello,
  LogHead,
  Revision,
  Session,
  SignIn,
  StaffList,
} from '../../shared/desk/desk.ts'
import type { EndMute, MuteAnswer, MuteReader, Reporters } from '../../shared/desk/reporters.ts'
import type { PushAnswer } from '../../shared/desk/push.ts'

/** Undoes what was set going; doing it twice is harmless. */
export type Cancel = () => void

export interface Clock {
  /** The device's wall clock, in milliseconds since 1970. It may be wrong and may jump. */
  now(): number
  /** Milliseconds since some moment of this run. It never goes back. */
  monotonic(): number
  /** The same, but it goes on while the machine sleeps. It may be coarser. */
  elapsed(): number
  /** Runs once, `ms` from now on the monotonic clock. */
  after(ms: number, run: () => void): Cancel
}

export interface Chance {
  /** `length` unpredictable bytes. */
  bytes(length: number): Uint8Array
  /** A number from 0 up to, not including, 1. */
  unit(): number
}

/** A page of changes as it came, unread: the worker that stores it is who reads it. */
export type PulledPage =
  | { readonly kind: 'page'; readonly body: ArrayBuffer }
  | { readonly kind: 'gone'; readonly why: 'epoch' | 'compacted' | 'scope'; readonly epoch: string }

type Pushed =
  | { readonly kind: 'answered'; readonly answer: PushAnswer }
  | { readonly kind: 'gone'; readonly epoch: string }

interface LogAsk {
  readonly whole: boolean
  readonly after: number
  readonly limit: number
}

/** The desk over some transport. Every method throws a `ProblemError` when it fails. */
export interface Desk {
  readonly url: string
  signIn(body: SignIn): Promise<Session>
  signOut(token: string): Promise<void>
  /** `mark` is the newest of the desk's own that was kept: by it, it finds that it lost history. */
  hello(token: string, known: LogHead | undefined, mark?: string | null): Promise<Hello>
  changes(token: string, cursor: string | undefined, limit: number): Promise<PulledPage>
  /** Sends the ops as the very texts given: the same op is the same bytes every time. */
  push(
    token: string,
    to: { readonly epoch: string; readonly mark: string | null },
    ops: readonly string[],
  ): Promise<Pushed>
  /** Takes the next cases that nobody has; the same request is answered the same. */
  claimNext(token: string, request: ClaimNext): Promise<NextAnswer>
  /** Takes these cases. */
  claimNamed(token: string, request: ClaimNamed): Promise<ClaimAnswer>
  giveBack(token: string, request: GiveBack): Promise<ClaimAnswer>
  /** Entries that follow the `after`-th, unread: the whole log, or this person's own entries. */
  log(token: string, ask: LogAsk): Promise<ArrayBuffer>
  /** Names for the pseudonyms in the log. */
  staff(token: string): Promise<StaffList>
  /** What became of the reports of those who reported a case; `named`: and who they are, logged. */
  reporters(token: string, caseId: string, named: boolean): Promise<Reporters>
  /** Sets a reader's reports aside; the same request is answered the same. */
  mute(token: string, request: MuteReader): Promise<MuteAnswer>
  endMute(token: string, request: EndMute): Promise<MuteAnswer>
  /** A comment's text as it once was; a problem `gone` where it was erased. */
  revision(token: string, caseId: string, bodyRev: number): Promise<Revision>
  /**
   * Listens until the desk hangs up or `signal` aborts. Calls `heard` for every sign of life, and
   * tells it whether the desk says that something is new.
   */
  live(token: string, heard: (news: boolean) => void, signal: AbortSignal): Promise<void>
  /**
   * Waits until there is something after this cursor, at most as long as a desk keeps one waiting;
   * answers whether there is. Also true where the cursor cannot be followed any more.
   */
  awaitChange(token: string, cursor: string, signal: AbortSignal): Promise<boolean>
  /** Drops every call that is under way: whoever waits for its answer is told `desk-unreachable`. */
  drop(): void
  /** Drops every call that is under way, for good. */
  close(): void
}

/** Keeps one secret text between runs. */
export interface Vault {
  load(): Promise<string | undefined>
  save(secret: string): Promise<void>
  clear(): Promise<void>
}

/** Writes what happened, for whoever has to find out later. No comment text, no token, no note. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void
  error(event: string, facts?: Readonly<Record<string, unknown>>): void
}

export interface Ports {
  readonly clock: Clock
  readonly chance: Chance
  readonly desk: Desk
  readonly log: Log
  readonly vault: Vault
  /** The folder that holds everything of this device. */
  readonly dataFolder: string
  /** The entry file of the thread that writes the cache. */
  readonly cacheWriter: URL
  /** The entry file of the thread that searches the cache and checks the log. */
  readonly searchWorker: URL
  /** What this device calls itself at sign-in. */
  readonly deviceLabel: string
}

/** What a host supplies: the log lies in the data folder, so it is opened once that is ours. */
export interface HostPorts extends Omit<Ports, 'log'> {
  readonly openLog: () => Log
}
