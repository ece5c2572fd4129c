// A `casus serve` and a browser for a test. CASUS names the binary, CHROMIUM another browser than Debian's.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

import axe from 'axe-core';
import { chromium } from 'playwright-core';

export const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const canRun = existsSync(browserPath) && Boolean(process.env.CASUS);

/** Starts the server; resolves with its address as printed. */
export async function serve(...words) {
  const child = spawn(process.env.CASUS, ['serve', ...(words.includes('--port') ? [] : ['--port', '0']), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [address] = await new Promise((done, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) => done([line]));
    child.once('exit', (code) => failed(new Error(`casus serve ended with ${code}`)));
  });
  const url = new URL(address);
  return {
    address,
    port: Number(url.port),
    token: url.searchParams.get('token'),
    /** Ends it as Ctrl-C does. */
    stop: () =>
      new Promise((done) => {
        if (child.exitCode !== null) return done();
        child.removeAllListeners('exit');
        child.once('exit', done);
        child.kill('SIGTERM');
      }),
  };
}

export async function browse() {
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page that is let in, and that notes what went wrong in it: faults of scripts, refusals of the policy, requests to elsewhere. */
export async function open(browser, server, { path = '', width = 1440, height = 900, scheme = 'light', guide = false, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  // A first visit begins with the guide; the other tests look at the screens.
  if (!guide) await context.addInitScript(() => localStorage.setItem('guide', 'done'));
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4|5)\d\d|ERR_CONNECTION/.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== `127.0.0.1:${server.port}`) faults.push(`asked ${request.url()}`);
  });
  await page.goto(server.address);
  if (path) await page.goto(`http://127.0.0.1:${server.port}/${path}`);
  return { page, context, faults };
}

/** What axe-core finds that is serious or critical, by the rules of WCAG 2.2 AA. */
export async function axeFindings(page) {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return result.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
}
