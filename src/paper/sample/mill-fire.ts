import type { SampleArticle } from './thread.ts'

export const millFire: SampleArticle = {
  slug: 'man-in-court-over-burnside-mill-fire',
  section: 'News',
  title: 'Man, 34, in court over Burnside Mill fire',
  standfirst:
    'The blaze destroyed the listed spinning mill and drove sixty families from their beds. The case is now before the sheriff.',
  byline: 'By our court reporter',
  hoursAgo: 23,
  paragraphs: [
    'A 34-year-old man appeared in private at Strathlinn Sheriff Court yesterday charged with wilful fire-raising at Burnside Mill.',
    'He made no plea and was remanded in custody. He cannot be named until he appears again next week.',
    'The fire broke out shortly after two in the morning on the third of the month and burned for eleven hours. Two firefighters were treated for the effects of smoke. Sixty families in the neighbouring tenements spent the night in the academy’s games hall.',
    'The mill, which closed in 1987, was to have been turned into flats. The developer said yesterday that it was too early to talk about what comes next.',
    'Readers are reminded that proceedings are active. Please say nothing about the accused, the evidence or anybody’s past.',
  ],
  threads: [
    {
      by: 'shore_street_sheila',
      ago: 1180,
      text: 'My mother worked the carding room there for thirty-one years. Watched it go from her window and didn’t say a word. Just made the tea.',
      replies: [
        {
          by: 'cold_tea_isobel',
          text: 'Mine too, in the finishing flat. The noise of it, she used to say, and then the quiet.',
        },
        {
          by: 'stoor_and_soor',
          text: 'The bell still rang on the hour till the roof went. Gave me a shiver.',
        },
      ],
    },
    {
      by: 'BurnsideBob',
      ago: 1100,
      text: 'No surprise to anyone on the scheme. He did the exact same at the bowling club in 2019 and got a slap on the wrist. Whole street saw him running with the can.',
      reports: [
        {
          rule: 'LEG-COC',
          words: 'This man has not been tried yet and here is somebody giving out his record.',
          quote: 'He did the exact same at the bowling club in 2019',
          after: 3,
        },
        { rule: 'LEG-COC', words: 'Contempt. Your own article says not to do this.', after: 5 },
        {
          rule: 'LEG-COC',
          words: 'I may be a witness in this and I should not be reading it.',
          quote: 'Whole street saw him running with the can',
          after: 8,
        },
        { rule: 'LEG-DEF', words: 'It says he is guilty as a fact.', after: 11 },
        { rule: 'LEG-COC', words: 'Could collapse the trial. Please act quickly.', after: 14 },
        { rule: null, words: 'Get this down before the lawyers see it.', after: 26 },
      ],
      replies: [
        {
          by: 'twa_corbies',
          text: 'Bob, read the last line of the article. You’re doing his lawyer’s work for him.',
          replies: [
            {
              by: 'BurnsideBob',
              text: 'I’ll say what I like about what I seen with my own eyes. Ask anybody at number 14, that’s where he stays.',
              reports: [
                {
                  rule: 'LEG-ANON',
                  words: 'The court has not named him, and now everybody knows the door.',
                  quote: 'Ask anybody at number 14, that’s where he stays',
                  after: 4,
                },
                {
                  rule: 'PRV-DATA',
                  words: 'There is a granny and two bairns at that address.',
                  after: 9,
                },
              ],
            },
          ],
        },
      ],
    },
    {
      by: 'numpty_watch',
      ago: 870,
      text: 'If he ever shows his face down the Burnside he’ll get a can of the same poured over him, and I know six boys who’ll hold the match.',
      reports: [
        {
          rule: 'SAF-THR',
          words: 'A threat to set fire to a man. I don’t care what he is meant to have done.',
          quote: 'he’ll get a can of the same poured over him',
          after: 7,
        },
        { rule: 'SAF-THR', words: 'Inciting violence. I have told the police as well.', after: 19 },
      ],
      replies: [
        { by: 'quiet_quine', text: 'Away and have a lie down. This helps nobody who lost a home.' },
      ],
    },
    {
      by: 'wee_red_door',
      ago: 640,
      text: 'We were one of the sixty. What nobody mentions is the dinner ladies who came in at four in the morning without being asked and made porridge for three hundred. That’s the story I’ll tell.',
      replies: [
        {
          by: 'Kirkton Mum',
          text: '❤️ My sister was one of them. She’ll greet when she reads this.',
        },
        {
          by: 'fresh_start_22',
          text: 'Is there still a collection for bedding? Have a whole kist of it here.',
        },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 420,
      text: 'Funny how a listed building that stood empty for thirty-odd years goes up in smoke six weeks after the flats are turned down. I make no suggestion. But the developer will be warm this winter.',
      reports: [
        {
          rule: 'LEG-DEF',
          words:
            'It is saying the developer had the mill burned down for money. “I make no suggestion” does not help.',
          quote: 'the developer will be warm this winter',
          after: 16,
        },
      ],
      replies: [
        {
          by: 'dr_dreich',
          text: 'The flats were not turned down. The article says they were to go ahead.',
        },
      ],
    },
    {
      by: 'sandy_the_spark',
      ago: 160,
      text: 'Spare a thought for the boys of blue watch. Eleven hours on that roof in a north wind.',
    },
    {
      by: 'Morag of the Braes',
      ago: 95,
      text: 'It’s two brothers from the caravans, everybody at the school gate says so. The older one has form for bins.',
      reports: [
        {
          rule: 'LEG-COC',
          words: 'More of it. One man is charged and she names others.',
          quote: 'two brothers from the caravans',
          after: 5,
        },
        {
          rule: 'CON-HATE',
          words:
            'It’s always “the caravans”. There is one Traveller family and they had nothing to do with it.',
          after: 17,
        },
      ],
    },
  ],
}
