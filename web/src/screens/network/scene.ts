// The picture as shapes: what the canvas paints on the screen and the SVG file holds are one and the same.
import type { Point } from './camera.svelte';
import type { NetworkDocument, NetworkEdge, NetworkNode, Standing } from './documents';
import { standings } from './standing';

export interface Layer {
  standing: Standing;
  /** Of the state that is looked at; the others step back. */
  near: boolean;
  lines: string;
  heads: string;
  opacity: number;
  width: number;
  dash: number[];
}
export interface Dot {
  node: NetworkNode;
  x: number;
  y: number;
  radius: number;
  /** Nothing binds it to another, nor another to it. */
  alone: boolean;
  far: boolean;
}
export interface Label {
  text: string;
  x: number;
  y: number;
  strong: boolean;
  soft: boolean;
}
export interface Scene {
  width: number;
  height: number;
  layers: Layer[];
  dots: Dot[];
  labels: Label[];
  /** Whether all lines have heads, or only those of the state that is looked at. */
  headed: boolean;
}

export interface SceneTerms {
  width: number;
  height: number;
  zoom: number;
  at: (x: number, y: number) => Point;
  shown: readonly Standing[];
  /** The state that is looked at or picked, if any. */
  focus: string;
  measure: (text: string, strong: boolean) => number;
}

/** More lines than this in sight, and heads would cover one another, unless states stand far apart. */
const headLimit = 700;
const headZoom = 6;
export const labelSize = 12;

const fixed = (value: number): string => value.toFixed(1);

export function radiusOf(node: NetworkNode, most: number, zoom: number): number {
  const weight = Math.sqrt((node.bound_to_help + node.helped_by) / Math.max(1, most));
  return (1.8 + 3.6 * weight) * Math.min(2.4, zoom ** 0.35);
}

export function sceneOf(document: NetworkDocument, terms: SceneTerms): Scene {
  const { width, height, at, focus } = terms;
  const most = document.nodes.reduce((max, node) => Math.max(max, node.bound_to_help + node.helped_by), 1);
  const edges = document.edges.filter((edge) => terms.shown.includes(edge.standing));
  const near = new Set<string>([focus]);
  for (const edge of edges) {
    if (edge.from === focus) near.add(edge.to);
    if (edge.to === focus) near.add(edge.from);
  }
  const dots = new Map<string, Dot>();
  for (const node of document.nodes) {
    const [x, y] = at(node.x, node.y);
    const alone = node.bound_to_help + node.helped_by === 0;
    dots.set(node.state, { node, x, y, alone, far: focus !== '' && !near.has(node.state), radius: radiusOf(node, most, terms.zoom) });
  }

  const inside = (dot: Dot): boolean => dot.x > -20 && dot.y > -20 && dot.x < width + 20 && dot.y < height + 20;
  // A line through the picture between two states outside of it is no help to anybody.
  const seen = edges.flatMap((edge) => {
    const [from, to] = [dots.get(edge.from), dots.get(edge.to)];
    return from && to && (inside(from) || inside(to)) ? [{ edge, from, to }] : [];
  });
  const headed = seen.length <= headLimit || terms.zoom >= headZoom;
  /** The more lines of a kind, the fainter each. */
  const opacities = new Map(
    standings.map(({ standing }) => {
      const lines = seen.filter(({ edge }) => edge.standing === standing).length;
      return [standing, Math.min(0.8, (standing === 'bound' ? 24 : 8) / Math.sqrt(lines + 1))];
    }),
  );

  const layers: Layer[] = [];
  for (const isNear of [false, true]) {
    if (isNear && !focus) continue;
    // What is bound is drawn last.
    for (const { standing, dash } of [...standings].reverse()) {
      const lines: string[] = [];
      const heads: string[] = [];
      for (const { edge, from, to } of seen) {
        const touches = focus !== '' && (edge.from === focus || edge.to === focus);
        if (edge.standing !== standing || touches !== isNear) continue;
        // A mutual commitment is one line with two heads; it is drawn from the first of the two.
        if (edge.mutual && edge.from > edge.to) continue;
        draw(edge, from, to, headed || isNear, lines, heads);
      }
      if (lines.length > 0)
        layers.push({
          standing, near: isNear, lines: lines.join(''), heads: heads.join(''),
          opacity: isNear ? 0.95 : (opacities.get(standing) ?? 0.5) * (focus ? fading(dash) : 1), width: isNear ? 1.6 : 1,
          // Gaps in faint lines cannot be seen and are slow to draw.
          dash: isNear || !focus ? dash : [],
        });
    }
  }
  const order = [...dots.values()].sort((a, b) => weightOf(b, focus, near) - weightOf(a, focus, near) || (a.node.state < b.node.state ? -1 : 1));
  return { width, height, layers, dots: [...dots.values()].filter(inside), labels: labelsOf(order.filter(inside), terms), headed };
}

