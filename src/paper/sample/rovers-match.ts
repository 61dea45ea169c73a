import type { SampleArticle } from './thread.ts'

export const roversMatch: SampleArticle = {
  slug: 'rovers-2-kilbrannan-thistle-2',
  section: 'Sport',
  title: 'Rovers 2, Kilbrannan Thistle 2: a point thrown in the burn',
  standfirst:
    'Two up at the pies, two apiece at the whistle, and a penalty that will be talked about till the thaw.',
  byline: 'By our man at Linn Park',
  hoursAgo: 21,
  paragraphs: [
    'Rovers led by two goals at half-time, and by two goals with nine minutes left, and drew.',
    'The first half was as good as anything that Linn Park has seen this season. A header from the big centre-half at a corner, then a run from the halfway line by the boy on loan that had the old stand on its feet.',
    'What happened afterwards depends on whom you ask. Thistle pulled one back from a free kick that took two deflections. Then, in the third minute of added time, the referee pointed to the spot for a handball that half of the crowd did not see and the other half say was a shoulder.',
    'The manager would not talk about the penalty. “I like my touchline,” he said.',
  ],
  threads: [
    {
      by: 'Rovers till I die',
      ago: 1170,
      text: 'SHOULDER. I was ten feet away. SHOULDER SHOULDER SHOULDER.',
      replies: [
        {
          by: 'sandy_the_spark',
          text: 'I was a hundred feet away with a pie and even the pie said shoulder.',
        },
        {
          by: 'linnside_lad',
          text: 'Second goal for them was three yards off as well, no that anyone’s greeting about it.',
          replies: [{ by: 'Rovers till I die', text: 'I am greeting about it.' }],
        },
      ],
    },
    {
      by: 'LinnLoyal1912',
      ago: 1090,
      text: 'Check what school the ref went to, that’s all I’m saying. His kind have never given us a decision and never will. Same hymn sheet, the lot of them.',
      reports: [
        {
          rule: 'CON-HATE',
          words: 'Sectarian. We all know what “what school” means.',
          quote: 'Check what school the ref went to',
          after: 5,
        },
        { rule: 'CON-HATE', words: 'This is why I stopped bringing my boys.', after: 13 },
        { rule: 'CON-HATE', words: 'Bigotry in plain sight.', quote: 'His kind', after: 17 },
        { rule: 'LEG-DEF', words: 'Says a referee cheats because of his religion.', after: 70 },
      ],
      replies: [
        {
          by: 'twa_corbies',
          text: 'He went to Kirkton Primary with me. He was sick on the bus to the zoo. That’s all that’s known against him.',
        },
      ],
    },
    {
      by: 'BurnsideBob',
      ago: 1040,
      text: 'Somebody should be waiting for that referee at his motor next time. Silver estate, he parks it behind the chip shop. Just saying. A wee reminder about shoulders.',
      reports: [
        {
          rule: 'SAF-THR',
          words: 'Telling people where to find the referee and to hurt him.',
          quote: 'Somebody should be waiting for that referee at his motor',
          after: 6,
        },
        {
          rule: 'SAF-THR',
          words: 'I’m a referee in the juniors. This is how it starts.',
          after: 20,
        },
        {
          rule: 'PRV-DATA',
          words: 'His car and where it is parked.',
          quote: 'Silver estate, he parks it behind the chip shop',
          after: 28,
        },
      ],
      replies: [{ by: 'Rovers till I die', text: 'No, Bob. Naw. Just naw.' }],
    },
    {
      by: 'stoor_and_soor',
      ago: 700,
      text: 'The boy on loan, though. I’ve been coming since the pitch had a slope and I’ve not seen a run like that.',
      replies: [
        { by: 'peat_reek', text: 'Enjoy him till January. He’ll be away to a club with a roof.' },
        { by: 'tattie_howker', text: 'We have a roof. It’s just not over anything.' },
      ],
    },
    {
      by: 'glaikit_and_proud',
      ago: 480,
      text: 'Gaffer’s a clueless f***wit, subs were a f***ing joke, and I’m no paying £16 for s*** like that again.',
      reports: [
        { rule: 'CON-OBS', words: 'The stars fool nobody.', quote: 'f***wit', after: 11 },
        {
          rule: 'CON-OBS',
          words: 'Language. It’s a family paper.',
          from: 'tidy_reader',
          after: 29,
        },
      ],
      replies: [
        {
          by: 'shore_street_sheila',
          text: 'You said that in August, and you were back for the cup.',
        },
        { by: 'glaikit_and_proud', text: 'I left my scarf.' },
      ],
    },
    {
      by: 'CaptainHaar',
      ago: 180,
      text: 'A draw is a draw. In 1978 we’d have lost that seven–nil and been glad of the exercise.',
      reports: [
        { rule: 'TOP-DIS', words: 'Nobody cares about 1978.', from: 'loyal_reporter', after: 35 },
      ],
    },
    {
      by: 'Rovers till I die',
      ago: 55,
      text: 'Update: watched it back eleven times. Shoulder.',
      replies: [
        { by: 'linnside_lad', text: 'Watched it twelve. Hand.' },
        {
          by: 'Rovers till I die',
          text: 'You’re a balloon, and you get it from your father.',
          reports: [
            {
              rule: 'CON-ABU',
              words: 'He’s my brother, but still.',
              quote: 'You’re a balloon',
              after: 6,
            },
          ],
        },
      ],
    },
  ],
}
