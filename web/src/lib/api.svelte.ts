// Calls of the server: the JSON of the command line, `POST /api/NAME` with the options as fields.

/** A diagnostic as `casus --json` prints it. */
export interface Diagnostic {
  code: string;
  severity: 'error' | 'warning' | 'note';
  message: string;
  hint?: string;
  file?: string;
  line?: number;
  column?: number;
  end_line?: number;
  end_column?: number;
}

export type Reply<T> =
  | { ok: true; document: T; exit: number }
  | { ok: false; diagnostics: Diagnostic[]; message: string };

export type Body = Record<string, string | number | boolean | string[] | undefined>;

/** Whether the server answers. Screens keep what they show while it does not. */
class Connection {
  lost = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: (() => void)[] = [];

  report(answered: boolean): void {
    if (answered) {
      this.lost = false;
      return;
    }
    this.lost = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), 1000);
  }

  /** Runs `again` once the server is back. */
  whenBack(again: () => void): void {
    this.#waiting.push(again);
  }

  async #look(): Promise<void> {
    try {
      await fetch('./api/about', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' });
      this.report(true);
      const waiting = this.#waiting.splice(0);
      for (const again of waiting) again();
    } catch {
      this.report(false);
    }
  }
}

export const connection = new Connection();

/**
 * Asks the server. Rejects with an `AbortError` when `signal` is aborted; every other failure is a reply that says what is
 * wrong and what to do. Fields that are empty, false or undefined are left out.
 */
export async function call<T>(name: string, body: Body = {}, signal?: AbortSignal): Promise<Reply<T>> {
  const given = Object.fromEntries(
    Object.entries(body).filter(
      ([, value]) => value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );
  let response: Response;
  try {
    response = await fetch(`./api/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(given),
      signal: signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    connection.report(false);
    return { ok: false, diagnostics: [], message: 'The server does not answer. Start `casus serve` again; the page goes on by itself.' };
  }
  connection.report(true);
  const text = await response.text();
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { ok: false, diagnostics: [], message: `The server sent no answer (${response.status}).` };
  }
  if (response.ok) return { ok: true, document: document as T, exit: Number(response.headers.get('Casus-Exit') ?? 0) };
  const fault = document as { diagnostics?: Diagnostic[]; error?: { message: string; hint: string } };
  const diagnostics = fault.diagnostics ?? [];
  const first = diagnostics.find((d) => d.severity === 'error');
  return {
    ok: false,
    diagnostics,
    message: first
      ? [first.message, first.hint].filter(Boolean).join(' – ')
      : [fault.error?.message, fault.error?.hint].filter(Boolean).join(' – ') || `The server refused (${response.status}).`,
  };
}

/** What the last of a row of questions was answered: a newer question takes the place of an older one that is under way. */
export class Latest<T> {
  // Raw: a document of hundreds of kilobytes is taken as a whole, and is slow as one that watches each of its fields.
  reply = $state.raw<Reply<T> | undefined>(undefined);
  busy = $state(false);
  #under: AbortController | undefined;

  async ask(name: string, body: Body): Promise<void> {
    this.#under?.abort();
    const under = new AbortController();
    this.#under = under;
    this.busy = true;
    try {
      const reply = await call<T>(name, body, under.signal);
      if (this.#under !== under) return;
      if (!reply.ok && connection.lost) connection.whenBack(() => void this.ask(name, body));
      // What was seen last stays while the server is away.
      if (reply.ok || !connection.lost || !this.reply) this.reply = reply;
      this.busy = false;
    } catch {
      // Aborted by a newer question, which goes on.
    }
  }

  /** The document of the last answer, if it was one. */
  get document(): T | undefined {
    return this.reply?.ok ? this.reply.document : undefined;
  }
}
