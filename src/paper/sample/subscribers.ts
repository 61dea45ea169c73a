/** The invented people who comment. Their names are theirs alone. */
export const sampleSubscribers: readonly string[] = [
  'shore_street_sheila',
  'linnside_lad',
  'CaptainHaar',
  'Morag of the Braes',
  'dr_dreich',
  'tattie_howker',
  'Rovers till I die',
  'ferry_late_again',
  'wee_red_door',
  'quiet_quine',
  'BurnsideBob',
  'ratepayer_59',
  'glaikit_and_proud',
  'Una McQuaich',
  'harbour_light',
  'twa_corbies',
  'Kirkton Mum',
  'stoor_and_soor',
  'peat_reek',
  'Ailig_Dubh',
  'numpty_watch',
  'LinnLoyal1912',
  'sandy_the_spark',
  'fresh_start_22',
  'braw_bargains_direct',
  'cold_tea_isobel',
  'noor_by_the_sea',
  'Head Teacher KoL',
]

/** Those of them who can sign in on the demonstration. */
export const SIGN_IN_AS: readonly string[] = ['shore_street_sheila', 'linnside_lad', 'quiet_quine']
