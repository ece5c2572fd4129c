// screenshots.mjs CASUS [WIDTH…]: pictures of every screen of the workbench, light and dark, in docs/images (`make screenshots`). Those that
// the documentation shows are in the repository; all others are made for looking at.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [casus, ...widths] = process.argv.slice(2);
if (!casus) throw new Error('usage: node screenshots.mjs CASUS [WIDTH…]');
process.env.CASUS = casus;
const { browse, open, serve } = await import('../tests/support.mjs');
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const images = join(root, 'docs/images');
mkdirSync(images, { recursive: true });

// The history screen shows a few invented wars: the data of others are not in the repository.
const folder = mkdtempSync(join(tmpdir(), 'casus-screenshots-'));
const history = join(folder, 'history.sqlite');
for (const [name, ...files] of [['atop', 'atop'], ['wars', 'wars', 'wars_initiators'], ['leeds_anac', 'leeds_anac']])
  spawnSync(casus, ['import', name, ...files.map((file) => join(root, 'tests/history/fixtures', `${file}.csv`)), '--out', history], { stdio: 'inherit' });

const poland = 'on=2023-02-21&event=RUS+invades+POL';
const screens = {
  bench: `#/bench?${poland}`,
  'bench-open': '#/bench?on=2022-04-27&event=RUS+cyber_operation+against+EST',
  'bench-why': `#/bench?${poland}&select=USA&proof=north_atlantic_treaty/article+5/assist/POL`,
  'bench-typed': `#/bench?${poland}&tab=typed&text=${encodeURIComponent('scenario poland "An attack on Poland" {\n  on 2023-02-21\n  RUS invades POL\n  expect duty to assist for USA under north_atlantic_treaty\n}\n')}`,
  brief: `#/bench?${poland}&brief=yes`,
  reader: '#/reader?instrument=north_atlantic_treaty',
  compare: '#/compare',
  network: '#/network?on=2023-02-21',
  'network-state': '#/network?on=2023-02-21&view=state&state=POL',
  'network-time': '#/network?view=time&state=POL',
  pledges: '#/pledges',
  claims: '#/claims',
  history: '#/history',
};
const heights = { 1440: 900, 1024: 768, 390: 844 };
const server = await serve('--history', history);
const browser = await browse();
for (const width of widths.length > 0 ? widths.map(Number) : [1440])
  for (const scheme of ['light', 'dark']) {
    for (const [name, path] of Object.entries(screens)) {
      const { page, context, faults } = await open(browser, server, { width, height: heights[width] ?? 900, scheme, path });
      await page.waitForLoadState('networkidle');
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'));
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(images, `${name}-${width}-${scheme}.png`) });
      if (faults.length > 0) console.error(name, width, scheme, faults);
      await context.close();
    }
    const { page, context } = await open(browser, server, { width, height: heights[width] ?? 900, scheme, guide: true });
    await page.getByRole('region', { name: 'Guide' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(images, `guide-${width}-${scheme}.png`) });
    await context.close();
  }
await browser.close();
await server.stop();
rmSync(folder, { recursive: true });
