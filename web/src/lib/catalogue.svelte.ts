// What the corpus holds, fetched once: names for what an answer tells in codes, and choices for pickers.
import { SvelteMap } from 'svelte/reactivity';

import { call, connection } from './api.svelte';

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

export interface Named {
  name: string;
  title: string;
}
export interface About {
  engine: string;
  corpus: { digest: string; instruments: number; coded?: string };
  today: string;
  /** Whether it was given a store of pledges, and imported history. */
  pledges: boolean;
  history: boolean;
}

class Catalogue {
  about = $state.raw<About>();
  states = $state.raw<{ code: string; title: string }[]>([]);
  instruments = $state.raw<Instrument[]>([]);
  readings = $state.raw<Reading[]>([]);
  events = $state.raw<EventKind[]>([]);
  acts = $state.raw<{ name: string; family: string }[]>([]);
  places = $state.raw<{ name: string; title: string }[]>([]);
  questions = $state.raw<{ name: string; text: string }[]>([]);
  #named = false;
  #filled = false;
  /** Questions about one state or event are in no list; their words come with the answers that name them. */
  #told = new SvelteMap<string, string>();

  readonly #states = $derived(new Map(this.states.map((s) => [s.code, s.title])));
  readonly #instruments = $derived(new Map(this.instruments.map((i) => [i.name, i.title])));
  readonly #questions = $derived(new Map(this.questions.map((q) => [q.name, q.text])));

  /** Asks for names and for what the server was started with, once; again when the server is back. */
  async ask(): Promise<void> {
    if (this.#named) return;
    this.#named = true;
    const [states, instruments, about] = await Promise.all([
      list<{ code: string; title: string }>('states'),
      list<Instrument>('instruments'),
      // A description of the server, no command: it is read.
      fetch('./api/about').then((response) => response.json() as Promise<About>, () => undefined),
    ]);
    if (states) this.states = states;
    if (instruments) this.instruments = instruments;
    this.about = about;
    if (states && instruments && about) return;
    this.#named = false;
    connection.whenBack(() => void this.ask());
  }

  /** Asks for all else that scenarios are built with. A browser asks six things at a time: names, which answers are read with, first. */
  async fill(): Promise<void> {
    await this.ask();
    if (this.#filled) return;
    this.#filled = true;
    const [events, acts, readings, questions, places] = await Promise.all([
      list<EventKind>('events'),
      list<{ name: string; family: string }>('acts'),
      list<Reading>('readings'),
      list<{ name: string; text: string }>('questions'),
      list<Named>('places'),
    ]);
    if (events) this.events = events;
    if (acts) this.acts = acts;
    if (readings) this.readings = readings;
    if (questions) this.questions = questions;
    if (places) this.places = places;
    if (events && acts && readings && questions && places) return;
    this.#filled = false;
    connection.whenBack(() => void this.fill());
  }

  tell(questions: { id: string; text: string }[]): void {
    for (const { id, text } of questions) if (this.#told.get(id) !== text) this.#told.set(id, text);
  }

  get today(): string {
    return this.about?.today ?? '';
  }
  /** The digest of the corpus, empty while it is not known. */
  get digest(): string {
    return this.about?.corpus.digest ?? '';
  }
  /** States and instruments for pickers, by title. */
  readonly statesByTitle = $derived(this.states.map((s) => ({ name: s.code, title: s.title })).sort(byTitle));
  readonly instrumentsByTitle = $derived([...this.instruments].sort(byTitle));

  /** The name of a state, or its code while names are not here. */
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

const byTitle = (a: Named, b: Named): number => a.title.localeCompare(b.title, 'en');

async function list<T>(what: string): Promise<T[] | undefined> {
  const reply = await call<{ items: T[] }>('list', { what });
  return reply.ok ? reply.document.items : undefined;
}

/** A name of the language as words. */
export const words = (name: string): string => name.replaceAll('_', ' ');

export const catalogue = new Catalogue();
