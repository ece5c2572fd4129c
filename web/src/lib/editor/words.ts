// Apart from the editor, so that a screen that only shows the language does not load it.

/** Words that begin an item, a block or a line. */
export const keywords = (
  'include state region place lexicon question reading instrument scenario definition source pledge claim ' +
  'on fact suppose expect stance honour note cite asserted by at against with given unprovoked provoked forces ' +
  'article section paragraph protocol party guarantor beneficiary provider signatory member recipient ' +
  'kind force signed runs coded status confidence area organ when standing after if except must may should not must_not ' +
  'each every other the victim attacker assist form left to debtor include process due until proviso amount ' +
  'yes no only nobody bound nothing open breaks under within hours days in from decides role tier unknown non_state'
).split(' ');
