// How each state stands on the map, as `casus flip` tells it.
import type { StateMark } from '../../lib/map/types';
import type { Answer, Flip, HowBound } from './documents';

/** What the map asks: who is bound to assist, or to anything. */
export type Scope = 'assist' | 'duty';
export const scopes: { scope: Scope; title: string }[] = [
  { scope: 'assist', title: 'to assist' },
  { scope: 'duty', title: 'to anything' },
];

/** Those struck and those who strike. */
export function sidesOf(answer: Answer): { victims: Set<string>; attackers: Set<string> } {
  const strikes = answer.scenario.events.filter((e) => e.strikes);
  return { victims: new Set(strikes.flatMap((e) => e.against)), attackers: new Set(strikes.flatMap((e) => e.by)) };
}

const standingOf = { bound: 'bound', some_readings: 'some', open: 'open', called_on: 'called', none: 'none' } as const;

/** The standing of each state of the day; no mark before both documents are there. */
export function marksOf(answer: Answer, flip: Flip | undefined, codes: readonly string[], scope: Scope): Map<string, StateMark> {
  const marks = new Map<string, StateMark>();
  if (!flip) return marks;
  const { victims, attackers } = sidesOf(answer);
  const key = (debtor: string, d: { instrument?: string; provision?: string; act?: string; victim?: string | null }): string =>
    [debtor, d.instrument, d.provision, d.act, d.victim ?? ''].join('|');
  const sentences = new Map(answer.duties.map((duty) => [key(duty.debtor, duty), duty.sentence]));
  const found = new Map(flip.states.map((state) => [state.state, state]));
  for (const code of codes) {
    const state = found.get(code);
    const how: HowBound = state ? (scope === 'assist' ? state.to_assist : state.to_anything) : { how: 'none' };
    const told = how.how === 'none' ? '' : (sentences.get(key(code, how)) ?? '');
    const standing = victims.has(code) ? 'victim' : attackers.has(code) ? 'attacker' : standingOf[how.how];
    marks.set(code, { standing, text: told });
  }
  return marks;
}
