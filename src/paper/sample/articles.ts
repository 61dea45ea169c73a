import { councilRents } from './council-rents.ts'
import { ferryRefit } from './ferry-refit.ts'
import { harbourTolls } from './harbour-tolls.ts'
import { lastRoll } from './last-roll.ts'
import { millFire } from './mill-fire.ts'
import { pierFestival } from './pier-festival.ts'
import { roadDeath } from './road-death.ts'
import { roversMatch } from './rovers-match.ts'
import { schoolClosure } from './school-closure.ts'
import type { SampleArticle } from './thread.ts'
import { windTurbines } from './wind-turbines.ts'

/** The sample's articles; the first of each section decides the order of the sections. */
export const sampleArticles: readonly SampleArticle[] = [
  ferryRefit,
  roadDeath,
  millFire,
  councilRents,
  schoolClosure,
  harbourTolls,
  windTurbines,
  roversMatch,
  pierFestival,
  lastRoll,
]
