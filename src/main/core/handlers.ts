import type { Handlers } from '../../shared/contract/contract.ts'
import type { SyncView } from '../../shared/contract/models.ts'
import { caseText } from './services/case-text.ts'
import { siteLink } from '../site-link.ts'
import { caseViews } from './services/cases.ts'
import { draftHandlers } from './services/drafts.ts'
import type { Person } from './services/person.ts'
import type { Session } from './services/session.ts'
import { previewTogether } from './services/together.ts'
import { journalSight } from './services/sight.ts'
import type { Ports } from './ports.ts'

const SIGNED_OUT: SyncView = {
  state: 'signed-out',
  syncedAt: null,
  offlineSince: null,
  offsetMs: null,
  held: 0,
  waiting: 0,
  contested: 0,
  refused: 0,
  unpublished: 0,
  nextTryMs: null,
  progress: null,
  problem: null,
}

/** What each method of the contract does: a call to the service that does it. */
export function createHandlers(session: Session, { clock, chance }: Ports): Handlers {
  const person = () => session.person()
  const reading = <T>(work: (person: Person) => T): Promise<T> => {
    const who = person()
    return who.reading(() => work(who))
  }
  return {
    'session.get': () => session.view(),
    'session.sign-in': ({ name, password }) => session.signIn(name, password),
    'session.sign-out': () => session.signOut(),
    'queue.index': (view) => reading(({ queue }) => queue.index(view)),
    'queue.counts': () => reading(({ counts }) => counts.get()),
    'case.get': ({ nos }) => reading((who) => caseViews(nos, who)),
    'case.text': (wanted) => {
      const { staff, cache, atDesk } = person()
      return caseText(wanted, { staff, cache, ...atDesk })
    },
    'case.seen': ({ no }) => {
      const { journal, cache, deskClock, sync } = person()
      if (journalSight(no, { journal, cache, clock, deskClock, chance }))
        sync.tell({ type: 'mail' })
      return {}
    },
    ...decidingHandlers(session),
    ...draftHandlers(() => person().journal),
    'case.escalate': (ask) => person().errands.escalate(ask),
    'case.answer': (answer) => person().errands.answer(answer),
    'case.raise': (raised) => person().errands.raise(raised),
    ...peopleHandlers(session),
    ...claimHandlers(session),
    ...searchHandlers(session),
    ...burstHandlers(session),
    ...flowHandlers(session),
    'site.link': ({ url }) => ({ url: siteLink(url, (origin) => session.maySee(origin)) }),
    'log.page': (ask) => person().log.page(ask),
    'log.entry': ({ n }) => person().log.entry(n),
    'log.verify': () => person().log.verify(),
    'log.check': () => person().log.check(),
    'staff.list': () => person().log.staff(),
    'terms.list': () => reading(({ cache }) => cache.read.allTerms()),
    'words.list': () => reading(({ cache }) => cache.read.wordLists()),
    ...waitingHandlers(session),
    ...syncHandlers(session),
  }
}

/** How sync stands, and having it try at once. */
function syncHandlers(session: Session): Pick<Handlers, 'sync.get' | 'sync.now'> {
  const syncView = (): SyncView => {
    const { why, waiting } = session.view()
    const revoked = why?.code === 'device-revoked'
    return (
      session.current?.sync.view() ?? {
        ...SIGNED_OUT,
        ...(revoked && { state: 'revoked' }),
        waiting,
        problem: why,
      }
    )
  }
  return {
    'sync.get': syncView,
    'sync.now': ({ release }) => {
      const { decide, errands, sync } = session.person()
      if (release) {
        decide.releaseAll()
        errands.releaseAll()
      }
      sync.tell({ type: 'now' })
      return syncView()
    },
  }
}

/** Looking for comments, and the names that a search may ask for. */
function searchHandlers(session: Session): Pick<Handlers, 'search.comments' | 'search.suggest'> {
  const person = () => session.person()
  return {
    'search.comments': (ask) => person().search.search({ ...ask, staffId: person().staff.id }),
    'search.suggest': (ask) =>
      person().reading(() => ({ values: person().cache.read.suggest.values(ask) })),
  }
}

