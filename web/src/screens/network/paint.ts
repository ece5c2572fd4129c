// Paints a scene on a canvas, in the colours of the page.
import { labelSize, type Scene } from './scene';
import { markOf } from './standing';

export function measurer(): (text: string, strong: boolean) => number {
  const context = document.createElement('canvas').getContext('2d');
  const font = getComputedStyle(document.body).fontFamily;
  const known = new Map<string, number>();
  return (text, strong) => {
    const key = `${strong}${text}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${strong ? 700 : 400} ${labelSize}px ${font}`;
      width = context?.measureText(text).width ?? text.length * 7;
      known.set(key, width);
    }
    return width;
  };
}

export function paint(canvas: HTMLCanvasElement, scene: Scene, focus: string): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string): string => page.getPropertyValue(name).trim();
  const font = getComputedStyle(document.body).fontFamily;
  const fine = Math.min(3, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(scene.width * fine), Math.round(scene.height * fine)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(fine, 0, 0, fine, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);

  for (const layer of scene.layers) {
    const mark = markOf(layer.standing);
    context.globalAlpha = layer.opacity;
    context.strokeStyle = context.fillStyle = colour(mark.colour);
    context.lineWidth = layer.width;
    context.setLineDash(layer.dash);
    context.stroke(new Path2D(layer.lines));
    context.globalAlpha = Math.min(1, layer.opacity * 1.6);
    context.fill(new Path2D(layer.heads));
  }
  context.setLineDash([]);
  const [ink, paper, soft, accent] = ['--ink', '--paper', '--soft', '--focus'].map(colour) as [string, string, string, string];
  for (const dot of scene.dots) {
    context.globalAlpha = dot.far ? 0.35 : 1;
    context.beginPath();
    context.arc(dot.x, dot.y, dot.radius, 0, 2 * Math.PI);
    context.fillStyle = dot.alone ? paper : ink;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = dot.alone ? soft : paper;
    context.stroke();
    if (dot.node.state !== focus) continue;
    context.beginPath();
    context.arc(dot.x, dot.y, dot.radius + 4, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = accent;
    context.stroke();
  }
  context.globalAlpha = 1;
  context.lineJoin = 'round';
  for (const label of scene.labels) {
    context.font = `${label.strong ? 700 : 400} ${labelSize}px ${font}`;
    context.lineWidth = 3;
    context.strokeStyle = paper;
    context.strokeText(label.text, label.x, label.y);
    context.fillStyle = label.soft ? soft : ink;
    context.fillText(label.text, label.x, label.y);
  }
}
