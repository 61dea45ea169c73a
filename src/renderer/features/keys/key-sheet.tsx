import { commandOf } from '../../../shared/commands/catalogue.ts'
import { keySheet } from '../../../shared/commands/listings.ts'
import { printKeys } from '../../../shared/commands/keys.ts'
import { useConsole } from '../../context.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { platform } from '../../ui/platform.ts'

/** Every key there is, from the catalogue. */
export function KeySheet() {
  const { overlay } = useConsole().stores
  return (
    <Dialog label="Keys" className="keys" focusSheet onLeave={overlay.close}>
      <div className="ph">
        <h2>Keys</h2>
        <span className="q3 small">A verb, then its reason. Off while you type.</span>
      </div>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it (WCAG 2.1.1) */}
      <div className="cols" tabIndex={0} role="group" aria-label="Every key">
        {keySheet().map(({ menu, ids }) => (
          <section key={menu} aria-label={menu}>
            <h3>{menu}</h3>
            <dl>
              {menu === 'Then the reason' ? <Letters /> : null}
              {ids.map((id) => {
                const { title, keys } = commandOf(id)
                return <Line key={id} title={title} caps={printKeys(keys[0] ?? '', platform)} />
              })}
            </dl>
          </section>
        ))}
      </div>
      <div className="pf">
        <button type="button" className="end" onClick={overlay.close}>
          <Kbd of="leave" /> Close
        </button>
      </div>
    </Dialog>
  )
}

function Letters() {
  return (
    <>
      <Line title="Its own letter" caps={['a', '…', 'z']} />
      <Line title="First to fourth likeliest" caps={['1', '…', '4']} />
    </>
  )
}

function Line({ title, caps }: { readonly title: string; readonly caps: readonly string[] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {caps.map((cap, i) => (
          <kbd key={`${cap}-${i}`}>{cap}</kbd>
        ))}
      </dd>
    </>
  )
}
