// What `casus network`, `casus timeline`, `casus show` and `casus ask` print with `--json`, as far as the screen reads it.

export interface Corpus {
  digest: string;
  instruments: number;
}

export type Standing = 'bound' | 'open' | 'political';

export interface NetworkNode {
  state: string;
  name: string;
  /** A place on the page between 0 and 1, laid out by casus. */
  x: number;
  y: number;
  /** How many states it is bound to help, and how many are bound to help it. What is open or political is not counted. */
  bound_to_help: number;
  helped_by: number;
}

export interface NetworkEdge {
  from: string;
  to: string;
  standing: Standing;
  /** Each is bound to help the other. */
  mutual: boolean;
  /** Against how many of the attackers that were tried. */
  attackers: number;
}

export interface NetworkDocument {
  corpus: Corpus;
  on: string;
  kind: string;
  act: string;
  readings: string[];
  suppose: string[];
  by: string[];
  attackers: number;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
}

export interface Suspension {
  state: string;
  toward: string[];
  from: string | null;
  to: string | null;
  question: string | null;
}

export interface Asked {
  modality: string;
  act: string;
  conditional: boolean;
}

export interface Commitment {
  instrument: string;
  title: string;
  force: string;
  role: string | null;
  tier: string | null;
  /** The role is held only if this is answered yes. */
  question: string | null;
  from: string | null;
  to: string | null;
  suspended: Suspension[];
  given: Asked[];
  received: Asked[];
}

export interface TimelineDocument {
  corpus: Corpus;
  state: string;
  name: string;
  commitments: Commitment[];
}

export interface HeldRole {
  role: string;
  state: string;
  name: string;
  tier: string | null;
  spell: { from: string | null; to: string | null };
  question: string | null;
}

/** `casus show` names no digest of the corpus. */
export interface ShowDocument {
  instrument: string;
  title: string;
  force: string;
  in_force: { from: string | null; to: string | null }[];
  roles: HeldRole[];
}

export interface Duty {
  debtor: string;
  instrument: string;
  provision: string;
  beneficiary: string;
  victim: string;
  modality: string;
  act: string;
  standing: boolean;
  sentence: string;
}

export interface Answer {
  corpus: Corpus;
  duties: Duty[];
}
