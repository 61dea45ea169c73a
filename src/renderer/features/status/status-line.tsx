import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { SyncView } from '../../../shared/contract/models.ts'
import { useConsole, useDeskTime } from '../../context.tsx'
import { dayTime, syncSentence } from '../../stores/sentences.ts'
import { type IconName } from '../../glyphs.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'

/** Sync in words, the desk's clock, and where the keys are. */
export function StatusLine({ children }: { readonly children: ReactNode }) {
  const { stores, dispatch } = useConsole()
  const sync = useStore(stores.sync, (state) => state.sync)
  const sentence = useDeskTime((now) => syncSentence(sync, now))
  const clock = useDeskTime(dayTime)
  const [icon, colour] = glyph(sync)
  return (
    <footer className="status" aria-label="Status">
      <span className="sentence" id="sync">
        <span className={colour}>
          <Icon name={icon} />
        </span>
        {sentence}
      </span>
      {/* Read out when the kind changes, not each second. */}
      <span className="vh" role="status">
        {kindSentence(sync)}
      </span>
      {children}
      <span className="end">
        Desk clock <time>{clock}</time>
        {clockNote(sync)}
      </span>
      <button type="button" onClick={(e) => dispatch('keys.open', e.timeStamp)}>
        <Kbd of="keys.open" /> Keys
      </button>
    </footer>
  )
}

function clockNote(sync: SyncView | undefined): string {
  if (sync?.offsetMs == null) return ' (this machine’s)'
  return sync.state === 'offline' ? ' (estimated)' : ''
}

function glyph(sync: SyncView | undefined): [IconName, string] {
  if (!sync) return ['wait', 'q2']
  if (sync.contested + sync.refused > 0 || sync.state === 'upgrade' || sync.state === 'revoked')
    return ['warn', 'alertc']
  if (sync.state === 'offline') return ['offline', 'warn']
  if (sync.state === 'signed-out') return ['lock', 'q2']
  if (sync.state === 'first-sync' || sync.waiting > 0) return ['wait', 'q2']
  return ['keep', 'goodc']
}

function kindSentence(sync: SyncView | undefined): string {
  if (!sync || sync.state === 'signed-out' || sync.state === 'first-sync') return ''
  if (sync.state === 'offline') return 'Offline.'
  if (sync.state === 'upgrade' || sync.state === 'revoked') return syncSentence(sync, 0)
  return 'In touch with the desk.'
}
