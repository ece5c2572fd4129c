// Which part of the square of places is seen, and where in the picture a place stands. The places are those of the document.

export type Point = [number, number];

const closest = 40;
/** Pixels around the whole, for names at its edge. */
const margin = 34;

export class Camera {
  zoom = $state(1);
  /** The place that stands in the middle. */
  middle = $state.raw<Point>([0.5, 0.5]);
  width = $state(800);
  height = $state(600);

  /** Pixels of the whole square. */
  readonly scale = $derived(Math.max(40, Math.min(this.width, this.height) - 2 * margin) * this.zoom);

  at = (x: number, y: number): Point => [
    this.width / 2 + (x - this.middle[0]) * this.scale,
    this.height / 2 + (y - this.middle[1]) * this.scale,
  ];
  place = (px: number, py: number): Point => [
    this.middle[0] + (px - this.width / 2) / this.scale,
    this.middle[1] + (py - this.height / 2) / this.scale,
  ];

  /** Grows by a factor around a pixel, which keeps its place. */
  grow(factor: number, [px, py]: Point = [this.width / 2, this.height / 2]): void {
    const before = this.place(px, py);
    this.zoom = Math.min(closest, Math.max(1, this.zoom * factor));
    const after = this.place(px, py);
    this.#put(this.middle[0] + before[0] - after[0], this.middle[1] + before[1] - after[1]);
  }

  move(dx: number, dy: number): void {
    this.#put(this.middle[0] + dx / this.scale, this.middle[1] + dy / this.scale);
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
