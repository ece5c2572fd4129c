// Network and timeline: the figures of the document in words and table, picks by keyboard, dates, the brush, links, files.
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

/** What the command line says, over the same server. */
async function ask(name, body) {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${server.token}` },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200);
  return response.json();
}
const standing = (document, name) => document.edges.filter((edge) => edge.standing === name).length;
const summary = (page) => page.getByRole('status').filter({ hasText: 'commitments bound' });
const told = (page, on) => summary(page).filter({ hasText: `On ${on}` }).textContent();
/** The table that is seen, a list of cells a row, without its headings. */
const cells = (page) =>
  page.getByRole('tabpanel').locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
const picture = (page) => page.getByRole('listbox', { name: /who is bound to help whom/i });

test('words and table tell the figures of the document, on each date its own', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/network?tab=table&on=1913-07-01' });
  const seen = new Set();
  for (const on of ['1913-07-01', '1949-12-01', '2024-06-01']) {
    const document = await ask('network', { on });
    await page.getByLabel('Date', { exact: true }).fill(on);
    const text = (await told(page, on)).replaceAll(',', '');
    assert.match(text, new RegExp(`${standing(document, 'bound')} commitments bound`));
    assert.match(text, new RegExp(`${standing(document, 'open')} open ${standing(document, 'political')} political`));
    const rows = await cells(page);
    assert.equal(rows.length, document.nodes.length);
    const byCode = new Map(rows.map((row) => [row[1], row]));
    for (const node of document.nodes) {
      const row = byCode.get(node.state);
      assert.deepEqual([row[0], Number(row[2]), Number(row[3])], [node.name, node.bound_to_help, node.helped_by]);
      assert.equal(Number(row[4]), document.edges.filter((edge) => edge.from === node.state && edge.standing === 'open').length);
    }
    seen.add(JSON.stringify(rows));
  }
  assert.equal(seen.size, 3);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a state is picked with the keyboard, in the picture and by its name', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/network?on=2024-06-01' });
  const document = await ask('network', { on: '2024-06-01' });
  const poland = document.nodes.find((node) => node.state === 'POL');
  await picture(page).focus();
  await page.keyboard.type('Pola');
  await page.getByRole('option', { name: `Poland: bound to help ${poland.bound_to_help}; bound to help it ${poland.helped_by}` }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Poland 2024-06-01' }).waitFor();
  assert.match(page.url(), /view=state/);
  assert.match(page.url(), /state=POL/);
  const toward = page.getByRole('listbox', { name: 'Toward Poland' }).getByRole('option');
  assert.equal(await toward.count(), document.edges.filter((edge) => edge.to === 'POL').length);

  const field = page.getByLabel('Find a state');
  await field.fill('Estonia');
  await field.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Estonia 2024-06-01' }).waitFor();
  await field.fill('Atlantis');
  await field.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'Atlantis' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('a commitment opens to the sentences of casus, the scenario and the texts', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/network?on=2024-06-01&view=state&state=POL' });
  await page.getByRole('listbox', { name: 'Toward Poland' }).getByRole('option').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const pair = page.getByRole('region', { name: 'United States toward Poland' });
  await pair.getByText('Choose an attacker').waitFor();
  await pair.getByLabel('If it is attacked by').fill('Russia');
  await pair.getByLabel('If it is attacked by').press('Enter');
  const answer = await ask('ask', { event: ['RUS attacks POL'], on: '2024-06-01' });
  const duty = answer.duties.find((one) => one.debtor === 'USA' && one.act === 'assist');
  await pair.getByText(duty.sentence).waitFor();
  assert.equal(
    await pair.getByRole('link', { name: 'North Atlantic Treaty' }).getAttribute('href'),
    '#/reader?instrument=north_atlantic_treaty&on=2024-06-01',
  );
  await pair.getByRole('link', { name: /Open the scenario/ }).click();
  await page.getByRole('heading', { level: 1, name: /Russia attacks Poland/ }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('what is asked changes the figures', async () => {
  const { page, context } = await open(browser, server, { path: '#/network?on=2024-06-01' });
  const before = await told(page, '2024-06-01');
  await page.getByLabel('By', { exact: true }).fill('Russia');
  await page.getByLabel('By', { exact: true }).press('Enter');
  await summary(page).filter({ hasText: 'armed attack by Russia' }).waitFor();
  const document = await ask('network', { on: '2024-06-01', by: 'RUS' });
  assert.match((await told(page, '2024-06-01')).replaceAll(',', ''), new RegExp(`${standing(document, 'bound')} commitments bound`));
  await page.getByLabel('Help: at least').selectOption('consult');
  await summary(page).filter({ hasText: 'consult or more' }).waitFor();
  await page.getByLabel('Help: at least').selectOption('assist');
  await page.getByRole('button', { name: 'Take out attacker Russia' }).click();
  await summary(page).filter({ hasText: 'by any state' }).filter({ hasText: 'assist or more' }).waitFor();
  assert.equal(await told(page, '2024-06-01'), before);
  await context.close();
});

test('the brush moves with the keyboard and filters the rows', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/network?view=time&state=POL&tab=table' });
  const timeline = await ask('timeline', { state: 'POL' });
  const first = page.getByRole('slider', { name: 'First year' });
  const last = page.getByRole('slider', { name: 'Last year' });
  await first.waitFor();
  assert.equal((await cells(page)).length, timeline.commitments.length);
  const begin = Number(await first.getAttribute('aria-valuenow'));

  await first.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  assert.equal(Number(await first.getAttribute('aria-valuenow')), begin + 11);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('PageDown');
  assert.equal(Number(await first.getAttribute('aria-valuenow')), begin);

  // Its end of the world: no handle goes beyond the other.
  await last.focus();
  await page.keyboard.press('Home');
  assert.equal(await last.getAttribute('aria-valuetext'), `to ${begin}`);
  for (let i = 0; i < 3; ++i) await page.keyboard.press('PageUp');
  assert.equal(await last.getAttribute('aria-valuetext'), `to ${begin + 30}`);
  const end = `${begin + 30}-12-31`;
  const early = (text) => /\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? '';
  const wanted = timeline.commitments.filter((one) => early(one.from) <= end).length;
  assert.equal((await cells(page)).length, wanted);
  assert.ok(wanted < timeline.commitments.length);
  assert.match(page.url(), new RegExp(`to=${begin + 30}`));
  await page.keyboard.press('End');
  await page.waitForFunction((n) => document.querySelectorAll('[role=tabpanel] tbody tr').length === n, timeline.commitments.length);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a handle of the brush is drawn with the pointer', async () => {
  const { page, context } = await open(browser, server, { path: '#/network?view=time&instrument=north_atlantic_treaty' });
  const first = page.getByRole('slider', { name: 'First year' });
  const box = await first.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 200, y, { steps: 4 });
  await page.mouse.up();
  assert.ok(Number(await first.getAttribute('aria-valuenow')) > 1955);
  await context.close();
});

test('a bar leads to the text', async () => {
  const { page, context } = await open(browser, server, { path: '#/network?view=time&state=POL' });
  const bar = page.getByRole('link', { name: /^North Atlantic Treaty, party/ });
  assert.equal(await bar.getAttribute('href'), '#/reader?instrument=north_atlantic_treaty&on=1999-03-12');
  await context.close();
});

test('a link restores the screen', async () => {
  const paths = [
    '#/network?on=1949-12-01&by=SUN&tab=table',
    '#/network?on=2024-06-01&view=state&state=POL&other=USA&attacker=RUS&show=bound',
    '#/network?view=time&state=USA&from=1950&to=1980',
  ];
  for (const path of paths) {
    const first = await open(browser, server, { path });
    await first.page.waitForLoadState('networkidle');
    const seen = await first.page.getByRole('main').ariaSnapshot();
    const url = new URL(first.page.url());
    await first.context.close();
    const second = await open(browser, server, { path: url.hash });
    await second.page.waitForLoadState('networkidle');
    assert.equal(await second.page.getByRole('main').ariaSnapshot(), seen);
    assert.equal(url.hash, path);
    await second.context.close();
  }
});

test('picture and table are taken along', async () => {
  const { page, context } = await open(browser, server, { path: '#/network?on=2024-06-01' });
  await told(page, '2024-06-01');
  const files = page.getByRole('group', { name: /^Take along: Who is bound to help whom/ });
  const download = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), files.getByRole('button', { name }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const document = await ask('network', { on: '2024-06-01' });
  const png = await download('PNG');
  assert.match(png.name, /\.png$/);
  assert.equal(png.bytes.subarray(1, 4).toString('latin1'), 'PNG');
  assert.ok(png.bytes.length > 20_000);
  const svg = (await download('SVG')).bytes.toString('utf8');
  assert.match(svg, /A statement about texts, not a prediction/);
  assert.match(svg, /bound to help/);
  const csv = (await download('CSV')).bytes.toString('utf8').trim().split('\r\n');
  assert.ok(csv.some((line) => line.includes(document.corpus.digest.slice(0, 19))));
  assert.equal(csv.filter((line) => !line.startsWith('#')).length, document.nodes.length + 1);
  assert.deepEqual(JSON.parse((await download('JSON')).bytes.toString('utf8')), document);
  const [each] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('group', { name: /^Take along: Commitments/ }).getByRole('button', { name: 'CSV' }).click(),
  ]);
  const lines = (await readFile(await each.path(), 'utf8')).trim().split('\r\n').filter((line) => !line.startsWith('#'));
  assert.equal(lines.length, document.edges.length + 1);
  await context.close();
});

test('the picture is drawn, grows, and is fine on fine screens', async () => {
  const { page, context } = await open(browser, server, { path: '#/network?on=2024-06-01', deviceScaleFactor: 2 });
  await told(page, '2024-06-01');
  await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas');
    return canvas && canvas.width >= 2 * canvas.clientWidth - 2 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
  });
  await page.getByRole('button', { name: 'Larger' }).click();
  await page.getByRole('button', { name: 'Whole' }).click();
  assert.ok(await page.getByRole('button', { name: 'Smaller' }).isDisabled());
  await context.close();
});

test('nothing keeps anybody out, at either width', async () => {
  const paths = ['#/network?on=2024-06-01', '#/network?on=1949-12-01&tab=table', '#/network?on=2024-06-01&view=state&state=POL&other=USA&attacker=RUS',
    '#/network?view=time&state=FRA', '#/network?view=time'];
  for (const width of [1440, 390])
    for (const scheme of ['light', 'dark']) {
      const { page, context, faults } = await open(browser, server, { width, height: 900, scheme });
      for (const path of paths) {
        await page.goto(`http://127.0.0.1:${server.port}/${path}`);
        await page.getByRole('heading', { level: 1, name: 'Network and timeline' }).waitFor();
        await page.waitForLoadState('networkidle');
        assert.deepEqual(await axeFindings(page), [], `${path} ${width} ${scheme}`);
        const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= shown, `${path}: ${wide} px`);
      }
      assert.deepEqual(faults, []);
      await context.close();
    }
});
