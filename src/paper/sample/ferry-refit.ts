import type { SampleArticle } from './thread.ts'

export const ferryRefit: SampleArticle = {
  slug: 'ferry-refit-slips-again',
  section: 'News',
  title: 'Ferry refit slips again as Glenorran loses its summer sailings',
  standfirst:
    'The MV Linnhaven will not be back on the crossing before September, the operator admits, and islanders say they have heard it before.',
  byline: 'By our transport correspondent',
  hoursAgo: 20,
  paragraphs: [
    'The Glenorran crossing will be without its main vessel for the whole of the summer after surveyors found more corroded steel in the hull of the MV Linnhaven, the operator said yesterday.',
    'The 31-year-old ferry went into dry dock in January for what was meant to be a nine-week overhaul. It is the third time that the date of its return has been put back. A smaller relief boat, which carries eighteen cars to the Linnhaven’s forty-four, will go on covering the route on a reduced timetable.',
    'Islanders packed into Glenorran hall on Monday night to put questions to managers. Several asked why the condition of the hull had not been known before the dock was booked; others wanted to know who would pay for cancelled holidays.',
    'A spokesman for the operator said: “We know how much this matters and we are sorry. Safety comes first, and once the plates were off there was no honest way of putting them back.” Compensation would be considered case by case.',
    'The community council has asked for a meeting with ministers.',
  ],
  threads: [
    {
      by: 'ferry_late_again',
      ago: 1190,
      text: 'Third time. THIRD. My grandfather rowed that crossing in a herring boat and was home for his tea.',
      replies: [
        {
          by: 'CaptainHaar',
          text: 'Your grandfather wasn’t carrying forty-four cars and a lorry of bottled gas.',
          replies: [
            {
              by: 'ferry_late_again',
              text: 'Nor is this boat, pal. That’s the point.',
            },
            {
              by: 'dr_dreich',
              text: 'As a retired marine engineer I can say that nobody finds steel like that in week thirty who was looking in week one.',
            },
          ],
        },
        {
          by: 'glaikit_and_proud',
          text: 'Bring back the herring boat 🚣 at least it had a timetable',
        },
      ],
    },
    {
      by: 'harbour_light',
      ago: 1130,
      text: 'I run a guest house on the island. Eleven cancellations since breakfast. Every one polite, every one a week’s wages. “Case by case” is going to be a lot of cases.',
      replies: [
        {
          by: 'ratepayer_59',
          text: 'And who pays the compensation? We do. It’s our money they are being sorry with.',
        },
        {
          by: 'numpty_watch',
          text: 'Eleven whole cancellations, ye poor soul. You’re a greedy auld besom who charges a hundred quid for a damp room and a kipper, and the whole island kens it.',
          reports: [
            {
              rule: 'CON-ABU',
              words: 'Nasty and personal. She only said what this has cost her.',
              quote: 'greedy auld besom',
              after: 12,
            },
            {
              rule: 'CON-ABU',
              words: 'This is abuse of a woman who runs a decent house. I have stayed there.',
              after: 31,
            },
            {
              rule: 'LEG-DEF',
              words: 'Saying her rooms are damp could ruin a small business.',
              quote: 'a damp room and a kipper',
              after: 55,
            },
          ],
          replies: [
            {
              by: 'quiet_quine',
              text: 'That was uncalled for. I’ve stayed there and the kipper was magnificent.',
            },
          ],
        },
      ],
    },
    {
      by: 'peat_reek',
      ago: 840,
      text: 'The managing director’s mobile number is 07700 900461 and he lives in the white house at the end of Larch Brae. Phone him at his tea and see how he likes waiting.',
      reports: [
        {
          rule: 'PRV-DATA',
          words: 'Somebody’s phone number and where they live. Take it down please.',
          quote: '07700 900461',
          after: 6,
        },
        {
          rule: 'PRV-DATA',
          words: 'Private number and address. There are children in that house.',
          quote: 'the white house at the end of Larch Brae',
          after: 9,
        },
        {
          rule: 'CON-HAR',
          words: 'He is asking people to pester a man at home.',
          after: 40,
        },
      ],
      replies: [
        {
          by: 'twa_corbies',
          text: 'I’m as angry as anyone, but you cannae put a man’s house on here.',
        },
      ],
    },
    {
      by: 'Ailig_Dubh',
      ago: 610,
      text: 'Chan eil bàta ann, chan eil freagairt ann, agus tha an t-uisge ann fad na h-ùine. (No boat, no answer, and it’s raining the whole time.)',
      replies: [{ by: 'Una McQuaich', text: 'Sgrìobhte gu math! Best comment on here.' }],
    },
    {
      by: 'sandy_the_spark',
      ago: 300,
      text: 'Whoever signed off that survey in January is a b****** liar, and the yard paid for his new conservatory. Everybody in the trade knows the name.',
      reports: [
        {
          rule: 'LEG-DEF',
          words: 'It accuses a surveyor of taking a bribe. There are only two of them.',
          quote: 'the yard paid for his new conservatory',
          after: 15,
        },
        {
          rule: 'CON-OBS',
          words: 'Stars or not, we can all read it. My kids use this site for school.',
          quote: 'b****** liar',
          after: 22,
        },
      ],
    },
    {
      by: 'cold_tea_isobel',
      ago: 75,
      text: 'The relief boat does a grand scone, mind.',
      replies: [
        {
          by: 'tattie_howker',
          text: 'If you can get on it. And if you can, you’ll be wearing it.',
        },
      ],
    },
  ],
}
