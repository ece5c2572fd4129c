// The state of the screen, kept in the address: `on`, `by`, `act`, `kind`, `show`, `view`, `state`, `other`, `way`, `attacker`,
// `instrument`, `from`, `to`, `tab`; `reading`, `stance` and `suppose` where a link brings them.
import { address } from '../../lib/address.svelte';
import type { Body } from '../../lib/api.svelte';
import { standings } from './standing';
import type { Standing } from './documents';

export type ViewName = 'whole' | 'state' | 'time';
export const views: { name: ViewName; title: string }[] = [
  { name: 'whole', title: 'All states' },
  { name: 'state', title: 'One state' },
  { name: 'time', title: 'Through time' },
];

class View {
  /** Empty: today, by the server. */
  readonly on = $derived(address.one('on'));
  readonly by = $derived(address.all('by'));
  readonly act = $derived(address.one('act'));
  readonly kind = $derived(address.one('kind'));
  readonly state = $derived(address.one('state'));
  readonly instrument = $derived(address.one('instrument'));
  readonly name: ViewName = $derived.by(() => views.find((one) => one.name === address.one('view'))?.name ?? 'whole');
  /** What is drawn; all of it unless the address says less. */
  readonly shown = $derived.by((): Standing[] => {
    const wanted = address.all('show');
    const known = standings.map((one) => one.standing);
    return wanted.length === 0 ? known : known.filter((one) => wanted.includes(one));
  });

  /** The other state of a pair, and which of the two is bound. */
  readonly other = $derived(address.one('other'));
  readonly way = $derived(address.one('way') === 'gives' ? ('gives' as const) : ('receives' as const));

  /** Readings and suppositions, which the screen takes from a link and hands on. */
  readonly terms = $derived({ reading: address.all('reading'), stance: address.all('stance'), suppose: address.all('suppose') });
  readonly body = $derived<Body>({
    on: this.on, by: this.by.join(','), act: this.act, kind: this.kind, ...this.terms,
  });

  set(changes: Record<string, string | string[]>, replace = false): void {
    address.set(changes, replace);
  }
  /** Opens the view around a state. */
  open(state: string): void {
    this.set({ view: 'state', state, other: '', way: '' });
  }
  toggle(standing: Standing): void {
    const next = this.shown.includes(standing) ? this.shown.filter((one) => one !== standing) : [...this.shown, standing];
    // Nothing to show would be no picture; everything is the rule and is not named.
    if (next.length > 0) this.set({ show: next.length === standings.length ? '' : next }, true);
  }
}

export const view = new View();
