// Arrangements side by side.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { axeFindings, browse, open, serve } from './support.mjs';

let server, browser;
before(async () => {
  server = await serve();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('NATO membership beside the Kyiv Security Compact', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/compare' });
  const features = page.getByRole('table', { name: 'Features of the arrangements, side by side' });
  await features.getByRole('row', { name: /^text binding proposal$/ }).waitFor();
  await features.getByRole('row', { name: /^consultation no time is set within 24 hours of the request/ }).waitFor();
  // The situation that tells them apart, with a sentence of each: one binds, the other would call on.
  const apart = page.getByRole('region', { name: 'What tells two apart' });
  await apart.getByText('Russia attacks Ukraine; nobody has asked for help; nobody has decided anything.').first().waitFor();
  assert.match(await apart.getByRole('region', { name: 'NATO membership (left)' }).innerText(), /Albania is bound to assist Ukraine/);
  assert.match(await apart.getByRole('region', { name: 'Kyiv Security Compact (right)' }).innerText(), /a proposal that binds nobody/);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an example, another attacker and a third arrangement stand in the address', async () => {
  const { page, context } = await open(browser, server, { path: '#/compare' });
  await page.getByRole('button', { name: 'Estonia: the North Atlantic Treaty or the Treaty on European Union' }).click();
  const features = page.getByRole('table', { name: 'Features of the arrangements, side by side' });
  await features.getByRole('columnheader', { name: /European Union/ }).waitFor();
  await page.getByLabel('Attacked by').selectOption({ label: 'Belarus' });
  await page.getByRole('button', { name: 'Take out Belarus as attacker' }).waitFor();
  await page.getByRole('button', { name: '+ another arrangement' }).click();
  await page.getByRole('group', { name: 'Arrangement 3' }).waitFor();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('group', { name: 'Arrangement 3' }).waitFor();
  await other.getByRole('button', { name: 'Take out Belarus as attacker' }).waitFor();
  await context.close();
});

test('the table of features is taken along with its stamp', async () => {
  const { page, context } = await open(browser, server, { path: '#/compare' });
  const menu = page.getByRole('group', { name: /^Take along: NATO membership/ }).first();
  await menu.waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), menu.getByRole('button', { name: 'CSV' }).click()]);
  const csv = await readFile(await file.path(), 'utf8');
  for (const words of [/corpus sha256:/, /A statement about texts, not a prediction/, /within 24 hours of the request/]) assert.match(csv, words);
  await context.close();
});

test('on a telephone nothing is cut off and nothing keeps anybody out', async () => {
  const { page, context } = await open(browser, server, { path: '#/compare', width: 390, height: 844 });
  await page.getByText('nobody has asked for help').first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  assert.deepEqual(await axeFindings(page), []);
  await context.close();
});
