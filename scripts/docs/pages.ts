import { commandOf } from '../../src/shared/commands/catalogue.ts'
import { keySheet } from '../../src/shared/commands/listings.ts'
import { printKeys } from '../../src/shared/commands/keys.ts'
import { contract, events } from '../../src/shared/contract/contract.ts'
import { defaultTerms } from '../../src/shared/domain/default-terms.ts'
import { arrows, deliveryStates, UNDO_WINDOW_MS } from '../../src/shared/domain/delivery.ts'
import { remedies } from '../../src/shared/domain/problem.ts'
import { statusOf } from '../../src/shared/desk/desk.ts'
import { openApi } from './openapi.ts'
import { shapeOf } from './shape.ts'

const PRINTED = 'Printed from the code by `npm run docs`. Change the code, not this page.\n'

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const entry = (name: string, shape: string) => `### ${name}\n\n\`\`\`text\n${shape}\n\`\`\``

function deliveryPage(): string {
  const drawn = deliveryStates.flatMap((from) =>
    Object.entries(arrows[from]).map(([event, to]) => `  ${from} --> ${to}: ${event}`),
  )
  const finals = deliveryStates.filter((state) => Object.keys(arrows[state]).length === 0)
  return [
    '# Deliveries',
    PRINTED,
    'A decision never changes; its delivery moves along these arrows and no others. The same table makes the code, the check in the database and the property tests.',
    `\`\`\`mermaid\nstateDiagram-v2\n  [*] --> held\n${drawn.join('\n')}\n${finals.map((state) => `  ${state} --> [*]`).join('\n')}\n\`\`\``,
    `A decision is held for ${UNDO_WINDOW_MS / 1000} seconds on the device's monotonic clock; a restart or a quit releases what was held. \`sending\` is on disk before the first byte leaves, so what may have been sent can no longer be withdrawn. After a crash or a lost connection the same bytes go again under the same id.`,
    table(
      ['State', 'Event', 'Next'],
      deliveryStates.flatMap((from): string[][] => {
        const steps = Object.entries(arrows[from])
        return steps.length === 0
          ? [[`\`${from}\``, '–', 'final']]
          : steps.map(([event, to]) => [`\`${from}\``, event, `\`${to}\``])
      }),
    ),
  ].join('\n\n')
}

function errorsPage(): string {
  const codes = Object.entries(remedies) as [keyof typeof remedies, string][]
  return [
    '# Errors',
    PRINTED,
    'Failures are data: a code, a sentence, and where it helps the fields that were refused. What a person can do about it is the remedy. Codes are public: one may be added, none renamed.',
    table(
      ['Code', 'Remedy', 'HTTP status'],
      codes.map(([code, remedy]) => [`\`${code}\``, remedy, String(statusOf(code))]),
    ),
  ].join('\n\n')
}

function contractPage(): string {
  return [
    '# The contract between the renderer and the core',
    PRINTED,
    'Text frames of JSON: `{"k":"call","id":1,"method":"queue.index","input":{}}` is answered by `{"k":"ok","id":1,"output":…}` or `{"k":"no","id":1,"problem":…}`; `{"k":"event","name":"sync.changed","payload":…}` comes unasked. Both ends check every frame.',
    '## Methods',
    ...Object.entries(contract).map(([name, { input, output }]) =>
      entry(name, `${shapeOf(input)}\n→ ${shapeOf(output, 1)}`),
    ),
    '## Events',
    ...Object.entries(events).map(([name, payload]) => entry(name, shapeOf(payload, 1))),
  ].join('\n\n')
}

function keysPage(): string {
  const shown = (binding: string) =>
    printKeys(binding, 'other')
      .map((key) => `\`${key}\``)
      .join(' ')
  const { rules, outcomes } = defaultTerms
  return [
    '# Keys',
    PRINTED,
    'Off while typing. Matched by what a key prints, so every layout presses the letter it reads. On a Mac `ctrl` is `⌘`. A deciding key never repeats when it is held.',
    ...keySheet().flatMap(({ menu, ids }) => [
      `## ${menu}`,
      table(
        ['Keys', 'Does'],
        ids.map(commandOf).map(({ title, keys }) => [keys.map(shown).join(' or '), title]),
      ),
    ]),
    '## Rules, once a verb is pressed',
    'Each has one letter for ever, set in the terms. No rule uses `f a d e z j k x`, so a bouncing verb key can never choose one.',
    table(
      ['Key', 'Rule', 'Severity'],
      rules.map(({ key, title, severity }) => [`\`${key}\``, title, `S${severity}`]),
    ),
    '## Other outcomes',
    table(
      ['Key', 'Outcome', 'After'],
      outcomes.map(({ key, title, verbs }) => [`\`${key}\``, title, verbs.join(', ')]),
    ),
  ].join('\n\n')
}

/** The documents that are printed from the code: file name under docs/ → text. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ['KEYS.md', keysPage()],
    ['DELIVERY.md', deliveryPage()],
    ['ERRORS.md', errorsPage()],
    ['CONTRACT.md', contractPage()],
    ['openapi.json', JSON.stringify(openApi())],
  ])
}

/** How a page of this name is formatted. */
export const formatOf = (name: string) => ({
  parser: name.endsWith('.json') ? 'json' : 'markdown',
  printWidth: 100,
})
