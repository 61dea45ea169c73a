import type { SampleArticle } from './thread.ts'

export const lastRoll: SampleArticle = {
  slug: 'main-street-bakery-closes',
  section: 'Life',
  title: 'The last roll: Main Street bakery closes after 91 years',
  standfirst: 'The queue went round the corner to the bank. The bank closed in 2017.',
  byline: 'By our features writer',
  hoursAgo: 22,
  paragraphs: [
    'At six minutes past eleven on Saturday the last roll from the Main Street bakery was sold to a man who had bought his first one there in 1949.',
    'He asked that his name be left out and that it be well fired.',
    'The ovens, which were lit by the present owner’s grandfather, have been out since Sunday. She is 67, her knees have gone, and neither of her sons would take it on. “I don’t blame them,” she said. “I’ve seen half past two in the morning every day since I was sixteen.”',
    'The recipe for the butter biscuit will not be published.',
  ],
  threads: [
    {
      by: 'cold_tea_isobel',
      ago: 1175,
      text: 'Ninety-one years and never once a soggy bottom. Enjoy your lie-ins, hen. You’ve earned every one.',
      replies: [
        { by: 'CaptainHaar', text: 'Well-fired or nothing.' },
        { by: 'tattie_howker', text: 'Well-fired is burnt. There, I’ve said it.' },
        {
          by: 'CaptainHaar',
          text: 'Somebody remove this man.',
          reports: [
            {
              rule: 'CON-ABU',
              words: 'Calling for a reader to be removed.',
              from: 'loyal_reporter',
              after: 19,
            },
          ],
        },
      ],
    },
    {
      by: 'linnside_lad',
      ago: 900,
      text: 'I know a man who knows a man who has the butter biscuit recipe. It’s the lard. That’s all I was told.',
      replies: [
        { by: 'stoor_and_soor', text: 'Delete this before they come for you.' },
        {
          by: 'shore_street_sheila',
          text: 'It is NOT lard. I have it from the horse’s mouth. It’s the tray.',
        },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 650,
      text: 'Use it or lose it. All of you weeping on here were in the supermarket on Friday buying their sourdough. I saw at least three of you.',
      reports: [
        { rule: 'CON-HAR', words: 'Is he following people round the shops?', after: 33 },
        { rule: null, words: 'He’s right and I don’t like it.', after: 58 },
      ],
      replies: [{ by: 'fresh_start_22', text: 'It was on offer 🥲' }],
    },
    {
      by: 'BurnsideBob',
      ago: 470,
      text: 'Health inspectors shut it, that’s the truth of it. Mice in the flour. My brother-in-law delivered there.',
      reports: [
        {
          rule: 'LEG-DEF',
          words: 'I am her son. It is a lie: the last inspection was a pass, and it’s on the wall.',
          quote: 'Mice in the flour',
          after: 9,
        },
        { rule: 'FAC-ERR', words: 'She retired. It’s in the article.', after: 21 },
      ],
    },
    {
      by: 'quiet_quine',
      ago: 260,
      text: 'She used to put an extra one in the bag for my dad when he’d lost his job, and never let on. He never let on that he knew.',
    },
    {
      by: 'glaikit_and_proud',
      ago: 30,
      text: 'RIP the steak bake. Anyone selling the sign? Asking for a friend with a van and a wet b*****d of a garage wall to hide.',
      reports: [
        {
          rule: 'CON-OBS',
          words: 'No need for it.',
          quote: 'b*****d',
          from: 'tidy_reader',
          after: 6,
        },
      ],
      replies: [{ by: 'shore_street_sheila', text: 'The museum has the sign. Hands off.' }],
    },
  ],
}
