// What the map is given, and the words of its legend.

export type Standing = 'bound' | 'some' | 'open' | 'called' | 'none' | 'victim' | 'attacker';

/** How a state stands in an answer. */
export interface StateMark {
  standing: Standing;
  /** What the table and the name for a screen reader say, made by the server. */
  text: string;
}

export interface Arc {
  from: string;
  to: string;
  kind: 'attack' | 'help';
}

/** `casus world --json`. */
export interface World {
  on: string;
  states: WorldState[];
  /** In dispute on the day. */
  places: WorldPlace[];
  /** Territories beyond the sea with who holds them on the day. Without it they stay unpainted. */
  lands?: { name: string; title: string; sovereign: string[] }[];
}

export interface WorldState {
  code: string;
  name: string;
  recognition: string | null;
  succeeds: { state: string; continues: boolean }[];
  /** Where the government sat on the day. Without it a state that has no shape today has no place on the map. */
  capital?: { title: string; at: [latitude: number, longitude: number] } | null;
}

export interface WorldPlace {
  name: string;
  title: string;
  at: [latitude: number, longitude: number] | null;
  sovereign: string[];
  administered_by: string[];
  claimed_by: string[];
  note: string;
  cite: string;
}

/**
 * How disputed land is painted: hatched with no side taken, like the state that administers it, like the one that most states
 * hold sovereign, or as one claimant sees it (`claim:` and its code).
 */
export type View = 'hatched' | 'administered' | 'sovereign' | `claim:${string}`;

export const standings: { standing: Standing; letter: string; words: string }[] = [
  { standing: 'victim', letter: 'V', words: 'attacked' },
  { standing: 'attacker', letter: 'A', words: 'attacking' },
  { standing: 'bound', letter: 'B', words: 'bound in all readings' },
  { standing: 'some', letter: 'S', words: 'bound in some readings' },
  { standing: 'open', letter: 'O', words: 'open' },
  { standing: 'called', letter: 'C', words: 'called on, no duty' },
  { standing: 'none', letter: 'N', words: 'not bound' },
];

export const letterOf = (standing: Standing): string => standings.find((s) => s.standing === standing)!.letter;
export const wordsOf = (standing: Standing): string => standings.find((s) => s.standing === standing)!.words;
