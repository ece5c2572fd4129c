// The scenario, kept in the address: `on`, `event`, `suppose`, `reading`, `stance`, `at`; or `text`, a source in the language.
import { address } from '../../lib/address.svelte';
import type { Answer, Terms } from './documents';

/** What the screen opens with where the address says nothing. */
export const opening: Terms = { on: '2023-02-21', event: ['RUS invades POL'], reading: [], stance: [], suppose: [], at: '' };

class Scenario {
  readonly #given = $derived(Object.keys(address.words).length > 0);
  readonly on = $derived(address.one('on') || opening.on);
  readonly events = $derived(this.#given ? address.all('event') : opening.event);
  readonly typed = $derived(address.one('tab') === 'typed');
  readonly text = $derived(address.one('text'));
  readonly selected = $derived(address.one('select'));

  readonly terms: Terms = $derived({
    event: this.events,
    on: this.on,
    reading: address.all('reading'),
    stance: address.all('stance'),
    suppose: address.all('suppose'),
    at: address.one('at'),
  });

  /** The address always names the date and the events, so that a scenario without events is not taken for a first visit. */
  set(changes: Record<string, string | string[]>, replace = false): void {
    address.set({ on: this.on, event: this.events, ...changes }, replace);
  }
  /** A state: its cards only, or with `proof` the proof in one card and all others still there. Chosen again it is let go. */
  select(code: string, proof = ''): void {
    if (proof) this.set({ select: code, proof, cards: 'all' });
    else this.set({ select: code === this.selected ? '' : code, proof: '', cards: '' });
  }

  /** What is supposed of a question. */
  answerTo(question: string): boolean | undefined {
    const line = this.terms.suppose.find((s) => answered(s)?.question === question);
    return line ? answered(line)?.answer : undefined;
  }
  suppose(answers: Record<string, boolean | undefined>): void {
    const kept = this.terms.suppose.filter((s) => !(answered(s)?.question! in answers));
    const added = Object.entries(answers).flatMap(([question, answer]) =>
      answer === undefined ? [] : [`question ${question} ${answer ? 'yes' : 'no'}`],
    );
    this.set({ suppose: [...kept, ...added] });
  }
}

/** The question that a supposition answers, if it answers one. */
export function answered(line: string): { question: string; answer: boolean } | undefined {
  const match = /^(?:question )?(\w+) (yes|no)$/.exec(line);
  return match ? { question: match[1]!, answer: match[2] === 'yes' } : undefined;
}

/** The scenario as a text of the language. */
export function written(terms: Terms): string {
  const lines = [
    `on ${terms.on}`,
    ...terms.reading.map((name) => `reading ${name}`),
    ...terms.stance.map((code) => `stance ${code}`),
    ...terms.suppose.map((line) => `suppose ${line}`),
    ...terms.event.map((line) => (terms.at && !/ at /.test(line) ? `${line} at ${terms.at}` : line)),
  ];
  return `scenario bench "Built on the bench" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}

/**
 * A scenario of a text as terms, for the commands that take events and no text. Facts that all agree on answer their question, as a
 * supposition does; what is only asserted settles nothing and cannot be told this way.
 */
export function termsOf(answer: Answer): Terms {
  const { on, events, suppose, readings, facts } = answer.scenario;
  const agreed = facts.filter((f) => f.asserted_by.length === 0).map((f) => `question ${f.question} ${f.answer ? 'yes' : 'no'}`);
  return { event: events.map((e) => e.text), on, reading: readings, stance: [], suppose: [...suppose, ...agreed], at: '' };
}

/** What became of a text: its answers, what is wrong with it, and which of its scenarios is shown. */
export interface TypedState {
  runs: Answer[];
  fault: string;
  shown: string;
}

export const scenario = new Scenario();
