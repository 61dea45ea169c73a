import type { SampleArticle } from './thread.ts'

export const pierFestival: SampleArticle = {
  slug: 'pier-festival-sells-out',
  section: 'Life',
  title: 'Pier festival sells out in an hour and ten minutes',
  standfirst:
    'Four thousand tickets, eleven bands, one pier. The organisers ask people not to bring a tent, a dog or a drone.',
  byline: 'By our arts desk',
  hoursAgo: 27,
  paragraphs: [
    'Every ticket for this year’s Strathlinn pier festival went in seventy minutes on Saturday morning, a fortnight before the line-up is announced.',
    'The festival began nine years ago with a fiddle band, a burger van and a hundred people who had mostly come for the burgers. This year there are four thousand tickets and eleven bands.',
    'Residents of Shore Street get two free ones a door. The organisers have promised that the last note will be played by eleven “unless somebody starts a reel”.',
    'The pier’s engineer has asked that nobody jump in time.',
  ],
  threads: [
    {
      by: 'glaikit_and_proud',
      ago: 1185,
      text: 'Number 3,871 in the queue, then number 3,871 in the queue, then “sorry”. Magic.',
      replies: [
        {
          by: 'fresh_start_22',
          text: 'I got two! First time in eight years of trying. My wife screamed, the neighbours came round, now the neighbours want one.',
        },
        { by: 'glaikit_and_proud', text: 'I’m your neighbour. We’ve always been close.' },
      ],
    },
    {
      by: 'braw_bargains_direct',
      ago: 1000,
      text: 'Missed out? Genuine tickets from £95 each, 20 left!!! Cash only, message 07700 900118',
      reports: [
        { rule: 'SPM-ADV', words: 'Tout. They were £18.', after: 12 },
        { rule: 'SPM-ADV', words: 'Him again', from: 'tidy_reader', after: 14 },
        {
          rule: null,
          words: 'The tickets carry a name, so these can’t be real. It’s fraud.',
          after: 50,
        },
      ],
      replies: [
        {
          by: 'Una McQuaich',
          text: 'They’re checked against a name at the gate. Keep your ninety-five pounds.',
        },
      ],
    },
    {
      by: 'ratepayer_59',
      ago: 830,
      text: 'Eleven at night. Four thousand people. One toilet block. I live on Shore Street and I’ll be at my sister’s.',
      replies: [
        {
          by: 'shore_street_sheila',
          text: 'I live on Shore Street too, and I’ll be on my step with a gin and my two free tickets framed.',
        },
        {
          by: 'peat_reek',
          text: 'Your sister’s not daft then. She’s had enough practice with you.',
          reports: [{ rule: 'CON-ABU', words: 'A dig at me and at my family.', after: 26 }],
        },
      ],
    },
    {
      by: 'twa_corbies',
      ago: 620,
      text: '“The pier’s engineer has asked that nobody jump in time.” The finest sentence this paper has printed.',
      replies: [
        { by: 'CaptainHaar', text: 'The pier’s engineer has met a ceilidh, then.' },
        { by: 'cold_tea_isobel', text: 'We’ll jump in three-four. He’ll never see it coming.' },
      ],
    },
    {
      by: 'noor_by_the_sea',
      ago: 350,
      text: 'أول مهرجان لي في هذه البلدة، والجميع يسألني إن كنت أرقص. نعم! أرقص. (My first festival in this town, and everybody asks if I dance. Yes! I dance.)',
      replies: [
        { by: 'Ailig_Dubh', text: 'Fàilte! Save us a Strip the Willow.' },
        {
          by: 'LinnLoyal1912',
          text: 'English on a Scottish site, please. Or whatever you folk can manage.',
          reports: [
            {
              rule: 'CON-HATE',
              words: 'There was no call for “you folk”.',
              quote: 'you folk',
              after: 9,
            },
            {
              rule: 'CON-HATE',
              words: 'He doesn’t mind the Gaelic on here, just the Arabic.',
              after: 24,
            },
          ],
        },
      ],
    },
    {
      by: 'wee_red_door',
      ago: 90,
      text: 'Will there be the burger van, though.',
    },
    {
      by: 'Morag of the Braes',
      ago: 40,
      text: 'Last year’s headliner was sick in my hydrangeas. I have a photograph. £5 each, proceeds to the lifeboat.',
      reports: [
        { rule: 'LEG-DEF', words: 'Speaking for the band: it was the drummer.', after: 8 },
        { rule: 'SPM-ADV', words: 'Selling photographs', from: 'tidy_reader', after: 16 },
      ],
    },
  ],
}
