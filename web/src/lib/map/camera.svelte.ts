// Which part of the picture is seen.
import { height, width, type XY } from './geometry';

const closest = 24;

export class Camera {
  zoom = $state(1);
  /** Left upper corner, in units of the picture. */
  x = $state(0);
  y = $state(0);

  get box(): string {
    return `${this.x} ${this.y} ${width / this.zoom} ${height / this.zoom}`;
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

  /** Brings a point to the middle, no farther away than it is. */
  show([x, y]: XY, zoom = this.zoom): void {
    this.#put(zoom, x - width / zoom / 2, y - height / zoom / 2);
  }

  /** Moves only if the point is out of sight. */
  reveal(at: XY): void {
    const [w, h] = [width / this.zoom, height / this.zoom];
    const inside = at[0] > this.x + w * 0.05 && at[0] < this.x + w * 0.95 && at[1] > this.y + h * 0.05 && at[1] < this.y + h * 0.95;
    if (!inside) this.show(at);
  }

  get middle(): XY {
    return [this.x + width / this.zoom / 2, this.y + height / this.zoom / 2];
  }

  #put(zoom: number, x: number, y: number): void {
    this.zoom = zoom;
    this.x = Math.min(width - width / zoom, Math.max(0, x));
    this.y = Math.min(height - height / zoom, Math.max(0, y));
  }
}
