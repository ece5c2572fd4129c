// The handle of a slider over days, from 1816 to today: a day with the arrow keys, a year with Page Up and Page Down.
import { catalogue } from './catalogue.svelte';

const day = 86_400_000;
const first = Date.parse('1816-01-01');

/** Days from the first, and back. */
export const numberOf = (text: string): number => Math.round((Date.parse(text) - first) / day);
export const dayOf = (value: number): string => new Date(first + value * day).toISOString().slice(0, 10);

export class DayHandle {
  /** Where it is while it is moved; the question is asked when it rests. */
  #moved = $state<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #on: () => string;
  readonly #rest: (on: string) => void;

  readonly last = $derived.by(() => Math.max(numberOf(catalogue.today || '2026-01-01'), numberOf(this.#on())));
  readonly value = $derived.by(() => this.#moved ?? numberOf(this.#on()));

  constructor(on: () => string, rest: (on: string) => void) {
    this.#on = on;
    this.#rest = rest;
  }

  get text(): string {
    return dayOf(this.value);
  }

  move(to: number): void {
    this.#moved = Math.min(this.last, Math.max(0, to));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#moved !== undefined) this.#rest(dayOf(this.#moved));
      this.#moved = undefined;
    }, 80);
  }

  year(by: number): void {
    const date = new Date(first + this.value * day);
    date.setUTCFullYear(date.getUTCFullYear() + by);
    this.move(numberOf(date.toISOString().slice(0, 10)));
  }

  key(event: KeyboardEvent): void {
    const by = event.key === 'PageUp' ? 1 : event.key === 'PageDown' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    this.year(by);
  }
}
