import './zod-csp.ts'
import './styles/tokens.css'
import './styles/base.css'
import './styles/layout.css'
import './styles/queue.css'
import './styles/bursts.css'
import './styles/case.css'
import './styles/decide.css'
import './styles/sheets.css'
import './styles/plain.css'
import './styles/amend.css'
import './styles/places.css'
import './styles/batch.css'
import './styles/offline.css'
import './styles/contested.css'
import './styles/people.css'
import './styles/flow.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { choosing } from './commands/choosing.ts'
import { createDispatcher } from './commands/dispatcher.ts'
import { keepKeys } from './commands/key-keeper.ts'
import { createKeyListener } from './commands/key-listener.ts'
import { pageOf } from './commands/page.ts'
import { createRunners } from './commands/runners.ts'
import { applySettings } from './settings-page.ts'
import { createLinkStore } from './stores/link-store.ts'
import { screenOf } from './stores/screen.ts'
import { createStores } from './stores/stores.ts'
import { platform } from './ui/platform.ts'
import { dialer } from './wire.ts'

const CLOCK_MS = 250

const root = document.getElementById('root')
if (!root) throw new Error('no root element')

const link = createLinkStore(dialer(window))
const stores = createStores(link.client, {
  time: { wall: () => Date.now(), steady: () => performance.now() },
  shelf: localStorage,
})
const screen = (typing: boolean) => screenOf(stores, link.getState().line, typing)
const dispatch = createDispatcher(createRunners(stores, pageOf(document)), () => screen(false))
const onKey = createKeyListener({ platform, dispatch, screen, choose: choosing(stores) })

applySettings(stores.settings, document.documentElement)
window.addEventListener('keydown', keepKeys(stores, onKey))
setInterval(stores.clock.tick, CLOCK_MS)
link.start(stores.readAll)

createRoot(root).render(
  <StrictMode>
    <App console={{ stores, link, dispatch }} />
  </StrictMode>,
)
