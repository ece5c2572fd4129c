// What `casus diff --json` and `casus diff --matrix --json` print, as far as the screen reads it.

export interface Corpus {
  digest: string;
  instruments: number;
}

/** What one arrangement says in each feature, in the words of casus. */
export interface Feature {
  feature: string;
  values: string[];
}

export interface Matrix {
  corpus: Corpus;
  on: string;
  beneficiary: string;
  arrangements: string[];
  features: Feature[];
}

export interface Situation {
  words: string;
  attacker: string;
}

export interface Told {
  debtors: string[];
  how: How;
  sentence: string;
}

/** By a duty; by one that hangs on a question, or of a text of which it is disputed whether it binds; by a call without a duty. */
export type How = 'bound' | 'open' | 'called_on';

export interface Owed {
  debtor: string;
  how: How;
  sentence: string;
}

export interface Difference {
  change: string;
  debtors: string[];
  situations: number;
  smallest: Situation;
  /** The debtors of whom it shows in the smallest situation. */
  there: string[];
  left: Owed | null;
  right: Owed | null;
}

export interface Diff {
  corpus: Corpus;
  on: string;
  beneficiary: string;
  arrangements: { label: string; without: string[] }[];
  situations: number;
  features: Feature[];
  smallest: { situation: Situation; left: Told[]; right: Told[] } | null;
  differences: Difference[];
  standing: { act: string; left: string[]; right: string[] }[];
}

/** The changes, from left to right, in the words of `casus diff`. */
export const changes: Record<string, string> = {
  lost: 'owed on the left only',
  gained: 'owed on the right only',
  weaker: 'weaker on the right',
  stronger: 'stronger on the right',
  less_certain: 'certain on the left, hanging on a question on the right',
  more_certain: 'hanging on a question on the left, certain on the right',
  more_discretion: 'more discretion on the right',
  less_discretion: 'less discretion on the right',
  later: 'due later on the right',
  sooner: 'due sooner on the right',
};
