import type { SampleArticle } from './thread.ts'

export const schoolClosure: SampleArticle = {
  slug: 'parents-vow-to-fight-school-closure',
  section: 'News',
  title: 'Parents vow to fight closure of Kirkton of Linn Primary',
  standfirst: 'The roll is down to nineteen. The bus would leave at ten past seven.',
  byline: 'By our education reporter',
  hoursAgo: 26,
  paragraphs: [
    'Parents at Kirkton of Linn Primary have promised to fight a plan to close the school next summer and take its nineteen pupils by bus to Strathlinn.',
    'The council says that the building needs £700,000 of work and that children do better in classes with others of their own age. A consultation opens on Monday and runs for six weeks.',
    'The bus would leave the village at ten past seven and be back at a quarter to five. “My youngest is five,” said one mother at a meeting in the hall. “She’d be away longer than I am.”',
    'The school opened in 1874. Its log book records that it was closed for snow on forty-one days in the winter of 1947, and for one day in 1911 because of a bear.',
  ],
  threads: [
    {
      by: 'Kirkton Mum',
      ago: 1195,
      text: 'Ten past seven. In the dark, on that road, in January. Whoever wrote the plan has never scraped a windscreen with a library card.',
      replies: [
        {
          by: 'dr_dreich',
          text: 'I was schooled there, all of six of us in the class. Did me no harm beyond the obvious.',
        },
        { by: 'CaptainHaar', text: 'Sorry, can we go back to the bear?' },
        {
          by: 'cold_tea_isobel',
          text: 'Travelling menagerie. It got into the coal shed. My great-granny was in the infants.',
        },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 960,
      text: 'Nineteen pupils and four staff. You could send them to a private school by taxi for less. That is a fact.',
      reports: [
        {
          rule: 'FAC-ERR',
          words:
            'Two teachers, not four, and the figure is nonsense. He keeps saying “that is a fact”.',
          quote: 'Nineteen pupils and four staff',
          after: 30,
        },
      ],
      replies: [{ by: 'Kirkton Mum', text: 'Two teachers. One of them does the dinners.' }],
    },
    {
      by: 'peat_reek',
      ago: 800,
      text: 'Let’s be honest about why the roll fell. It’s since that head teacher came. I want everyone who reads this to write to her, every day, at the school and at home, until she packs her bags. I’ve done eleven so far.',
      reports: [
        {
          rule: 'CON-HAR',
          words: 'He is getting up a campaign against one woman. She taught my children.',
          quote: 'until she packs her bags',
          after: 8,
        },
        {
          rule: 'CON-HAR',
          words: 'This has been going on under every school story since May.',
          after: 23,
        },
      ],
      replies: [
        {
          by: 'Una McQuaich',
          text: 'The roll fell because there’s nowhere for a young family to rent. Leave the woman alone.',
        },
      ],
    },
    {
      by: 'numpty_watch',
      ago: 590,
      text: 'Half of them need moving anyway. That wee laddie in P4 that the sheriff took off his father, the one with the red hair from the end cottage, he’s wild. Nobody’s learning anything.',
      reports: [
        {
          rule: 'LEG-ANON',
          words:
            'A child in care proceedings. There is one boy with red hair in that class. PLEASE remove.',
          quote: 'the one with the red hair from the end cottage',
          after: 3,
        },
        { rule: 'LEG-ANON', words: 'You cannot identify a child like this.', after: 7 },
        {
          rule: null,
          words: 'Cruel about a bairn of eight who has done nothing wrong.',
          after: 16,
        },
      ],
      replies: [
        {
          by: 'quiet_quine',
          text: 'For shame. Take that down yourself before somebody does it for you.',
        },
      ],
    },
    {
      by: 'Head Teacher KoL',
      ago: 400,
      text: 'As head teacher I can tell you all that I am IN FAVOUR of closing this school and have already accepted another post. Good riddance.',
      reports: [
        {
          rule: 'ACC-IMP',
          words: 'I am the head teacher and I did not write this.',
          quote: 'As head teacher I can tell you all',
          after: 18,
        },
        { rule: 'ACC-IMP', words: 'Fake. Account made this week.', after: 41 },
      ],
      replies: [{ by: 'twa_corbies', text: 'And I’m the bear.' }],
    },
    {
      by: 'Ailig_Dubh',
      ago: 140,
      text: 'A village without a school is a car park with a view.',
    },
    {
      by: 'BurnsideBob',
      ago: 50,
      text: 'Four houses in that village and three of them holiday lets. Thick as mince the lot of them, and they want seven hundred grand.',
      reports: [
        {
          rule: 'CON-ABU',
          words: 'Calling a whole village stupid.',
          quote: 'Thick as mince the lot of them',
          after: 7,
        },
      ],
      replies: [
        { by: 'Kirkton Mum', text: 'Fifty-two houses, Bob. Come up some time. Bring mince.' },
      ],
    },
  ],
}
