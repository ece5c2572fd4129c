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
  cite: string;
  note: string;
  roles: Role[];
  provisions: Provision[];
}

/** `casus source --json`. */
export interface Source {
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

/** True where the day lies in the spell as far as its ends are known; a vague end counts from its year on. */
export const holdsOn = (spell: Spell, day: string): boolean =>
  (spell.from === null || firstOf(spell.from) <= day) && (spell.to === null || day < firstOf(spell.to));
const firstOf = (told: string): string => told.replace(/[~?%]$/, '').replace(/X/g, '0').padEnd(10, '-01').slice(0, 10);

/** The year that a day of the corpus begins with, vague or not. */
export const yearOf = (told: string): number => Number(told.slice(0, 4).replace(/X/g, '0'));

/** A provision as an identifier of the page. */
export const anchorOf = (provision: string): string => `p-${provision.replace(/[^A-Za-z0-9]+/g, '-')}`;
