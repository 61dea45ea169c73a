import type { SampleArticle } from './thread.ts'

export const harbourTolls: SampleArticle = {
  slug: 'harbour-trust-to-charge-day-boats',
  section: 'Business',
  title: 'Harbour trust to charge day boats from April',
  standfirst:
    'Fourteen pounds a tide, and no exception for the creel men. Skippers talk of going up the coast.',
  byline: 'By our business desk',
  hoursAgo: 24,
  paragraphs: [
    'Every boat that ties up at Strathlinn harbour for less than a night will pay fourteen pounds from April, the harbour trust has decided.',
    'The trust says that the new toll will raise about £40,000 a year towards dredging, which it has not been able to afford since the winter storms of two years ago. The channel now dries at low springs.',
    'Creel fishermen, who may come and go twice in a day, asked for a yearly ticket and were refused by five votes to four. “We are not a charity,” said the chairman after the meeting.',
    'A petition at the chandler’s had four hundred names by last night.',
  ],
  threads: [
    {
      by: 'CaptainHaar',
      ago: 1150,
      text: 'Fourteen pounds to sit on the mud. I’d want a deckchair and a sandwich for that.',
      replies: [
        {
          by: 'harbour_light',
          text: 'The deckchair is another six pounds. The sandwich is under review.',
        },
        { by: 'tattie_howker', text: 'Mud’s extra in the school holidays.' },
      ],
    },
    {
      by: 'linnside_lad',
      ago: 980,
      text: 'Sums: two tides a day, five days a week, forty-odd weeks. That’s the best part of six grand for a man who clears twenty. There won’t be a creel boat here in three years.',
      replies: [
        {
          by: 'ratepayer_59',
          text: 'And who should pay for the dredger? Me? I’ve never been in a boat in my life and never will.',
          replies: [
            {
              by: 'linnside_lad',
              text: 'You’ve eaten a crab, though.',
            },
            {
              by: 'glaikit_and_proud',
              text: 'He’s a crabbit old sod right enough 🦀',
              reports: [
                {
                  rule: 'CON-ABU',
                  words: 'I am the person it is about. I will not be called that.',
                  quote: 'crabbit old sod',
                  after: 21,
                },
              ],
            },
          ],
        },
      ],
    },
    {
      by: 'peat_reek',
      ago: 720,
      text: 'Five votes to four, and three of the five have berths on the pontoon that pay NOTHING. The chairman has had his hand in that till since the old slip was sold. Ask him where the money went.',
      reports: [
        {
          rule: 'LEG-DEF',
          words: 'He calls the chairman a thief. He is a named person, anybody can look him up.',
          quote: 'The chairman has had his hand in that till',
          after: 10,
        },
        {
          rule: 'FAC-ERR',
          words: 'Pontoon berths pay £900 a year each. It is in the accounts.',
          quote: 'pay NOTHING',
          after: 47,
        },
        {
          rule: 'LEG-DEF',
          words: 'Speaking for the trust: we have passed this to our solicitor.',
          after: 140,
        },
      ],
      replies: [
        {
          by: 'Una McQuaich',
          text: 'I keep the books for two of the boats. The pontoon pays, and pays plenty. Check before you chuck mud.',
        },
      ],
    },
    {
      by: 'braw_bargains_direct',
      ago: 500,
      text: 'BEAT THE TOLL!!! Second-hand boat trailers from £299, delivery free, finance arranged. See braw-bargains.example/trailers and use the code GAZETTE10',
      reports: [
        { rule: 'SPM-ADV', words: 'Advert. He is on every story.', from: 'tidy_reader', after: 6 },
        { rule: 'SPM-ADV', words: 'Spam', after: 33 },
      ],
    },
    {
      by: 'harbour_light',
      ago: 210,
      text: 'The dredging has to be paid for somehow; at low springs I can walk to the perch light in wellies. But a yearly ticket is only sense. Five to four isn’t the end of it.',
      replies: [
        { by: 'shore_street_sheila', text: 'Petition’s at six hundred now. Ink’s run out.' },
      ],
    },
    {
      by: 'Morag of the Braes',
      ago: 110,
      text: 'Sink the chairman’s launch some dark night and see how he likes the mud. I’d hold the torch 😂',
      reports: [
        {
          rule: 'SAF-THR',
          words: 'Maybe a joke, but somebody cut two moorings last week.',
          quote: 'Sink the chairman’s launch',
          after: 13,
        },
      ],
      replies: [{ by: 'CaptainHaar', text: 'It sinks fine by itself.' }],
    },
  ],
}
