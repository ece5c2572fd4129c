// The documents that the reader of texts reads, as far as it reads them; schemas/ has them in full.

export interface Spell {
  from: string | null;
  to: string | null;
}
export interface Role {
  role: string;
  state: string;
  name: string;
  tier: string | null;
  spell: Spell;
  question: string | null;
}
export interface Provision {
  provision: string;
  title: string;
  gist: string;
  phrase: string;
  sentences: string[];
  status: string;
  confidence: string;
  cite: string;
  note: string;
}

/** `casus show --json`. */
export interface Shown {
  instrument: string;
  title: string;
  also: string[];
  kind: string;
  force: string;
  signed: string | null;
  published: string | null;
  secret_until: string | null;
  in_force: Spell[];
  /** The day of which it tells; null where of all days. */
  on: string | null;
  cite: string;
  note: string;
  roles: Role[];
  provisions: Provision[];
}

/** `casus source --json`. */
export interface Source {
  instrument: string;
  path: string;
  line: number;
  text: string;
  provisions: { provision: string; begin_line: number; end_line: number }[];
}

/** `casus lint --drafting --json`. */
export interface Lint {
  findings: { rule: string; class: string; instrument: string; provision: string; line: number; message: string; accepted: string | null }[];
}

/** `casus search --json`. */
export interface Hits {
  hits: { instrument: string; title: string; provision: string; excerpt: string }[];
}

/** The first and the last day that `2023-02-21` or `between 1981-01-01 and 1981-12-31` may mean. */
function limitsOf(told: string): [string, string] {
  const days = told.match(/-?\d{4}-\d\d-\d\d/g) ?? [];
  return [days[0] ?? '', days.at(-1) ?? ''];
}

/** Whether the day lies in the spell; `perhaps` where its ends are vague. */
export function holdsOn(spell: Spell, day: string): 'yes' | 'no' | 'perhaps' {
  const [early, begun] = spell.from === null ? ['', ''] : limitsOf(spell.from);
  const [ending, ended] = spell.to === null ? ['9999', '9999'] : limitsOf(spell.to);
  if (day < early || ended <= day) return 'no';
  return begun <= day && day < ending ? 'yes' : 'perhaps';
}

/** The first year that a day of the corpus may lie in. */
export const yearOf = (told: string): number => Number(limitsOf(told)[0].slice(0, 4));

/** A provision as an identifier of the page. */
export const anchorOf = (provision: string): string => `p-${provision.replace(/[^A-Za-z0-9]+/g, '-')}`;
