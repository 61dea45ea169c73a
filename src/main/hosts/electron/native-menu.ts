import type { MenuItemConstructorOptions } from 'electron/main'

/** The menu bar until the command catalogue fills it: what text fields and quitting need. */
export const nativeMenu: MenuItemConstructorOptions[] = [
  { label: 'Linesman', submenu: [{ role: 'quit' }] },
  {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  },
]
