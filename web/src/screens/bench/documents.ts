// The documents that the bench reads, as far as it reads them; schemas/ has them in full.

/** Answers that settle something, by question. */
export type Answers = Record<string, boolean>;

export interface ScenarioEvent {
  id: string;
  kind: string;
  on: string;
  by: string[];
  against: string[];
  asserted_by?: string[];
  strikes: boolean;
  text: string;
  sentence: string;
}

export interface Duty {
  debtor: string;
  debtor_name: string;
  instrument: string;
  provision: string;
  status: 'arises' | 'open';
  modality: 'must' | 'must_not' | 'may' | 'should' | 'should_not';
  act: string;
  beneficiary: string;
  victim: string | null;
  target: string | null;
  discretion: 'none' | 'means' | 'extent' | 'existence' | 'organ' | 'agreement';
  may_include: string[];
  must_include: string[];
  with: string[];
  process: string[];
  due: string;
  until: string;
  provisos: string[];
  consistent_with: string | null;
  force: string;
  supposed: boolean;
  standing: boolean;
  on_questions: Answers[];
  round: number;
  event: string;
  coding: string;
  confidence: string;
  cite: string;
  sentence: string;
  /** Index into the groups of the answer. */
  group: number;
}

export type SectionName = 'assist' | 'assist_if_binding' | 'act' | 'consult' | 'called_on' | 'may' | 'contrary' | 'standing' | 'open';

/** Debtors that stand alike under one duty. */
export interface Group {
  section: SectionName;
  heading: string;
  source: string;
  who: string;
  note: string;
  proviso: string[];
  alike: string[][];
}

export interface OpenQuestion {
  id: string;
  kind: string;
  text: string;
  pivotal: boolean;
  contested: boolean;
  asserted: string[];
}

/** `casus ask --json`, and one of the list that `casus run --json` prints. */
export interface Answer {
  schema: string;
  corpus: { digest: string; instruments: number; coded: string };
  scenario: {
    name: string;
    title: string;
    on: string;
    suppose: string[];
    /** The same, each as a sentence. */
    supposed: string[];
    readings: string[];
    facts: { question: string; answer: boolean; asserted_by: string[] }[];
    events: ScenarioEvent[];
  };
  duties: Duty[];
  breaches: Duty[];
  groups: Group[];
  questions: OpenQuestion[];
  conflicts: { debtors: string[]; first: Side; second: Side; status: string }[];
  expectations?: { text: string; met: boolean; instead: string | null }[];
}
export interface Side {
  instrument: string;
  provision: string;
  modality: string;
  act: string;
}

export interface Effect {
  instrument: string;
  provision: string;
  kind: 'duty' | 'breach';
  modality: string;
  act: string;
  beneficiary: string;
  debtors: string[];
  source: string;
  who: string;
  what: string;
}

/** How firmly a state is bound, and by which duty. */
export interface HowBound {
  how: 'bound' | 'some_readings' | 'open' | 'called_on' | 'none';
  instrument?: string;
  provision?: string;
  act?: string;
  victim?: string | null;
}

/** `casus flip --json`. */
export interface Flip {
  sets: { answers: Answers; told: string; bound: number; released: number; binds: Effect[]; releases: Effect[] }[];
  complete: boolean;
  questions: { id: string; text: string; kind: string; pivotal: boolean; debtors: string[] }[];
  readings: { reading: string; answers: string[]; binds: Effect[]; releases: Effect[] }[];
  across: (Effect & { readings_bound: number; readings_open: number; readings_not_bound: number })[];
  states: { state: string; to_assist: HowBound; to_anything: HowBound }[];
}

/** `casus why --json`. */
export interface Why {
  proofs: {
    instrument: string;
    provision: string;
    status: 'arises' | 'open';
    sentence: string;
    steps: { step: string; status: 'holds' | 'open' | 'fails'; text: string }[];
    gist: string;
    phrase: string;
    cite: string;
    note: string;
  }[];
}

/** `casus whynot --json`. */
export interface WhyNot {
  debtor: string;
  bound: number;
  open: number;
  clauses: { instrument: string; provision: string; fails_at: string; reason: string; event: string }[];
}

/** What is asked, as the commands that take events take it. */
export interface Terms {
  event: string[];
  on: string;
  reading: string[];
  stance: string[];
  suppose: string[];
  at: string;
  [field: string]: string | string[];
}
