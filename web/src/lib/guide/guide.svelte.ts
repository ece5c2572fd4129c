// The guided first visit: steps that put real scenarios on the bench. Each is an address; the reader can wander off at any time.
import { address } from '../address.svelte';

export interface Step {
  title: string;
  text: string;
  /** What the bench shows at this step. */
  words: Record<string, string[]>;
}

const on = ['2023-02-21'];
const poland = ['RUS invades POL'];
const ukraine = ['RUS invades UKR'];

export const steps: Step[] = [
  {
    title: 'Poland is attacked',
    text: 'Suppose Russia invades Poland on 21 February 2023. On the map, B marks the states that some text binds to assist, whatever is answered to open questions. The cards list to what, under which provision.',
    words: { on, event: poland },
  },
  {
    title: 'Why one state is bound',
    text: 'A state clicked on the map, or its code in a card, shows its duties. Here is the United States, with the proof of its duty under article 5: each step, and the clause that was read.',
    words: { on, event: poland, select: ['USA'], proof: ['north_atlantic_treaty/article 5/assist/POL'] },
  },
  {
    title: 'Ukraine is attacked',
    text: 'The same day, with Ukraine in place of Poland. No text binds a state to assist. France is selected: the list says at which condition each clause fails, nearest first.',
    words: { on, event: ukraine, select: ['FRA'] },
  },
  {
    title: 'Suppose Ukraine is in NATO',
    text: 'One supposition: Ukraine is party to the North Atlantic Treaty. Everything is worked out again under it. Take it away on the left and the duties go with it.',
    words: { on, event: ukraine, suppose: ['UKR party to north_atlantic_treaty'] },
  },
  {
    title: 'Suppose the Kyiv Security Compact',
    text: 'The Compact of 2022 is a proposal that binds nobody. Supposed in force, and with Ukraine asking for help, it would call on its guarantors to consult within 24 hours and to decide within 72. See what it asks under “Called on”, and compare the verbs with those of article 5.',
    words: { on, event: [...ukraine, 'UKR requests assistance'], suppose: ['kyiv_security_compact in force'] },
  },
  {
    title: 'Where next',
    text: 'A cyber operation by an unknown actor: the answer is open. Turn the switches under “Open questions” and the map follows. Change the events, move the date, or type a scenario of your own. The address holds all of it: a link brings others to the same screen.',
    words: { on: ['2007-04-27'], event: ['unknown cyber_operation against EST asserted by EST to be by RUS'] },
  },
];

class Guide {
  step = $state<number>();

  /** On a first visit; a link that asks for something is answered first. */
  open(): void {
    if (localStorage.getItem('guide') === 'done' || this.step !== undefined) return;
    if (Object.keys(address.words).length === 0) this.go(0);
  }
  start(): void {
    this.go(0);
  }
  go(step: number): void {
    const to = steps[step];
    if (!to) return;
    this.step = step;
    address.go('bench', to.words, true);
  }
  close(): void {
    this.step = undefined;
    localStorage.setItem('guide', 'done');
  }
}

export const guide = new Guide();
