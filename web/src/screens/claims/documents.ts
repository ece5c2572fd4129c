// What `casus claims check --json` prints.

export type Verdict = 'supported' | 'contradicted' | 'undecidable' | 'opinion';
export type Kind = 'fact' | 'attributed' | 'demand' | 'opinion' | 'prediction';

export interface Ground {
  speaks: 'for' | 'against' | 'neither';
  text: string;
  source: string | null;
  cite: string | null;
}

export interface Claim {
  name: string;
  source: string;
  statement: string | null;
  /** Who says it; null: the source itself. */
  by: string | null;
  speaks_for: string[];
  kind: Kind;
  gist: string;
  verdict: Verdict;
  in_part: boolean;
  holds: { text: string; verdict: Verdict; grounds: Ground[] }[];
  inconsistent: string[];
  note: string;
  /** False where whoever wrote the file expects another verdict. */
  as_expected: boolean;
}

export interface Source {
  name: string;
  title: string;
  kind: string;
  author: string;
  dated: string | null;
  cite: string;
}

export interface Claims {
  corpus: { digest: string; instruments: number; date: string };
  sources: Source[];
  claims: Claim[];
}

/** Each verdict with the mark that stands beside its colour. */
export const verdicts: { verdict: Verdict; mark: string; words: string; what: string }[] = [
  { verdict: 'supported', mark: '✓', words: 'supported', what: 'every line of it is' },
  { verdict: 'contradicted', mark: '✗', words: 'contradicted', what: 'a line of it is' },
  { verdict: 'undecidable', mark: '?', words: 'not decidable', what: 'an open question decides, or the sources do not say or disagree' },
  { verdict: 'opinion', mark: '–', words: 'no claim of fact', what: 'an opinion, a demand or a prediction; what its lines come to stands beside it' },
];

export const kinds: { kind: Kind; words: string }[] = [
  { kind: 'fact', words: 'fact' },
  { kind: 'attributed', words: 'somebody’s words, reported' },
  { kind: 'demand', words: 'demand' },
  { kind: 'opinion', words: 'opinion' },
  { kind: 'prediction', words: 'prediction' },
];

/** The verdict in the words of the command line. */
export function verdictWords(claim: Claim): string {
  if (claim.verdict === 'opinion') return claim.kind === 'fact' || claim.kind === 'attributed' ? 'no claim of fact' : claim.kind;
  const words = verdicts.find((one) => one.verdict === claim.verdict)?.words ?? claim.verdict;
  return claim.in_part ? `${words} in part` : words;
}
