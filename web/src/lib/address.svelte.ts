// The state of a screen, kept in the address after the `#`: `#/bench?on=2023-02-21&event=RUS+invades+POL`. A link restores the
// screen; what stands after the `#` is never sent to the server.

/** Where the page is: the screen, and its words by key, each a list. */
class Address {
  screen = $state('bench');
  words = $state<Record<string, string[]>>({});

  constructor() {
    this.#read();
    window.addEventListener('hashchange', () => this.#read());
  }

  /** All words of a key, in order. */
  all(key: string): string[] {
    return this.words[key] ?? [];
  }

  /** The first word of a key, or an empty text. */
  one(key: string): string {
    return this.words[key]?.[0] ?? '';
  }

  /** Sets keys; an empty text or list takes one out. `replace` leaves no step in the history of the browser (for sliders). */
  set(changes: Record<string, string | string[]>, replace = false): void {
    const words = { ...this.words };
    for (const [key, value] of Object.entries(changes)) {
      const list = (Array.isArray(value) ? value : [value]).filter((word) => word !== '');
      if (list.length > 0) words[key] = list;
      else delete words[key];
    }
    this.go(this.screen, words, replace);
  }

  /** Opens a screen with these words and no others. */
  go(screen: string, words: Record<string, string[]> = {}, replace = false): void {
    const hash = hashOf(screen, words);
    this.screen = screen;
    this.words = words;
    if (hash === window.location.hash) return;
    if (replace) window.history.replaceState(null, '', hash);
    else window.history.pushState(null, '', hash);
  }

  #read(): void {
    const [path = '', query = ''] = window.location.hash.replace(/^#\/?/, '').split('?', 2);
    const words: Record<string, string[]> = {};
    for (const [key, value] of new URLSearchParams(query)) (words[key] ??= []).push(value);
    this.screen = path || 'bench';
    this.words = words;
  }
}

/** The part of the address after the path, for links. */
export function hashOf(screen: string, words: Record<string, string[]> = {}): string {
  const query = new URLSearchParams();
  for (const [key, list] of Object.entries(words)) for (const word of list) query.append(key, word);
  const text = query.toString();
  return `#/${screen}${text ? `?${text}` : ''}`;
}

export const address = new Address();
window.addEventListener('popstate', () => {
  // `pushState` raises no `hashchange` when the reader goes back.
  window.dispatchEvent(new HashChangeEvent('hashchange'));
});
