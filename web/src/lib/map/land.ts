// Whose land a shape shows on a date, and as whom it is painted. What is in dispute, who claims and who administers is read from
// the corpus; the shape only says which place it shows.
import type { MapShape } from './geometry';
import type { View, World, WorldPlace } from './types';

export interface Painted {
  shape: MapShape;
  /** The state that a click on it picks, or none. */
  picks: string | undefined;
  /** The state whose colour it has, or none. */
  as: string | undefined;
  /** The place in dispute that it shows. */
  disputed: WorldPlace | undefined;
  title: string;
}

/** Successions by the state that succeeds, from the documents of several days. */
export function successionsOf(worlds: readonly World[]): Map<string, Set<string>> {
  const result = new Map<string, Set<string>>();
  for (const { states } of worlds)
    for (const { code, succeeds } of states) for (const { state } of succeeds) (result.get(code) ?? result.set(code, new Set()).get(code)!).add(state);
  return result;
}

/** The one state of the day that a state of today was part of, where the successions leave no choice. */
export function stateThen(code: string, there: ReadonlySet<string>, successions: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  let now = [code];
  const seen = new Set(now);
  while (now.length > 0) {
    const found = now.filter((c) => there.has(c));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    now = now.flatMap((c) => [...(successions.get(c) ?? [])]).filter((c) => !seen.has(c));
    for (const c of now) seen.add(c);
  }
  return undefined;
}

/** As whom a disputed place is painted; nobody where the view or the corpus names none, or more than one. */
function seenAs(place: WorldPlace, view: View): string | undefined {
  const only = (codes: string[]): string | undefined => (codes.length === 1 ? codes[0] : undefined);
  if (view === 'administered') return only(place.administered_by);
  if (view === 'sovereign') return only(place.sovereign);
  if (view.startsWith('claim:')) {
    const claimant = view.slice('claim:'.length);
    if (claimantsOf(place).includes(claimant)) return claimant;
  }
  return undefined;
}

/** Who holds or claims title: those who claim it, and the state that most hold sovereign. */
export const claimantsOf = (place: WorldPlace): string[] => [...new Set([...place.claimed_by, ...place.sovereign])].sort();

export function paint(
  shapes: readonly MapShape[],
  world: World,
  successions: ReadonlyMap<string, ReadonlySet<string>>,
  view: View,
): Painted[] {
  const there = new Set(world.states.map((s) => s.code));
  const names = new Map(world.states.map((s) => [s.code, s.name]));
  const places = new Map(world.places.map((p) => [p.name, p]));
  const lands = new Map(world.lands?.map((l) => [l.name, l]));
  return shapes.map((shape) => {
    const disputed = shape.place ? places.get(shape.place) : undefined;
    const own = shape.state && there.has(shape.state) ? shape.state : undefined;
    if (disputed) {
      // A state that is there and whose only land is the place keeps its standing, which is what the answer says of it.
      const sided = view !== 'hatched' && !(view.startsWith('claim:') && !claimantsOf(disputed).includes(view.slice('claim:'.length)));
      const as = sided ? seenAs(disputed, view) : own;
      return { shape, picks: own ?? as, as, disputed, title: disputed.title };
    }
    const home = shape.state ?? shape.parent;
    const then = home && stateThen(home, there, successions);
    if (then) return { shape, picks: then, as: then, disputed: undefined, title: names.get(then) ?? shape.name };
    const land = shape.land ? lands.get(shape.land) : undefined;
    const holder = land?.sovereign.length === 1 ? land.sovereign[0] : undefined;
    if (holder) return { shape, picks: holder, as: holder, disputed: undefined, title: `${land!.title} (${names.get(holder) ?? holder})` };
    return { shape, picks: undefined, as: undefined, disputed: undefined, title: shape.name };
  });
}
