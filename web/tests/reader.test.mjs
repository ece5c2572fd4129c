// Texts beside their code.
import assert from 'node:assert/strict';
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

const nato = '#/reader?instrument=north_atlantic_treaty';
const lines = (page) => page.locator('[data-line].lit');

test('a text is found by its title, with the keyboard', async () => {
  const { page, context, faults } = await open(browser, server, { path: '#/reader' });
  await page.getByRole('heading', { level: 1, name: 'North Atlantic Treaty' }).waitFor();
  const picker = page.getByRole('combobox', { name: 'Text' });
  await picker.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Kyiv Security Compact');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Kyiv Security Compact' }).waitFor();
  await page.getByText('a proposal that binds nobody').waitFor();
  assert.match(page.url(), /instrument=kyiv_security_compact/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('words are looked for in all texts', async () => {
  const { page, context } = await open(browser, server, { path: '#/reader' });
  await page.getByLabel('Words in the texts').fill('neutral');
  await page.keyboard.press('Enter');
  const found = page.getByRole('region', { name: 'Found: neutral' });
  await found.getByRole('button', { name: /Austrian Neutrality Act, article I\(1\)/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Austrian Neutrality Act' }).waitFor();
  await lines(page).first().waitFor();
  await context.close();
});

test('a provision lights its lines, and a line its provision', async () => {
  const { page, context } = await open(browser, server, { path: nato });
  const says = page.getByRole('region', { name: 'What it says' });
  await says.getByRole('article', { name: /^article 5: .*Collective defence/ }).hover();
  await lines(page).first().waitFor();
  const text = (await lines(page).allInnerTexts()).join('\n');
  assert.match(text, /article 5 "Collective defence"/);
  assert.match(text, /each other party must assist the victim/);
  assert.doesNotMatch(text, /Consultation|second paragraph/);

  const code = page.getByRole('region', { name: 'Its code' });
  const begin = code.getByRole('button', { name: /^Line \d+, article 4: show what it says$/ });
  await begin.focus();
  await says.locator('article.lit', { hasText: 'article 4 Consultation' }).waitFor();
  await page.keyboard.press('Enter');
  assert.match(page.url(), /provision=article\+4/);
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('article.lit', { hasText: 'article 4 Consultation' }).waitFor();
  await context.close();
});

test('members stand as of the day', async () => {
  const { page, context } = await open(browser, server, { path: `${nato}&on=1949-12-31` });
  const members = page.getByRole('region', { name: 'Who is bound by it' });
  await members.getByText('12 parties').waitFor();
  await page.getByLabel('On', { exact: true }).fill('2024-12-31');
  await members.getByText('32 parties').waitFor();
  assert.match(await members.innerText(), /Sweden/);
  await members.getByText('Through the years').click();
  await members.getByRole('img', { name: /12 in 1949, .*32 in 2024/ }).waitFor();
  await members.getByRole('tab', { name: 'Table' }).click();
  await members.getByRole('row', { name: /Finland party.*2023-04-04/ }).waitFor();
  await context.close();
});

test('members whose days are vague are those that casus tells', async () => {
  const { page, context } = await open(browser, server, { path: '#/reader?instrument=anad_agreement&on=1990-01-01' });
  const members = page.getByRole('region', { name: 'Who is bound by it' });
  await members.getByText('7 parties').waitFor();
  await members.getByText('Through the years').click();
  assert.notEqual(await members.locator('path.line').getAttribute('d'), '');
  await context.close();
});

test('what a lawyer would mark leads to its line', async () => {
  const { page, context } = await open(browser, server, { path: nato });
  const finding = page.getByRole('button', { name: /^article 4, line \d+$/ }).first();
  const line = /line (\d+)/.exec(await finding.innerText())[1];
  await finding.click();
  await page.locator(`[data-line="${line}"].lit.marked`).getByText('nothing says by when to consult').waitFor();
  await context.close();
});

test('nothing keeps anybody out, on a desk and on a telephone', async () => {
  for (const [width, scheme] of [[1440, 'light'], [390, 'dark']]) {
    const { page, context } = await open(browser, server, { path: nato, width, height: 844, scheme });
    await page.getByRole('region', { name: 'Its code' }).waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    assert.deepEqual(await axeFindings(page), [], `${width} ${scheme}`);
    await context.close();
  }
});
