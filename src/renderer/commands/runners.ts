import { WHOLE_QUEUE } from '../../shared/contract/models.ts'
import { WHOLE_LOG } from '../stores/log-store.ts'
import type { Stores } from '../stores/stores.ts'
import { amendRunners } from './amend-runners.ts'
import { deciders } from './deciders.ts'
import { movers } from './movers.ts'
import type { Page } from './page.ts'
import { peopleRunners } from './people-runners.ts'
import { queueRunners } from './queue-runners.ts'
import { readers } from './readers.ts'
import { contestRunners } from './rulers.ts'
import type { Runners } from './runner.ts'
import { takers } from './takers.ts'

/** What each command does. Choosing in the palette is the palette's own and comes as `palette`. */
export function createRunners(stores: Stores, page: Page): Runners {
  const { overlay, settings } = stores
  return {
    ...movers(stores, page),
    ...choosers(stores, page),
    ...deciders(stores, page),
    ...contestRunners(stores, page),
    ...amendRunners(stores),
    ...places(stores, page),
    ...takers(stores, page),
    ...peopleRunners(stores),
    ...queueRunners(stores),
    ...readers(stores),
    'palette.open': () => {
      overlay.open('palette')
    },
    'keys.open': () => {
      overlay.open('keys')
    },
    'sync.now': () => stores.sync.now(),
    'times.exact': () => {
      settings.toggleExactTimes()
    },
    'theme.next': () => {
      settings.nextTheme()
    },
    'contrast.toggle': () => {
      settings.toggleContrast()
    },
    'masking.toggle': () => {
      settings.toggleMasked()
    },
    'session.sign-out': () => stores.session.signOut(),
  }
}

/** Closes the sheet, or first the form in it. */
function leaveSheet({ overlay, reporters, together }: Stores): void {
  if (overlay.getState().over === 'reporters' && reporters.leaveForm()) return
  together.close()
  overlay.close()
  reporters.close()
}

function choosers(stores: Stores, page: Page) {
  const { decide, overlay, place, cases, search } = stores
  const inSheet = () => overlay.getState().over !== 'nothing'
  const inOffers = () => place.getState().at === 'search' && search.getState().offers.length > 0
  const step = (by: 1 | -1) => () => {
    if (inSheet()) overlay.mark(overlay.getState().marked + by)
    else if (inOffers()) search.stepOffer(by)
    else decide.step(by)
  }
  return {
    'choice.next': step(1),
    'choice.previous': step(-1),
    'choice.take': (at) => {
      if (inSheet()) overlay.take()
      else if (inOffers()) search.takeOffer()
      else decide.take(at)
    },
    'panel.send': () => {
      decide.ask.send()
    },
    'panel.hide': () => {
      decide.ask.toggleHide()
    },
    leave: () => {
      if (inSheet()) leaveSheet(stores)
      else if (inOffers()) search.dropOffers()
      else if (decide.getState().at !== 'idle') decide.leave()
      else if (place.getState().at !== 'cases') {
        place.go('cases')
        page.focusHeading()
      } else {
        cases.focusNeighbour(undefined)
        page.focusHeading()
      }
    },
  } satisfies Partial<Runners>
}

function places(stores: Stores, page: Page) {
  const { place, queue, log } = stores
  const toCases = (to: 'queue' | 'escalated' | 'contested' | 'mine') => async () => {
    place.go('cases')
    stores.cases.visit(undefined)
    const { view } = queue.getState()
    if (view.place !== to) await queue.show({ ...WHOLE_QUEUE, place: to })
    page.focusQueue()
  }
  return {
    'place.queue': toCases('queue'),
    'place.escalated': toCases('escalated'),
    'place.contested': toCases('contested'),
    'place.mine': toCases('mine'),
    'place.log': async () => {
      place.go('log')
      await log.enter()
    },
    'search.open': () => {
      place.go('search')
      page.focusSearch()
    },
    'filter.open': () => {
      stores.overlay.open('filter')
    },
    'filter.clear': async () => {
      if (place.getState().at === 'log') await log.narrow(WHOLE_LOG)
      else await queue.show({ ...WHOLE_QUEUE, place: queue.getState().view.place })
    },
    'log.verify': () => log.verify(),
  } satisfies Partial<Runners>
}
