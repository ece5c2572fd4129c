// How a commitment of the network stands: its letter, its words, its line.
import type { NetworkEdge, Standing } from './documents';

export interface StandingMark {
  standing: Standing;
  letter: string;
  words: string;
  /** The property of the page that holds its colour, and the strokes and gaps of its line; none: a whole line. */
  colour: string;
  dash: number[];
}

export const standings: StandingMark[] = [
  { standing: 'bound', letter: 'B', words: 'bound to help', colour: '--bound', dash: [] },
  { standing: 'open', letter: 'O', words: 'open: hangs on a question', colour: '--open', dash: [1.5, 4] },
  { standing: 'political', letter: 'P', words: 'undertaken politically', colour: '--attacker', dash: [7, 4] },
];

const marks = new Map(standings.map((one) => [one.standing, one]));
export const markOf = (standing: Standing): StandingMark => marks.get(standing)!;

export function count(edges: readonly NetworkEdge[], standing: Standing): number {
  return edges.reduce((sum, edge) => sum + (edge.standing === standing ? 1 : 0), 0);
}

/** By standing, then by name. */
export function sorted(edges: NetworkEdge[], nameOf: (edge: NetworkEdge) => string): NetworkEdge[] {
  const rank = (edge: NetworkEdge): number => standings.findIndex((one) => one.standing === edge.standing);
  return [...edges].sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b), 'en'));
}
