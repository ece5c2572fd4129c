// What the corpus holds, fetched once: names for what an answer tells in codes, and choices for the builder.
import { SvelteMap } from 'svelte/reactivity';

import { call } from '../../lib/api.svelte';

export interface Instrument {
  name: string;
  title: string;
  force: string;
}
export interface Reading {
  name: string;
  title: string;
  by: string;
  source: string;
  answers: string;
}
export interface EventKind {
  name: string;
  verb: string;
}

class Catalogue {
  states = $state.raw<{ code: string; title: string }[]>([]);
  instruments = $state.raw<Instrument[]>([]);
  readings = $state.raw<Reading[]>([]);
  events = $state.raw<EventKind[]>([]);
  acts = $state.raw<{ name: string; family: string }[]>([]);
  places = $state.raw<{ name: string; title: string }[]>([]);
  questions = $state.raw<{ name: string; text: string }[]>([]);
  today = $state('');
  #asked = false;
  /** Questions about one state or event are in no list; their words come with the answers that name them. */
  #told = new SvelteMap<string, string>();

  readonly #states = $derived(new Map(this.states.map((s) => [s.code, s.title])));
  readonly #instruments = $derived(new Map(this.instruments.map((i) => [i.name, i.title])));
  readonly #questions = $derived(new Map(this.questions.map((q) => [q.name, q.text])));
  /** The family of each act, from which `casus ask` makes its headings. */
  readonly families = $derived(new Map(this.acts.map((a) => [a.name, a.family])));

  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const list = async <T>(what: string): Promise<T[]> => {
      const reply = await call<{ items: T[] }>('list', { what });
      if (!reply.ok) this.#asked = false;
      return reply.ok ? reply.document.items : [];
    };
    // A browser asks six things at a time: first what the answer on the screen is read with.
    await Promise.all([
      list<{ name: string; family: string }>('acts').then((items) => (this.acts = items)),
      list<Instrument>('instruments').then((items) => (this.instruments = items)),
      list<{ code: string; title: string }>('states').then((items) => (this.states = items)),
    ]);
    await Promise.all([
      call<{ today: string }>('about').then((reply) => reply.ok && (this.today = reply.document.today)),
      list<EventKind>('events').then((items) => (this.events = items)),
      list<Reading>('readings').then((items) => (this.readings = items)),
      list<{ name: string; text: string }>('questions').then((items) => (this.questions = items)),
      list<{ name: string; title: string }>('places').then((items) => (this.places = items)),
    ]);
  }

  tell(questions: { id: string; text: string }[]): void {
    for (const { id, text } of questions) if (this.#told.get(id) !== text) this.#told.set(id, text);
  }

  state(code: string): string {
    return this.#states.get(code) ?? code;
  }
  instrument(name: string): string {
    return this.#instruments.get(name) ?? words(name);
  }
  question(id: string): string {
    return this.#told.get(id) ?? this.#questions.get(id) ?? words(id);
  }

  /** A line of the language with names for codes: "RUS invades POL" reads "Russia invades Poland". */
  read(line: string): string {
    const asked = /^question (\w+) (yes|no)$/.exec(line);
    if (asked) return `${this.question(asked[1]!)} ${asked[2]}`;
    const read = line.replace(/\w+/g, (word) => this.#states.get(word) ?? this.#instruments.get(word) ?? words(word));
    return read.charAt(0).toUpperCase() + read.slice(1);
  }
}

/** A name of the language as words. */
export const words = (name: string): string => name.replaceAll('_', ' ');

export const catalogue = new Catalogue();
