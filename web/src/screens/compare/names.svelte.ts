// The names that the pickers offer and the tables spell out: states and instruments of the corpus, and what the server was started
// with. Asked for once.
import { call, connection } from '../../lib/api.svelte';

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

class Names {
  states = $state.raw<Named[]>([]);
  instruments = $state.raw<Named[]>([]);
  about = $state.raw<About>();
  #titles = new Map<string, string>();
  #asked = false;

  /** Asks for whatever is not here yet; again once the server is back. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#load();
  }

  async #load(): Promise<void> {
    const [states, instruments, about] = await Promise.all([
      call<{ items: { code: string; title: string }[] }>('list', { what: 'states' }),
      call<{ items: Named[] }>('list', { what: 'instruments' }),
      // A description of the server, no command: it is read.
      fetch('./api/about').then((response) => response.json() as Promise<About>, () => undefined),
    ]);
    const byTitle = (a: Named, b: Named): number => a.title.localeCompare(b.title, 'en');
    if (states.ok) {
      this.#titles = new Map(states.document.items.map((state) => [state.code, state.title]));
      this.states = states.document.items.map((state) => ({ name: state.code, title: state.title })).sort(byTitle);
    }
    if (instruments.ok) this.instruments = [...instruments.document.items].sort(byTitle);
    this.about = about;
    if (!states.ok || !instruments.ok) {
      this.#asked = false;
      connection.whenBack(() => this.ask());
    }
  }

  /** The name of a state, or its code while names are not here. */
  state(code: string): string {
    return (this.states.length > 0 && this.#titles.get(code)) || code;
  }

  instrument(name: string): string {
    return this.instruments.find((one) => one.name === name)?.title ?? name;
  }

  get digest(): string {
    return this.about?.corpus.digest ?? '';
  }
}

export const names = new Names();
