import type { SampleArticle } from './thread.ts'

export const windTurbines: SampleArticle = {
  slug: 'six-turbines-planned-for-cairn-dubh',
  section: 'Business',
  title: 'Six turbines planned for Cairn Dubh',
  standfirst:
    'They would be the tallest things in the county and would pay the glen £180,000 a year. The glen is not of one mind.',
  byline: 'By our environment correspondent',
  hoursAgo: 28,
  paragraphs: [
    'A company has applied to build six wind turbines on the shoulder of Cairn Dubh, each 180 metres to the tip of the blade.',
    'It says that they would make as much electricity in a year as every house in the county uses, and offers £180,000 a year to a fund that the glen would run for itself.',
    'The hill is home to a pair of golden eagles, and, the company’s own survey says, to the best blanket bog for thirty miles.',
    'Two hundred people came to see the plans in the shinty pavilion. A show of hands was called for and could not be counted.',
  ],
  threads: [
    {
      by: 'peat_reek',
      ago: 1140,
      text: 'You dig up ten thousand years of peat to save the planet. Explain it to me slowly.',
      replies: [
        {
          by: 'dr_dreich',
          text: 'Gladly. It depends how deep the peat is and how much they float the roads. The survey is on the council’s site; the peat depth map is appendix nine. I read it so that you don’t have to.',
          replies: [
            { by: 'peat_reek', text: 'Fair enough. And?' },
            { by: 'dr_dreich', text: 'Four of the six look all right. Two I’d move.' },
            {
              by: 'stoor_and_soor',
              text: 'A comment section where somebody read appendix nine. I need to sit down.',
            },
          ],
        },
      ],
    },
    {
      by: 'LinnLoyal1912',
      ago: 950,
      text: 'Typical English incomers, buy the big house, then tell us what we can do on our own hill. Shower of parasites. Pull up the drawbridge.',
      reports: [
        {
          rule: 'CON-HATE',
          words: 'Anti-English abuse. I’ve lived here for thirty years.',
          quote: 'Shower of parasites',
          after: 14,
        },
        { rule: 'CON-HATE', words: 'Same man, same bile, different story.', after: 37 },
      ],
      replies: [
        {
          by: 'Kirkton Mum',
          text: 'The folk against it are the shinty club, LinnLoyal. You can’t get less incoming.',
        },
      ],
    },
    {
      by: 'sandy_the_spark',
      ago: 780,
      text: 'I’ve wired three of these sites. It’s eighteen months of decent work for forty locals and then two jobs for life. Don’t let anyone tell you hundreds.',
    },
    {
      by: 'ratepayer_59',
      ago: 660,
      text: 'Turbines use more electricity than they make. They have to be plugged in to start. A retired engineer told me.',
      reports: [
        {
          rule: 'FAC-ERR',
          words: 'Simply false, and he was put right last month.',
          quote: 'Turbines use more electricity than they make',
          after: 52,
        },
      ],
      replies: [{ by: 'dr_dreich', text: 'I am a retired engineer, and I did not.' }],
    },
    {
      by: 'harbour_light',
      ago: 430,
      text: 'From “The Eagle’s Ledger”, chapter 3:\n\nAt dusk she came over the corrie rim, and the hill held its breath.\nNobody who has seen it will sign the paper,\nand nobody who has signed the paper has seen it.\n\n(I typed out the whole chapter below so that everyone can read it.)\n\nThere were nine of us at the fank that morning, and the mist was down…',
      reports: [
        {
          rule: 'IPR-CPY',
          words: 'I wrote that book. A line or two is fine, the chapter is not.',
          quote: 'I typed out the whole chapter below',
          after: 45,
        },
      ],
    },
    {
      by: 'numpty_watch',
      ago: 310,
      text: 'Moderators on this site delete everything that isn’t woke. Bet this goes too. Gazette is finished. Anyone know a good paper?',
      reports: [
        {
          rule: 'TOP-DIS',
          words: 'What has it to do with windmills?',
          from: 'tidy_reader',
          after: 12,
        },
      ],
      replies: [
        { by: 'tattie_howker', text: 'There’s a good one, but you have to wrap your own chips.' },
      ],
    },
    {
      by: 'Ailig_Dubh',
      ago: 60,
      text: 'I was for it till I took my daughter up on Sunday and the eagle came over. Now I don’t know. That’s all. I just don’t know.',
      replies: [{ by: 'Una McQuaich', text: 'The most honest comment here.' }],
    },
    {
      by: 'braw_bargains_direct',
      ago: 45,
      text: 'Cut YOUR bills today – solar kits from £149 at braw-bargains.example/sun. Cut YOUR bills today – solar kits from £149 at braw-bargains.example/sun',
      reports: [
        { rule: 'SPM-ADV', words: 'Fourth one today.', from: 'tidy_reader', after: 3 },
        { rule: 'SPM-ADV', words: 'Same advert twice in one comment', after: 20 },
      ],
    },
  ],
}
