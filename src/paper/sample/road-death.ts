import type { SampleArticle } from './thread.ts'

export const roadDeath: SampleArticle = {
  slug: 'cyclist-dies-on-a8891',
  section: 'News',
  title: 'Cyclist, 19, dies after collision on A8891',
  standfirst:
    'The young man was on his way home from the early shift at the creamery. His family have asked to be left alone.',
  byline: 'By our staff',
  hoursAgo: 21,
  paragraphs: [
    'A 19-year-old man has died after a collision between a bicycle and a van on the A8891 near the Larch Brae junction.',
    'Police were called shortly before three on Tuesday afternoon. The man was taken to hospital by air ambulance and died there during the night. The driver of the van, a man of 52, was not hurt.',
    'The young man worked at Strathlinn Creamery and played in goal for the amateurs. His family thanked those who had stopped to help him and asked to be left alone.',
    'The road was closed for seven hours. It is the fourth death on that stretch in six years. Officers would like to hear from anybody with a dash camera.',
  ],
  threads: [
    {
      by: 'shore_street_sheila',
      ago: 1120,
      text: 'He served me at the creamery shop on Saturdays. Always a joke and always the heavier half-pound. God rest him.',
      replies: [
        {
          by: 'linnside_lad',
          text: 'Best keeper we ever had at the amateurs. The changing room’s not going to be the same.',
        },
        { by: 'cold_tea_isobel', text: 'His poor mother.' },
      ],
    },
    {
      by: 'numpty_watch',
      ago: 1060,
      text: 'Another one in black with no lights I bet. One less lycra lout holding us all up. Maybe the rest will get the message.',
      reports: [
        {
          rule: 'CON-GRF',
          words: 'He was my cousin. He was nineteen.',
          quote: 'One less lycra lout holding us all up',
          after: 2,
        },
        { rule: 'CON-GRF', words: 'Vile. His mother reads this paper.', after: 4 },
        { rule: 'CON-GRF', words: 'How is this still up?', after: 7 },
        { rule: 'SAF-THR', words: 'Celebrating that somebody was killed.', after: 9 },
        {
          rule: 'CON-GRF',
          words: 'Disgusting thing to write about a boy coming home from his work.',
          after: 15,
        },
        { rule: null, words: 'Please take this away. We are burying him on Friday.', after: 33 },
      ],
      replies: [
        { by: 'Rovers till I die', text: 'It was three in the afternoon, you ghoul.' },
        {
          by: 'sandy_the_spark',
          text: 'I hope you have the day that family’s having, and I hope you have it soon.',
          reports: [
            { rule: 'CON-ABU', words: 'Wishing a death on someone is no better.', after: 20 },
          ],
        },
      ],
    },
    {
      by: 'BurnsideBob',
      ago: 820,
      text: 'The van’s from the plumber’s at the Cross. I’ve seen him on his phone at the wheel a dozen times. He killed that laddie as sure as if he’d used a gun.',
      reports: [
        {
          rule: 'LEG-DEF',
          words: 'There is one plumber at the Cross and it was not his van at all.',
          quote: 'The van’s from the plumber’s at the Cross',
          after: 5,
        },
        {
          rule: 'LEG-COC',
          words: 'The police are still asking for witnesses.',
          quote: 'He killed that laddie',
          after: 22,
        },
      ],
      replies: [
        {
          by: 'Una McQuaich',
          text: 'You don’t know that, Bob. None of us do. Let the police do their job.',
        },
      ],
    },
    {
      by: 'dr_dreich',
      ago: 570,
      text: 'Four in six years. There was money for a path along that stretch in 2018, and it went on a roundabout nobody asked for. Somebody should answer for that, in due course and in public.',
      replies: [{ by: 'twa_corbies', text: 'In due course. Not today.' }],
    },
    {
      by: 'tattie_howker',
      ago: 390,
      text: 'There’s a white bike tied to the sign at Larch Brae now with his gloves on it. Whoever did that, thank you.',
    },
    {
      by: 'braw_bargains_direct',
      ago: 250,
      text: 'Stay safe out there! Dash cams from £19.99 while stocks last at braw-bargains.example/cams',
      reports: [
        { rule: 'SPM-ADV', words: 'An advert. On THIS story.', from: 'tidy_reader', after: 4 },
        { rule: 'CON-GRF', words: 'Selling cameras off the back of a boy’s death.', after: 10 },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 35,
      text: 'Sorry for the family, but cyclists pay no road tax and this is what happens.',
      reports: [
        {
          rule: 'CON-GRF',
          words: '“This is what happens.” He was coming home from work.',
          quote: 'this is what happens',
          after: 4,
        },
        { rule: 'FAC-ERR', words: 'Nobody pays road tax. It went in 1937.', after: 19 },
      ],
    },
  ],
}
