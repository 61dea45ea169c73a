import { type CommandId, commandOf } from '../../shared/commands/catalogue.ts'
import { printKeys } from '../../shared/commands/keys.ts'
import { platform } from './platform.ts'

/** Key caps: of a command, or of a key that the terms give. Decoration: the name says what it does. */
export function Kbd({ of, cap }: { readonly of?: CommandId; readonly cap?: string }) {
  const binding = of ? commandOf(of).keys[0] : undefined
  const caps = binding ? printKeys(binding, platform) : [cap ?? '']
  return (
    <span className="caps" aria-hidden="true">
      {caps.map((one, i) => (
        <kbd key={`${one}-${i}`}>{one}</kbd>
      ))}
    </span>
  )
}
