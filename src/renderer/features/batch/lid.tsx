import { useStore } from 'zustand'
import { useConsole } from '../../context.tsx'
import { Icon } from '../../ui/icon.tsx'

/** That nothing is lost by closing the lid; not said where the disk refuses what is made. */
export function Lid() {
  const code = useStore(useConsole().stores.sync, (state) => state.sync?.problem?.code)
  const known = useStore(useConsole().stores.outbox, (state) => state.outbox !== undefined)
  if (!known || code === 'store-damaged' || code === 'disk-full' || code === 'store-unwritable')
    return null
  return (
    <p className="note good">
      <Icon name="lock" />
      <span>
        <b>You may close the lid.</b> Every decision was on disk before you saw it made.
      </span>
    </p>
  )
}
