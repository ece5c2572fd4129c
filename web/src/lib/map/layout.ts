// Where things stand in the picture: states, dots for small ones, marks of disputed places, arcs; and which state is meant by a
// point or an arrow key.
import { geodesic, project, type MapShape, type Way, type XY } from './geometry';
import type { Painted } from './land';
import type { Arc, World, WorldPlace } from './types';

/** The smallest area that can be seen and hit, in pixels; what is smaller becomes a dot or a mark. */
const smallSide = 6;
/** Half of the 24 pixels that a target needs. */
const reach = 12;

export interface Seat {
  code: string;
  name: string;
  /** Where its dot or letter stands. */
  at: XY;
  /** Where its arcs begin and end: the capital where it is known. */
  capital: XY;
  size: number;
  shapes: MapShape[];
}

export interface Mark {
  place: WorldPlace;
  at: XY;
}

/** States with a place on the map, by code. */
export function seatsOf(painted: readonly Painted[], world: World): Map<string, Seat> {
  const seats = new Map<string, Seat>();
  const shapesOf = new Map<string, MapShape[]>();
  for (const { shape, picks, disputed } of painted) {
    // A territory or a disputed place is not where a state sits, unless it is all that it has.
    const home = picks && !shape.land && (!disputed || shape.state === picks);
    if (home) shapesOf.set(picks, [...(shapesOf.get(picks) ?? []), shape]);
  }
  for (const { code, name, capital } of world.states) {
    const shapes = shapesOf.get(code) ?? [];
    const largest = shapes.reduce<MapShape | undefined>((a, b) => (a && a.size >= b.size ? a : b), undefined);
    const city = capital ? project(capital.at[1], capital.at[0]) : undefined;
    const at = largest?.at ?? city;
    if (at) seats.set(code, { code, name, at, capital: city ?? at, size: largest?.size ?? 0, shapes });
  }
  return seats;
}

export const isDot = (seat: Seat, pixels: number): boolean => seat.size * pixels < smallSide;

/** Room for a mark, in pixels: wider while the whole world is seen, so that the answer is seen first. */
const room = (pixels: number): number => (pixels < 2 ? 26 : 15);

/** Marks that fit without covering one another; more of them as the picture grows. `pixels` is how many a unit has. */
export function marksOf(places: readonly WorldPlace[], areas: readonly Painted[], pixels: number): Mark[] {
  const taken: XY[] = [];
  const free = ([x, y]: XY): boolean => taken.every(([u, v]) => Math.hypot(x - u, y - v) * pixels > room(pixels));
  const shown = new Set<string>();
  for (const { shape, disputed } of areas) {
    if (!disputed || shape.size * pixels < smallSide) continue;
    shown.add(disputed.name);
    taken.push(shape.at);
  }
  const marks: Mark[] = [];
  for (const place of places) {
    if (!place.at || shown.has(place.name)) continue;
    const at = project(place.at[1], place.at[0]);
    if (!free(at)) continue;
    taken.push(at);
    marks.push({ place, at });
  }
  return marks;
}

export type Hit = { code: string } | { place: WorldPlace } | undefined;

/** What a point means: the nearest small state or mark in reach, but not if the middle of the area under it is nearer. */
export function hitAt(at: XY, pixels: number, seats: Iterable<Seat>, marks: readonly Mark[], under: Painted | undefined): Hit {
  const away = ([x, y]: XY): number => Math.hypot(x - at[0], y - at[1]) * pixels;
  const area: Hit = under && (under.disputed && !under.picks ? { place: under.disputed } : under.picks ? { code: under.picks } : undefined);
  let hit: Hit;
  let nearest = area && under ? Math.min(reach, away(under.shape.at)) : reach;
  for (const seat of seats) {
    if (seat.size * pixels > 2 * reach || away(seat.at) > nearest) continue;
    nearest = away(seat.at);
    hit = { code: seat.code };
  }
  for (const { at: where, place } of marks) {
    // Over land that can be picked a mark is only as large as it looks.
    if (away(where) > Math.min(nearest, area ? 6 : reach)) continue;
    nearest = away(where);
    hit = { place };
  }
  return hit ?? area;
}

/** The next state in a direction: near, and not far off the line. */
export function neighbour(from: XY, [dx, dy]: XY, seats: Iterable<Seat>): Seat | undefined {
  let best: Seat | undefined;
  let least = Infinity;
  for (const seat of seats) {
    const [x, y] = [seat.at[0] - from[0], seat.at[1] - from[1]];
    const along = x * dx + y * dy;
    const off = Math.abs(x * dy - y * dx);
    if (along <= 0.01 || off > along * 1.5) continue;
    const cost = along + 1.5 * off;
    if (cost < least) [best, least] = [seat, cost];
  }
  return best;
}

export function waysOf(arcs: readonly Arc[], seats: ReadonlyMap<string, Seat>): (Way & Arc)[] {
  return arcs.flatMap((arc) => {
    const [from, to] = [seats.get(arc.from), seats.get(arc.to)];
    return from && to && from !== to ? [{ ...arc, ...geodesic(from.capital, to.capital) }] : [];
  });
}
