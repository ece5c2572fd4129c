// The shapes of the map, loaded and projected once. Nothing here knows a date or a standing.
import { geoEqualEarth, geoInterpolate, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Topology } from 'topojson-specification';
import address from 'virtual:world-map';

import type { ShapeProperties } from '../../../scripts/map-geometry';

/** The picture at no zoom, in units of its own. */
export const width = 960;
export const height = 440;

export type XY = [x: number, y: number];

export interface MapShape extends Omit<ShapeProperties, 'at'> {
  path: string;
  /** What an outline of ours is cut to. */
  cut?: string;
  at: XY;
  /** The longer side of its largest part, in units of the picture. */
  size: number;
}

export interface Geometry {
  shapes: MapShape[];
  /** Disputed land drawn inside other shapes. */
  outlines: MapShape[];
}

// Without resampling: the shapes have points enough, and a border along a parallel stays straight.
const projection = geoEqualEarth().scale(170).translate([width / 2, 231]).precision(0);

export function project(longitude: number, latitude: number): XY {
  return projection([longitude, latitude])!;
}

let loading: Promise<Geometry> | undefined;

export function loadGeometry(): Promise<Geometry> {
  loading ??= fetch(address)
    .then((response) => {
      if (!response.ok) throw new Error(`the geometry of the map was not sent (${response.status})`);
      return response.json() as Promise<World>;
    })
    .then(projected)
    .catch((error: unknown) => {
      loading = undefined; // The next one may try again.
      throw error;
    });
  return loading;
}

type World = Topology<{ shapes: GeometryCollection<ShapeProperties> }>;

/** Every point of the borders is projected once, also where two states share it; d3 draws what crosses the edge of the picture. */
function projected(world: World): Geometry {
  const { scale, translate } = world.transform!;
  const arcs = world.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      const longitude = (x += dx!) * scale[0] + translate[0];
      const [px, py] = project(longitude, (y += dy!) * scale[1] + translate[1]);
      return { longitude, x: px, y: py, text: `${Math.round(px * 100) / 100},${Math.round(py * 100) / 100}` };
    });
  });
  const byD3 = geoPath(projection).digits(2);
  const drawn = (shape: MultiPolygon): { path: string; size: number } => {
    const polygons = shape.arcs.map((polygon) =>
      polygon.map((ring) => ring.flatMap((a) => (a < 0 ? arcs[~a]!.slice(1).reverse() : arcs[a]!.slice(0, -1)))),
    );
    const crosses = polygons.some((polygon) =>
      polygon.some((ring) => ring.some((point, i) => Math.abs(point.longitude - ring[(i + 1) % ring.length]!.longitude) > 180)),
    );
    // The build puts the largest part first; spread-out archipelagos are as small as their largest island.
    const largest = polygons[0]![0]!;
    const side = (values: number[]): number => Math.max(...values) - Math.min(...values);
    const size = Math.max(side(largest.map((p) => p.x)), side(largest.map((p) => p.y)));
    const path = crosses
      ? (byD3(feature(world, shape)) ?? '')
      : polygons.map((polygon) => polygon.map((ring) => `M${ring.map((p) => p.text).join('L')}Z`).join('')).join('');
    return { path, size };
  };
  const result: Geometry = { shapes: [], outlines: [] };
  for (const shape of world.objects.shapes.geometries) {
    const properties = shape.properties as ShapeProperties;
    const at = project(...properties.at);
    if (shape.type === 'GeometryCollection') {
      const [ring, land] = shape.geometries as [MultiPolygon, MultiPolygon];
      result.outlines.push({ ...properties, at, ...drawn(ring), cut: drawn(land).path });
    } else if (shape.type === 'MultiPolygon') result.shapes.push({ ...properties, at, ...drawn(shape) });
  }
  return result;
}

/** The edge of the world in this projection. */
export const globe = (): string => geoPath(geoEqualEarth().scale(projection.scale()).translate(projection.translate())).digits(1)({ type: 'Sphere' }) ?? '';

export interface Way {
  path: string;
  /** Where its arrow stands, and its direction in degrees. */
  arrow: XY;
  turn: number;
}

/** The shortest way over the globe between two points of the picture, and where its arrow stands. */
export function geodesic(from: XY, to: XY): Way {
  const pieces = 48;
  const between = geoInterpolate(projection.invert!(from)!, projection.invert!(to)!);
  const points = Array.from({ length: pieces + 1 }, (_, i) => project(...between(i / pieces)));
  const path = points
    .map(([x, y], i) => {
      // Beyond the edge of the picture it goes on at the other edge.
      const leaps = i === 0 || Math.abs(x - points[i - 1]![0]) > width / 3;
      return `${leaps ? 'M' : 'L'}${x.toFixed(2)},${y.toFixed(2)}`;
    })
    .join('');
  const middle = Math.round(pieces * 0.6);
  const [a, b] = [points[middle - 1]!, points[middle]!];
  return { path, arrow: b, turn: (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI };
}
