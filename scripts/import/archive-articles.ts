import type { ImportArticle } from '../../src/shared/platform/operator.ts'

type ArchiveArticle = Omit<ImportArticle, 'publishedAt'>

const article = (section: string, title: string, paragraph: string): ArchiveArticle => ({
  slug: `archive-${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .slice(0, 6)
    .join('-')}`,
  title,
  section,
  paragraph,
})

/** Under these stand imported comments that name no article of their own. All of it is invented. */
export const ARCHIVE_ARTICLES: readonly [ArchiveArticle, ...ArchiveArticle[]] = [
  article(
    'Politics',
    'Glenorran council votes to charge for parking on Sundays',
    'Councillors in Glenorran voted by eleven to nine last night to charge for parking on Sundays from the spring, after a meeting that ran past midnight.',
  ),
  article(
    'Politics',
    'Strathlinn assembly members back a second vote on the ferry levy',
    'The levy, a pound on every crossing to the islands, was meant to pay for two new boats and has so far paid for one feasibility study.',
  ),
  article(
    'News',
    'Kirk of Balwhinnan to become climbing centre despite objections',
    'The last service was held nine years ago; the pews went to a hotel. A hundred and forty people wrote to object, and sixty to agree.',
  ),
  article(
    'News',
    'Night bus to Port Ardoch withdrawn after drivers refuse route',
    'Drivers say that they have been spat at and threatened on four Saturdays running. Without the bus the last way home is a walk of six miles.',
  ),
  article(
    'Business',
    'Invercairn distillery asks for a tenth of the burn',
    'The distillery wants to double what it makes. Anglers, two farms and a trout hatchery drink from the same water.',
  ),
  article(
    'Business',
    'Wind farm at Drumfassie would be the tallest in the region',
    'Twenty-two turbines, each higher than the cathedral twice over, would stand in sight of every house in the glen.',
  ),
  article(
    'Education',
    'Lochmarrow school drops homework for a year',
    'The head teacher calls it an experiment with a control group. Parents are less agreed on what to call it.',
  ),
  article(
    'Health',
    'Cottage hospital at Aberfenny loses its night ward',
    'From May, patients will be taken forty miles by road after eight in the evening, the health board confirmed on Tuesday.',
  ),
  article(
    'Sport',
    'Strathlinn Thistle sack manager after seven defeats',
    'It was the goalkeeper who said it first, on the radio, before the board had met.',
  ),
  article(
    'Opinion',
    'Let the tourists pay for the roads they queue on',
    'Every July the single-track road to the Cailin Pools becomes a car park with a view, and every August we are sent the bill.',
  ),
  article(
    'Opinion',
    'Nobody is coming to save the high street but us',
    'Eleven shops have shut on the Tolbooth Brae since the bypass opened. I have bought something in each of the nine that remain.',
  ),
  article(
    'Environment',
    'Beavers return to the Linn and the farmers are not amused',
    'Three families of beavers have been counted between the weir and the old mill. So have four flooded fields.',
  ),
]