type Bursting = 'bursts.list' | 'bursts.preview' | 'bursts.decide'

/** Cases that came together, and deciding them together. */
function burstHandlers(session: Session): Pick<Handlers, Bursting> {
  const person = () => session.person()
  return {
    'bursts.list': () => person().reading(() => person().cache.read.bursts.all()),
    'bursts.preview': (ask) =>
      person().reading(() => {
        const { staff, cache, claims, queue } = person()
        const isUnderWay = (no: number) => queue.isUnderWay(no)
        const claimOn = (no: number) => claims.on(no)
        return { items: previewTogether(ask, { staff, cache, claimOn, isUnderWay }) }
      }),
    'bursts.decide': ({ decisions }) => person().decide.recordTogether(decisions),
  }
}

type PuttingAway = 'delivery.put-away' | 'delivery.bring-back'
type Deciding = 'decision.record' | 'decision.undo' | 'decision.recent' | PuttingAway

/** Making decisions, taking them back, and putting away what became of them. */
function decidingHandlers(session: Session): Pick<Handlers, Deciding> {
  const person = () => session.person()
  return {
    'decision.record': (decision) => person().decide.record(decision),
    'decision.undo': ({ opId }) => {
      const { decide, errands } = person()
      const errand = opId === null ? undefined : errands.undo(opId)
      return errand ? { result: 'errand', errand } : decide.undo(opId)
    },
    'decision.recent': ({ limit }) => person().decide.recent(limit),
    'delivery.put-away': ({ opId }) => {
      person().contested.putAway(opId)
      return {}
    },
    'delivery.bring-back': ({ opId }) => {
      person().contested.bringBack(opId)
      return {}
    },
  }
}

type People = 'author.note' | 'reporters.get' | 'reader.mute' | 'reader.end-mute'

/** Authors and those who report. */
function peopleHandlers(session: Session): Pick<Handlers, People> {
  const person = () => session.person()
  return {
    'author.note': (note) => person().errands.note(note),
    'reporters.get': (ask) => person().reporters.get(ask),
    'reader.mute': (ask) => person().reporters.mute(ask),
    'reader.end-mute': (ask) => person().reporters.endMute(ask),
  }
}

/** What waits, and what became of what waited. */
function waitingHandlers(
  session: Session,
): Pick<Handlers, 'outbox.get' | 'reconnect.get' | 'reconnect.told'> {
  const person = () => session.person()
  return {
    'outbox.get': () => person().reading(() => person().outbox()),
    'reconnect.get': () => person().reading(() => person().reconnects.get()),
    'reconnect.told': ({ id }) => {
      person().reconnects.told(id)
      return {}
    },
  }
}

type Flowing = 'case.hand' | 'hand.people' | 'case.aside' | 'case.aside-end'

/** Handing cases on and putting them aside. */
function flowHandlers(session: Session): Pick<Handlers, Flowing> {
  const person = () => session.person()
  return {
    'case.hand': (ask) => person().errands.hand(ask),
    'hand.people': ({ no }) => person().reading(() => person().hands.people(no)),
    'case.aside': ({ no, until }) => person().asides.put(no, until),
    'case.aside-end': ({ no }) => {
      person().asides.end(no)
      return {}
    },
  }
}

type Claiming =
  'queue.rows' | 'case.look' | 'case.claim' | 'batch.get' | 'batch.take' | 'batch.give-back'

/** Taking cases and giving them back, and rows with who has taken them. */
function claimHandlers(session: Session): Pick<Handlers, Claiming> {
  const person = () => session.person()
  const batch = () => person().batch
  return {
    'queue.rows': ({ nos }) =>
      person().reading(() => person().claims.onRows(person().queue.rows(nos))),
    'case.look': ({ no }) =>
      person().reading(() => {
        const { looks } = person()
        if (no === null) looks.leave()
        else looks.at(no)
        return {}
      }),
    'case.claim': (ask) => batch().claim(ask),
    'batch.get': () => person().reading(() => batch().get()),
    'batch.take': (ask) => batch().take(ask),
    'batch.give-back': ({ nos }) => batch().giveBack(nos),
  }
}
