import type { SampleArticle } from './thread.ts'

export const councilRents: SampleArticle = {
  slug: 'council-rents-to-rise',
  section: 'News',
  title: 'Council rents to rise by 4.8 per cent',
  standfirst:
    'Tenants will pay £4.10 more a week on average. The money goes to damp, says the convener; so does the house, says a tenant.',
  byline: 'By our council reporter',
  hoursAgo: 25,
  paragraphs: [
    'Rents for Strathlinn’s 3,200 council houses go up by 4.8 per cent in April after councillors voted by nineteen to eleven for the middle of three options.',
    'The average rent will be £89.60 a week. The housing convener said that all of the increase would be spent on the damp that was found in a third of the houses surveyed last year.',
    'Tenants in the public gallery held up photographs of their walls. One was asked to leave after calling out.',
    'The council owes £61 million on its housing, a figure that has hardly moved in ten years.',
  ],
  threads: [
    {
      by: 'wee_red_door',
      ago: 1160,
      text: 'I was the one asked to leave. All I shouted was “come and smell it”. The offer stands.',
      replies: [
        { by: 'stoor_and_soor', text: 'Should have been minuted as a motion and put to the vote.' },
        { by: 'cold_tea_isobel', text: 'Seconded.' },
      ],
    },
    {
      by: 'LinnLoyal1912',
      ago: 1010,
      text: 'We all ken fine who gets the new houses and it isn’t folk from here. Send the whole lot of them back over the water and there’d be no waiting list and no rise.',
      reports: [
        {
          rule: 'CON-HATE',
          words: 'Racist. He means the families at Linn Court, everybody knows it.',
          quote: 'Send the whole lot of them back over the water',
          after: 9,
        },
        { rule: 'CON-HATE', words: 'This makes people afraid of their own neighbours.', after: 18 },
        { rule: 'FAC-ERR', words: 'Houses go by points. It is on the council’s site.', after: 62 },
      ],
      replies: [
        {
          by: 'fresh_start_22',
          text: 'I came “over the water” eight years ago. I drive your bus, LinnLoyal, and I pay the same rent for the same damp.',
        },
        {
          by: 'Kirkton Mum',
          text: 'The bus man is a gentleman and you, sir, are not.',
          reports: [
            {
              rule: 'CON-ABU',
              words: 'Personal remark about another reader.',
              from: 'loyal_reporter',
              after: 44,
            },
          ],
        },
      ],
    },
    {
      by: 'quiet_quine',
      ago: 760,
      text: 'Another £4.10. I’ve sold the car and I’ve stopped the heating and I’ve nothing left to stop. Some nights I honestly think everybody would be better off without me here. Sorry. Just had to put it somewhere.',
      reports: [
        {
          rule: 'SAF-SELF',
          words: 'Not a complaint. Please can somebody make sure she is all right?',
          quote: 'everybody would be better off without me here',
          after: 4,
        },
        { rule: 'SAF-SELF', words: 'I’m worried about the person who wrote this.', after: 12 },
      ],
      replies: [
        {
          by: 'dr_dreich',
          text: 'Nobody would be better off. Please ring your surgery or the Samaritans, any hour of the night. And there is a welfare rights woman at the library on Thursdays who is worth ten of us.',
        },
        {
          by: 'wee_red_door',
          text: 'Where are you, quine? I’ll bring soup. I mean it. Message the tenants’ group.',
        },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 560,
      text: 'Forty per cent of the rent roll goes straight to the bank in interest. Look it up. It’s in the council’s own budget book.',
      reports: [
        {
          rule: 'FAC-ERR',
          words: 'It is 14 per cent (page 31). He has been told this under three stories now.',
          quote: 'Forty per cent of the rent roll',
          after: 25,
        },
      ],
      replies: [
        {
          by: 'Una McQuaich',
          text: 'I did look it up. It’s fourteen. It was fourteen the last time you said it as well.',
        },
        { by: 'ratepayer_59', text: 'Depends how you count it.' },
        { by: 'Una McQuaich', text: 'With numbers, usually.' },
      ],
    },
    {
      by: 'twa_corbies',
      ago: 330,
      text: 'Middle of three options. They always put a daft dear one and a daft cheap one either side so the middle looks like wisdom. Like buying a kettle.',
    },
    {
      by: 'numpty_watch',
      ago: 120,
      text: 'That convener couldn’t run a b***** bath. Absolute bampot, and her with two houses.',
      reports: [
        { rule: 'CON-OBS', words: 'Swearing', quote: 'b*****', after: 15 },
        {
          rule: 'CON-ABU',
          words: 'She works hard and does not have two houses.',
          quote: 'Absolute bampot',
          after: 38,
        },
      ],
    },
    {
      by: 'Morag of the Braes',
      ago: 70,
      text: 'The convener’s daughter got a new-build in Linn Court over three families with bairns. Coincidence? She won’t answer the phone.',
      reports: [
        {
          rule: 'LEG-DEF',
          words: 'She has no daughter. I am her husband.',
          quote: 'The convener’s daughter got a new-build',
          after: 11,
        },
      ],
      replies: [
        { by: 'cold_tea_isobel', text: 'She has two sons, Morag, and they’re both in Canada.' },
      ],
    },
  ],
}
