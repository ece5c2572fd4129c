// Claims with their verdicts, pledges and what became of them, and how often pledges that came due were kept.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { axeFindings, browse, open, serve } from './support.mjs';

// A few invented rows in the form of the data sets, which are not in the repository.
const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../../tests/history/fixtures');
const folder = mkdtempSync(join(tmpdir(), 'casus-page-'));
const history = join(folder, 'history.sqlite');
for (const [name, ...files] of [['atop', 'atop.csv'], ['wars', 'wars.csv', 'wars_initiators.csv'], ['leeds_anac', 'leeds_anac.csv']]) {
  const ran = spawnSync(process.env.CASUS, ['import', name, ...files.map((file) => join(fixtures, file)), '--out', history]);
  assert.equal(ran.status, 0, String(ran.stderr));
}

let server, browser;
before(async () => {
  server = await serve('--history', history);
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

test('claims are listed with verdict and reasons, and filtered', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/claims' });
  const table = page.getByRole('table', { name: /^Claims of Poland asks NATO/ });
  await table.getByRole('row', { name: /Joe Biden lands in Warsaw as Vice President.*contradicted in part.*Kamala Harris was Vice President/ }).waitFor();
  await page.getByRole('status').getByText('24 of 24 claims').waitFor();
  await page.getByRole('button', { name: 'not decidable (5)' }).click();
  await page.getByRole('status').getByText('5 of 24 claims').waitFor();
  assert.equal(await table.getByRole('row').count(), 6);
  assert.match(page.url(), /verdict|show/);
  await page.reload();
  await page.getByRole('status').getByText('5 of 24 claims').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('pledges: sums by stage, what is not covered, and the table behind the picture', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/pledges' });
  const corpus = page.getByRole('region', { name: 'Pledges written in the corpus' });
  await corpus.getByText('not covered: contracted, cancelled').waitFor();
  await corpus.getByRole('button', { name: 'EUR', exact: true }).click();
  await corpus.getByRole('tab', { name: 'Table' }).first().click();
  await corpus.getByRole('row', { name: /^Germany/ }).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), corpus.getByRole('button', { name: 'CSV' }).first().click()]);
  assert.match(await readFile(await file.path(), 'utf8'), /Germany/);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('history: a cell opens its cases, another definition changes the count', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/history' });
  await page.getByText('2 of 5', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: '2 kept in the 1900s: open the cases' }).click();
  const cases = page.getByRole('region', { name: 'Conflicts that began in the 1900s, kept: 2 cases' });
  await cases.getByText('Paper War').first().click();
  await cases.getByText('joined, 1900-05-10').first().waitFor();
  const definitions = page.getByLabel('Definition');
  await definitions.selectOption('members');
  await page.getByText('2 of 5', { exact: true }).first().waitFor({ state: 'detached' });
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('history without data says what to do', async () => {
  const own = await serve();
  const { page, context } = await open(browser, own, { path: '#/history' });
  await page.getByRole('heading', { name: 'This screen needs data that casus does not bring' }).waitFor();
  await page.getByText('casus serve --history history.sqlite').waitFor();
  await context.close();
  await own.stop();
});
