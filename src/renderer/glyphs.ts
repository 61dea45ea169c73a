/** The strokes of every glyph, on a grid of sixteen. */
export const glyphs = {
  keep: 'M3 8.5l3.2 3L13 4.5',
  amend: 'M2.5 8h11M4 4.5h5M4 11.5h8',
  delete: 'M4 4l8 8M12 4l-8 8',
  restore: 'M3 7.5a5 5 0 1 1 1.2 4M3 3.5v4h4',
  escalate: 'M8 13V3.5M4 7l4-4 4 4',
  back: 'M13 8H3.5M7 4L3 8l4 4',
  search: 'M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8M10 10l3.5 3.5',
  shield: 'M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4zM5.7 8l1.7 1.7L10.5 6.5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2 1.3',
  warn: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.8v.1',
  offline: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M4.2 11.8l7.6-7.6',
  person: 'M8 3a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M3.5 13c.6-2.6 2.3-4 4.5-4s3.9 1.4 4.5 4',
  lock: 'M4.5 7h7a1 1 0 0 1 1 1v4a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1M5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  wait: 'M4.5 2.5h7M4.5 13.5h7M5 2.5c0 3 6 4.5 6 8v3M11 2.5c0 3-6 4.5-6 8v3',
  two: 'M3 4h4v8H3zM9 4h4v8H9z',
  move: 'M5 6l3-3 3 3M5 10l3 3 3-3',
} as const
export type IconName = keyof typeof glyphs
