// Which part of the square of places is seen, and where in the picture a place stands. The places are those of the document.

export type Point = [number, number];

const closest = 40;
/** Pixels around the whole, for names at its edge. */
const margin: Point = [48, 26];

export class Camera {
  zoom = $state(1);
  /** The place that stands in the middle. */
  middle = $state.raw<Point>([0.5, 0.5]);
  width = $state(800);
  height = $state(600);

  readonly #room = $derived([Math.max(40, this.width - 2 * margin[0]), Math.max(40, this.height - 2 * margin[1])] as const);
  /** Pixels of the whole, across and down: it is as wide as the page has room, within reason. */
  readonly across = $derived(Math.min(this.#room[0], this.#room[1] * 1.7) * this.zoom);
  readonly down = $derived(Math.min(this.#room[1], this.#room[0] * 1.4) * this.zoom);

  at = (x: number, y: number): Point => [
    this.width / 2 + (x - this.middle[0]) * this.across,
    this.height / 2 + (y - this.middle[1]) * this.down,
  ];
  place = (px: number, py: number): Point => [
    this.middle[0] + (px - this.width / 2) / this.across,
    this.middle[1] + (py - this.height / 2) / this.down,
  ];

  /** Grows by a factor around a pixel, which keeps its place. */
  grow(factor: number, [px, py]: Point = [this.width / 2, this.height / 2]): void {
    const before = this.place(px, py);
    this.zoom = Math.min(closest, Math.max(1, this.zoom * factor));
    const after = this.place(px, py);
    this.#put(this.middle[0] + before[0] - after[0], this.middle[1] + before[1] - after[1]);
  }

  move(dx: number, dy: number): void {
    this.#put(this.middle[0] + dx / this.across, this.middle[1] + dy / this.down);
  }

  whole(): void {
    this.zoom = 1;
    this.middle = [0.5, 0.5];
  }

  /** Moves only if a place is out of sight. */
  reveal(x: number, y: number): void {
    const [px, py] = this.at(x, y);
    if (px < 20 || py < 20 || px > this.width - 20 || py > this.height - 20) this.#put(x, y);
  }

  #put(x: number, y: number): void {
    if (this.zoom === 1) this.middle = [0.5, 0.5];
    else this.middle = [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
  }
}
