// The shapes of the map, loaded and projected once. Nothing here knows a date or a standing.
import { geoEqualEarth, geoInterpolate, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
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
      return response.json() as Promise<Topology<{ shapes: GeometryCollection<ShapeProperties> }>>;
    })
    .then(projected)
    .catch((error: unknown) => {
      loading = undefined; // The next one may try again.
      throw error;
    });
  return loading;
}

function projected(world: Topology<{ shapes: GeometryCollection<ShapeProperties> }>): Geometry {
  const path = geoPath(projection).digits(2);
  const result: Geometry = { shapes: [], outlines: [] };
  for (const { geometry, properties } of feature(world, world.objects.shapes).features) {
    const at = project(...properties.at);
    if (geometry.type === 'GeometryCollection') {
      const [ring, land] = geometry.geometries;
      result.outlines.push({ ...properties, at, path: path(ring!) ?? '', cut: path(land!) ?? '', size: sideOf(path, ring!) });
    } else if (geometry.type === 'MultiPolygon') {
      // The build puts the largest part first; spread-out archipelagos are as small as their largest island.
      const largest = { type: 'Polygon' as const, coordinates: geometry.coordinates[0]! };
      result.shapes.push({ ...properties, at, path: path(geometry) ?? '', size: sideOf(path, largest) });
    }
  }
  return result;
}

function sideOf(path: ReturnType<typeof geoPath>, geometry: GeoPermissibleObjects): number {
  const [[left, top], [right, bottom]] = path.bounds(geometry);
  return Math.max(right - left, bottom - top);
}

/** The edge of the world in this projection. */
export const globe = (): string => geoPath(projection).digits(1)({ type: 'Sphere' }) ?? '';

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
