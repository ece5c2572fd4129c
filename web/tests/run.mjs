// run.mjs CASUS [NAME…]: the tests of the page in a real browser, on the built binary. Exit 77 where there is no browser or no page.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [casus, ...names] = process.argv.slice(2);
process.env.CASUS = casus;
const { browserPath, canRun, serve } = await import('./support.mjs');
if (!canRun) {
  console.log(`There is no browser at ${browserPath}: the tests of the page are left out.`);
  process.exit(77);
}
const server = await serve();
const page = await fetch(server.address, { redirect: 'manual', headers: {} });
const built = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { Authorization: `Bearer ${server.token}` } });
await server.stop();
if (page.status !== 303 || built.status === 501) {
  console.log('This casus was built without the page: its tests are left out.');
  process.exit(77);
}
const folder = dirname(fileURLToPath(import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs') && (names.length === 0 || names.some((n) => name.startsWith(n))))
  .map((name) => join(folder, name));
const ran = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...files], { stdio: 'inherit' });
process.exit(ran.status ?? 1);
