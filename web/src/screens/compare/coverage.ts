// Who is named under each side, situation by situation, as the comparison gives it.
import { changes, type Diff, type Owed, type Situation, type Told } from './documents';

/** `named`: the document names the state and leaves what it owes to the sentence. */
export type Standing = 'bound' | 'called' | 'open' | 'named' | 'none';

export const standings: { standing: Standing; letter: string; words: string }[] = [
  { standing: 'bound', letter: 'B', words: 'bound' },
  { standing: 'called', letter: 'C', words: 'called on, not bound' },
  { standing: 'open', letter: 'O', words: 'hangs on an open question' },
  { standing: 'named', letter: 'N', words: 'named; the sentence says to what' },
  { standing: 'none', letter: '–', words: 'nothing that the other side has not' },
];

export interface Cell {
  standing: Standing;
  /** The sentence of casus for this state, or for the one that stands for its group. */
  sentence: string;
}

/** One picture: a situation, or what holds at all times. */
export interface View {
  key: string;
  title: string;
  situation?: Situation;
  left: Map<string, Cell>;
  right: Map<string, Cell>;
}

const standingOf = { bound: 'bound', open: 'open', called_on: 'called' } as const;

/** A group is told by one sentence. */
function cellsOfTold(groups: Told[]): Map<string, Cell> {
  return new Map(groups.flatMap(({ debtors, how, sentence }) => debtors.map((debtor) => [debtor, { standing: standingOf[how], sentence }])));
}

/** The document tells how the first debtor is bound; the others are named. */
function cellsOfOwed(there: string[], owed: Owed | null): Map<string, Cell> {
  if (!owed) return new Map();
  return new Map(
    there.map((debtor) => [
      debtor,
      { standing: debtor === owed.debtor ? standingOf[owed.how] : 'named', sentence: owed.sentence },
    ]),
  );
}

export function viewsOf(diff: Diff): View[] {
  const views: View[] = [];
  if (diff.smallest) {
    views.push({
      key: 'smallest',
      title: diff.smallest.situation.words,
      situation: diff.smallest.situation,
      left: cellsOfTold(diff.smallest.left),
      right: cellsOfTold(diff.smallest.right),
    });
  }
  for (const one of diff.differences) {
    if (one.smallest.words === diff.smallest?.situation.words) continue;
    views.push({
      key: one.change,
      title: `${one.smallest.words} (${changes[one.change] ?? one.change})`,
      situation: one.smallest,
      left: cellsOfOwed(one.there, one.left),
      right: cellsOfOwed(one.there, one.right),
    });
  }
  for (const one of diff.standing) {
    const cells = (codes: string[]): Map<string, Cell> => new Map(codes.map((code) => [code, { standing: 'named', sentence: '' }]));
    views.push({ key: one.act, title: `at all times: ${one.act.replaceAll('_', ' ')}`, left: cells(one.left), right: cells(one.right) });
  }
  return views;
}

/** All states of a view, in one order for both sides, so that the eye can compare. */
export function statesOf(view: View, nameOf: (code: string) => string): string[] {
  return [...new Set([...view.left.keys(), ...view.right.keys()])].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'en'));
}
