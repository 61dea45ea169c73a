import { html, type Html } from './html.ts'

const timeZone = 'Europe/London'
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long' })
const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })

/** A day as the paper prints it, such as 12 May 2026; local to the paper. */
export const dayOf = (at: string): string => day.format(new Date(at))

/** The paper's date line, such as Tuesday 12 May 2026. */
export const dateLine = (at: string): string => `${weekday.format(new Date(at))} ${dayOf(at)}`

/** A day and a time, such as 12 May 2026, 14:32; local to the paper. */
export const dayAndTime = (at: string): string => `${dayOf(at)}, ${time.format(new Date(at))}`

/** The same as an element that machines read. */
export const timeElement = (at: string): Html =>
  html`<time datetime="${at}">${dayAndTime(at)}</time>`