/** What steps back keeps little of its colour; a whole line has more of it than a dotted one. */
function fading(dash: readonly number[]): number {
  const [stroke, gap] = dash;
  return 0.2 * (stroke && gap ? stroke / (stroke + gap) : 1);
}

function weightOf(dot: Dot, focus: string, near: ReadonlySet<string>): number {
  const { state, bound_to_help, helped_by } = dot.node;
  return (state === focus ? 1e6 : 0) + (focus && near.has(state) ? 1e4 : 0) + bound_to_help + helped_by;
}

/** A line bent to its left, so that one way and the other are two lines; a mutual one is straight. */
function draw(edge: NetworkEdge, from: Dot, to: Dot, heads: boolean, lines: string[], points: string[]): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return;
  const bend = edge.mutual ? 0 : 0.08;
  const control: Point = [(from.x + to.x) / 2 + dy * bend, (from.y + to.y) / 2 - dx * bend];
  lines.push(
    edge.mutual
      ? `M${fixed(from.x)} ${fixed(from.y)}L${fixed(to.x)} ${fixed(to.y)}`
      : `M${fixed(from.x)} ${fixed(from.y)}Q${fixed(control[0])} ${fixed(control[1])} ${fixed(to.x)} ${fixed(to.y)}`,
  );
  if (!heads || length < from.radius + to.radius + 6) return;
  points.push(headOf(control, to));
  if (edge.mutual) points.push(headOf(control, from));
}

function headOf([cx, cy]: Point, dot: Dot): string {
  const angle = Math.atan2(dot.y - cy, dot.x - cx);
  const tip = dot.radius + 1;
  const [x, y] = [dot.x - Math.cos(angle) * tip, dot.y - Math.sin(angle) * tip];
  const corner = (turn: number): string =>
    `L${fixed(x - Math.cos(angle + turn) * 7)} ${fixed(y - Math.sin(angle + turn) * 7)}`;
  return `M${fixed(x)} ${fixed(y)}${corner(0.38)}${corner(-0.38)}Z`;
}

/** Names beside dots as long as there is room, the larger states first. */
function labelsOf(order: readonly Dot[], terms: SceneTerms): Label[] {
  const taken: [number, number, number, number][] = [];
  const free = (x: number, y: number, w: number, h: number): boolean =>
    x >= 2 && y >= 2 && x + w <= terms.width - 2 && y + h <= terms.height - 2 &&
    taken.every(([u, v, a, b]) => x >= u + a || u >= x + w || y >= v + b || v >= y + h);
  const labels: Label[] = [];
  // A name hides no state that is larger than a speck.
  for (const dot of order) if (!dot.alone && !dot.far) taken.push([dot.x - dot.radius, dot.y - dot.radius, 2 * dot.radius, 2 * dot.radius]);
  const height = labelSize + 3;
  for (const dot of order) {
    const strong = dot.node.state === terms.focus;
    // While one state is looked at, only it and its own are named.
    if (dot.far) continue;
    const width = terms.measure(dot.node.name, strong) + 4;
    const gap = dot.radius + 3;
    const spots: Point[] = [
      [dot.x + gap, dot.y - height / 2], [dot.x - gap - width, dot.y - height / 2],
      [dot.x - width / 2, dot.y - gap - height], [dot.x - width / 2, dot.y + gap],
    ];
    const spot = spots.find(([x, y]) => free(x, y, width, height)) ?? (strong ? spots[2] : undefined);
    if (!spot) continue;
    taken.push([spot[0], spot[1], width, height]);
    labels.push({ text: dot.node.name, x: spot[0] + 2, y: spot[1] + height - 4, strong, soft: dot.alone && !strong });
  }
  return labels;
}
