// pack.mjs FOLDER PACK: all files of a folder as one block for src/server/page.cpp: a line for each with path, type, bytes and compressed
// bytes, an empty line, then the bytes. What does not become smaller is not compressed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [folder, pack] = process.argv.slice(2);
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
  .sort();
const lines = [];
const blocks = [];
let page = 0;
let map = 0;
for (const name of names) {
  const type = types[extname(name)];
  if (!type) throw new Error(`${name}: what type is it? Add it in pack.mjs`);
  const bytes = readFileSync(join(folder, name));
  const smaller = gzipSync(bytes, { level: 9 });
  const compressed = smaller.length < bytes.length ? smaller : Buffer.alloc(0);
  lines.push([name, type, bytes.length, compressed.length].join('\t'));
  blocks.push(bytes, compressed);
  // The map is counted apart: its geometry and what draws it load after the page.
  if (name.includes('WorldMap')) map += compressed.length || bytes.length;
  else if (extname(name) === '.js' || extname(name) === '.css' || extname(name) === '.html') page += compressed.length || bytes.length;
}
writeFileSync(pack, Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), ...blocks]));
console.log(`The page: ${names.length} files, ${Math.round(page / 1024)} KB compressed, and ${Math.round(map / 1024)} KB for the map without its geometry`);
if (page > 250 * 1024) throw new Error('the page is larger than 250 KB');
