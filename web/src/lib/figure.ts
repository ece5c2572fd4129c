// Taking a figure along: SVG, PNG, CSV, JSON, each stamped with what it rests on.

/** What every figure says of itself. */
export interface Stamp {
  title: string;
  /** The digest of the corpus, `sha256:…`. */
  digest: string;
  on?: string;
  readings?: string[];
  suppose?: string[];
}

export const disclaimer = 'A statement about texts, not a prediction.';

/** The lines under a figure. */
export function stampLines(stamp: Stamp): string[] {
  const terms = [
    stamp.on && `on ${stamp.on}`,
    ...(stamp.readings ?? []).map((reading) => `reading ${reading}`),
    ...(stamp.suppose ?? []).map((supposed) => `supposed: ${supposed}`),
  ].filter(Boolean);
  return [`casus · corpus ${stamp.digest.slice(0, 19)}…${terms.length ? ` · ${terms.join(' · ')}` : ''}`, disclaimer];
}

/** Hands a file to the reader. */
export function download(name: string, type: string, content: BlobPart): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A name of a file made of a title. */
export function fileName(title: string, ending: string): string {
  return `casus-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 60)}.${ending}`;
}

/** RFC 4180, after two lines that say what the table rests on. */
export function csvOf(rows: readonly (readonly (string | number)[])[], stamp: Stamp): string {
  const cell = (value: string | number): string => {
    let text = String(value);
    // A spreadsheet would take it for a formula.
    if (typeof value === 'string' && /^[=+\-@\t]/.test(text)) text = `'${text}`;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const notes = [stamp.title, ...stampLines(stamp)].map((line) => `# ${line}`);
  return [...notes, ...rows.map((row) => row.map(cell).join(','))].join('\r\n') + '\r\n';
}

const drawn = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity', 'font-family',
  'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility', 'display'];

/** The picture as a file of its own: styles written out, title above, stamp below, on the colour of the page. */
export function svgOf(picture: SVGSVGElement, stamp: Stamp): string {
  const box = picture.viewBox.baseVal.width ? picture.viewBox.baseVal : new DOMRect(0, 0, picture.clientWidth, picture.clientHeight);
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const from = [picture, ...picture.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    const target = to[i] as SVGElement | undefined;
    if (!target) return;
    for (const name of drawn) target.style.setProperty(name, style.getPropertyValue(name));
    target.removeAttribute('tabindex');
    for (const { name } of [...target.attributes]) if (name.startsWith('aria-') || name === 'role' || name === 'class') target.removeAttribute(name);
  });
  const page = getComputedStyle(document.documentElement);
  const ink = page.getPropertyValue('--ink');
  const size = box.width / 60;
  const lines = stampLines(stamp);
  const outer = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const height = box.height + size * (3 + lines.length * 1.5);
  outer.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  outer.setAttribute('viewBox', `0 0 ${box.width} ${height}`);
  outer.setAttribute('width', String(Math.round(box.width)));
  outer.setAttribute('height', String(Math.round(height)));
  const add = (name: string, attributes: Record<string, string | number>, text = ''): SVGElement => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    outer.append(element);
    return element;
  };
  add('rect', { width: box.width, height, fill: page.getPropertyValue('--paper') });
  const text = { 'font-family': 'sans-serif', fill: ink, x: size * 0.6 };
  add('text', { ...text, y: size * 1.5, 'font-size': size * 1.2, 'font-weight': 600 }, stamp.title);
  copy.setAttribute('x', '0');
  copy.setAttribute('y', String(size * 2));
  copy.setAttribute('width', String(box.width));
  copy.setAttribute('height', String(box.height));
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
  outer.append(copy);
  lines.forEach((line, i) => add('text', { ...text, y: box.height + size * (3.2 + i * 1.4), 'font-size': size * 0.9 }, line));
  return new XMLSerializer().serializeToString(outer);
}

/** The same as pixels, twice as fine as on the screen. */
export async function pngOf(picture: SVGSVGElement, stamp: Stamp): Promise<Blob> {
  const svg = svgOf(picture, stamp);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'));
}
