// Which part of the picture is seen.
import { height, width, type XY } from './geometry';

const closest = 24;

export class Camera {
  zoom = $state(1);
  /** Left upper corner, in units of the picture. */
  x = $state(0);
  y = $state(0);
  /** Height by width of what is seen. */
  aspect = $state(height / width);

  get box(): string {
    return `${this.x} ${this.y} ${width / this.zoom} ${(width * this.aspect) / this.zoom}`;
  }

  /** A narrow page sees less of the world, larger, and moves in it. */
  fit(narrow: boolean, [x, y]: XY): void {
    const aspect = narrow ? 0.85 : height / width;
    if (aspect === this.aspect) return;
    this.aspect = aspect;
    if (narrow) this.show([x, y], 2);
    else this.whole();
  }

  /** Grows by a factor around a point, which stays where it is. */
  grow(factor: number, [cx, cy]: XY = this.middle): void {
    const zoom = Math.min(closest, Math.max(1, this.zoom * factor));
    const ratio = this.zoom / zoom;
    this.#put(zoom, cx - (cx - this.x) * ratio, cy - (cy - this.y) * ratio);
  }

  move(dx: number, dy: number): void {
    this.#put(this.zoom, this.x + dx, this.y + dy);
  }

  whole(): void {
    this.#put(1, 0, 0);
  }

  /** Brings a point to the middle. */
  show([x, y]: XY, zoom = this.zoom): void {
    this.#put(zoom, x - width / zoom / 2, y - (width * this.aspect) / zoom / 2);
  }

  /** Moves only if the point is out of sight. */
  reveal([x, y]: XY): void {
    const [w, h] = [width / this.zoom, (width * this.aspect) / this.zoom];
    const inside = x > this.x + w * 0.05 && x < this.x + w * 0.95 && y > this.y + h * 0.05 && y < this.y + h * 0.95;
    if (!inside) this.show([x, y]);
  }

  get middle(): XY {
    return [this.x + width / this.zoom / 2, this.y + (width * this.aspect) / this.zoom / 2];
  }

  #put(zoom: number, x: number, y: number): void {
    const [w, h] = [width / zoom, (width * this.aspect) / zoom];
    this.zoom = zoom;
    this.x = Math.min(width - w, Math.max(0, x));
    // A view higher than the world has it in its middle.
    this.y = h > height ? (height - h) / 2 : Math.min(height - h, Math.max(0, y));
  }
}
