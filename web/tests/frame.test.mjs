// The frame of all screens: being let in, going about, being without a server.
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

test('the printed address lets in and leaves no token behind', async () => {
  const { page, context, faults } = await open(browser, server);
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  assert.ok(!page.url().includes('token'));
  await page.reload();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('without the token the page says what to do', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const response = await page.goto(`http://127.0.0.1:${server.port}/`);
  assert.equal(response.status(), 401);
  assert.match(await page.textContent('body'), /casus serve/);
  await context.close();
});

test('a screen that there is not leads back', async () => {
  const { page, context } = await open(browser, server, { path: '#/nowhere' });
  await page.getByRole('link', { name: 'To the scenario bench' }).click();
  await page.waitForURL(/#\/bench/);
  await context.close();
});

test('every screen opens from the navigation, by keyboard alone, with a title of its own', async () => {
  const { page, context, faults } = await open(browser, server);
  const links = page.getByRole('navigation', { name: 'Screens' }).getByRole('link');
  const titles = new Set();
  for (let i = 0; i < (await links.count()); ++i) {
    await links.nth(i).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('nav a')[n]?.getAttribute('aria-current') === 'page', i);
    await page.getByRole('main').locator('h1').first().waitFor();
    titles.add(await page.title());
  }
  assert.equal(titles.size, await links.count());
  assert.deepEqual(faults, []);
  await context.close();
});

test('going back restores the screen', async () => {
  const { page, context } = await open(browser, server, { path: '#/nowhere' });
  await page.getByRole('link', { name: 'To the scenario bench' }).click();
  await page.waitForURL(/#\/bench/);
  await page.goBack();
  await page.getByText('There is no screen').waitFor();
  await context.close();
});

test('colours are chosen and kept', async () => {
  const { page, context } = await open(browser, server, { scheme: 'light' });
  await page.getByLabel('Colours').selectOption('dark');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.reload();
  await page.getByRole('navigation').waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  await page.getByLabel('Colours').selectOption('light');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), dark);
  await context.close();
});

test('no screen has a fault that keeps somebody out', async () => {
  for (const scheme of ['light', 'dark']) {
    const { page, context } = await open(browser, server, { scheme });
    const names = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    for (const name of names) {
      await page.goto(`http://127.0.0.1:${server.port}/${name}`);
      await page.getByRole('main').locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      assert.deepEqual(await axeFindings(page), [], `${name} ${scheme}`);
    }
    await context.close();
  }
});

test('no screen is wider than a telephone', async () => {
  const { page, context } = await open(browser, server, { width: 390, height: 844 });
  const names = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  for (const name of names) {
    await page.goto(`http://127.0.0.1:${server.port}/${name}`);
    await page.getByRole('main').locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= shown, `${name}: ${wide} px`);
  }
  await context.close();
});
