// What `casus reliability --json` and `casus backtest --json` print, and the counting of units by decade.

export interface Definition {
  name: string;
  title: string;
  source: string;
}

export interface Share {
  kept: number;
  of: number;
  share: number | null;
  low: number;
  high: number;
}

export interface Case {
  instrument: string;
  member: string;
  partner: string;
  pledge: string;
  due: 'arises' | 'open' | 'does_not_arise';
  attack: { on: string; by: string; target: string; event: string; goes_on: boolean } | null;
  on_questions: string[];
  conduct: 'joined' | 'stayed_out' | 'fought_against';
  since: string | null;
  first_blow: 'none' | 'member' | 'partner' | 'partners_side';
  verdict: 'kept' | 'not_kept' | 'not_tested';
}

export type Verdict = 'kept' | 'not_kept' | 'open';

export interface Unit {
  conflict: { kind: 'war' | 'dispute'; number: number; title: string; from: string; to: string; attacks_from: string };
  instrument: string;
  member: string | null;
  verdict: Verdict;
  cases: Case[];
}

interface StateYears {
  state_years: number;
  attacked: number;
  with_joiner: number;
}

export interface Reliability {
  data_sets: { name: string; title: string; sha256: string; rows: number; cite: string }[];
  definition: Definition & { notes: string[] };
  shares: (Share & { what: string; published: { share: number | null; kept: number | null; of: number | null } | null })[];
  open: number;
  units: Unit[];
  agreement: { with: string; both: number; same: number; kappa: number | null; only_here: number } | null;
  deterrence: { defence_pact: StateYears; none: StateYears } | null;
}

export interface War {
  kind: string;
  number: number;
  title: string;
  from: string;
  to: string;
  attacks: { on: string; by: string; target: string; event: string; joins: boolean }[];
  cases: Case[];
}

export const verdicts: { verdict: Verdict; mark: string; words: string }[] = [
  { verdict: 'kept', mark: '✓', words: 'kept' },
  { verdict: 'not_kept', mark: '✗', words: 'not kept' },
  { verdict: 'open', mark: '?', words: 'open' },
];

export const groups: Record<string, string> = {
  all: 'all',
  before_1945: 'before 1945',
  since_1945: 'since 1945',
  defense: 'with a pledge of defence',
  offense: 'with offence',
  neutral: 'with neutrality',
  nonagg: 'with non-aggression',
};

export interface Decade extends Share {
  decade: string;
  open: number;
}

/**
 * The units by the decade in which the conflict began, with the interval of Wilson at 95 %, which the shares of the document have
 * too. Decades without a unit are there, empty.
 */
export function decadesOf(units: Unit[]): Decade[] {
  const counts = new Map<number, Record<Verdict, number>>();
  for (const unit of units) {
    const decade = Math.floor(Number(unit.conflict.from.slice(0, 4)) / 10) * 10;
    const count = counts.get(decade) ?? { kept: 0, not_kept: 0, open: 0 };
    count[unit.verdict] += 1;
    counts.set(decade, count);
  }
  if (counts.size === 0) return [];
  const first = Math.min(...counts.keys());
  const last = Math.max(...counts.keys());
  const decades: Decade[] = [];
  for (let decade = first; decade <= last; decade += 10) {
    const { kept, not_kept, open } = counts.get(decade) ?? { kept: 0, not_kept: 0, open: 0 };
    decades.push({ decade: `${decade}s`, open, ...shareOf(kept, kept + not_kept) });
  }
  return decades;
}

function shareOf(kept: number, of: number): Share {
  if (of === 0) return { kept, of, share: null, low: 0, high: 1 };
  const z = 1.959963984540054;
  const p = kept / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return { kept, of, share: p, low: middle - half, high: middle + half };
}

export const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
/** `atop_1335`, as the data set numbers it. */
export const allianceWords = (name: string): string => name.replace(/^atop_/, 'ATOP ');
