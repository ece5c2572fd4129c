// How each state stands on the map.
import type { StateMark } from '../../lib/map/types';
import type { Answer, Duty, Flip } from './documents';
import { sectionOf, type SectionName } from './sections';

/** What the map asks: who is bound to assist, or to anything. */
export type Scope = 'assist' | 'duty';
export const scopes: { scope: Scope; title: string }[] = [
  { scope: 'assist', title: 'to assist' },
  { scope: 'duty', title: 'to anything' },
];

const inScope: Record<Scope, SectionName[]> = {
  assist: ['assist', 'disputed'],
  duty: ['assist', 'disputed', 'act', 'consult'],
};

/** Events in which nobody is struck: help, supplies, diplomacy. */
const harmless = new Set([
  'breach', 'assistance', 'intervention_on_request', 'deployment', 'arms_sale', 'peace', 'alliance', 'request', 'decision',
]);

/** Those struck and those who strike. */
export function sidesOf(answer: Answer): { victims: Set<string>; attackers: Set<string> } {
  const struck = answer.scenario.events.filter((e) => !harmless.has(e.kind));
  return { victims: new Set(struck.flatMap((e) => e.against)), attackers: new Set(struck.flatMap((e) => e.by)) };
}

/**
 * The standing of each state of the day, from these fields:
 * - attacked, attacking: ask `scenario.events[].against` and `.by`;
 * - bound in all readings: a duty of the scope in ask `duties` with `status` "arises" (it holds whatever is answered) under a text whose
 *   `force` is beyond dispute; or one that is open and that flip `across` finds bound in every reading (`readings_open` and
 *   `readings_not_bound` are 0);
 * - bound in some: an open duty that flip `across` finds bound in some readings (`readings_bound` > 0);
 * - open: any other open duty of the scope, or one under a text of which it is disputed whether it binds;
 * - not bound: the rest. Standing duties, permissions and breaches colour nothing, nor does what a state is called on to do or has
 *   undertaken politically; of the last two the text beside the state tells.
 */
export function marksOf(
  answer: Answer, flip: Flip | undefined, codes: readonly string[], scope: Scope, families: Map<string, string>,
): Map<string, StateMark> {
  const { victims, attackers } = sidesOf(answer);
  const wanted = inScope[scope];
  const key = (d: { instrument: string; provision: string; act: string; modality: string }): string =>
    [d.instrument, d.provision, d.act, d.modality].join('|');
  const across = new Map<string, Flip['across'][number]>();
  for (const a of flip?.across ?? []) if (a.kind === 'duty') for (const debtor of a.debtors) across.set(`${key(a)}|${debtor}`, a);

  const rank = { bound: 3, some: 2, open: 1 } as const;
  const called = new Map<string, string>();
  const found = new Map<string, { standing: keyof typeof rank; duty: Duty }>();
  for (const duty of answer.duties) {
    if (duty.standing || duty.modality === 'may') continue;
    // Where it would be listed if it were settled.
    const section = sectionOf({ ...duty, status: 'arises' }, false, families);
    if (section === 'called' && !called.has(duty.debtor)) called.set(duty.debtor, duty.sentence);
    if (!wanted.includes(section)) continue;
    const readings = across.get(`${key(duty)}|${duty.debtor}`);
    let standing: keyof typeof rank = 'open';
    if (duty.status === 'arises') standing = duty.force === 'disputed' ? 'open' : 'bound';
    else if (readings && readings.readings_bound > 0)
      standing = readings.readings_open + readings.readings_not_bound === 0 ? 'bound' : 'some';
    const known = found.get(duty.debtor);
    if (!known || rank[standing] > rank[known.standing]) found.set(duty.debtor, { standing, duty });
  }

  const marks = new Map<string, StateMark>();
  for (const code of codes) {
    const best = found.get(code);
    const text = best?.duty.sentence ?? called.get(code) ?? '';
    if (victims.has(code)) marks.set(code, { standing: 'victim', text });
    else if (attackers.has(code)) marks.set(code, { standing: 'attacker', text });
    else marks.set(code, { standing: best?.standing ?? 'none', text });
  }
  return marks;
}
