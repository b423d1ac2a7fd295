// The page in a browser, opened from disk. Skipped where no Chromium is installed.

import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { EXPLORATION_MEDIA_TYPE, type Exploration } from '../model/exploration.ts';
import { TRACE_MEDIA_TYPE } from '../model/trace-block.ts';
import { RunCollector } from '../run/collect-run.ts';
import { rolloutTrace, testMessages, trafficTrace } from '../run/test-messages.ts';
import { htmlReport } from './write-report.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const skip = CHROMIUM === undefined ? 'no Chromium in /usr/bin: the page was not opened' : false;

const EXPLORATION: Exploration = {
  decisions: 40,
  runs: [
    { disturbances: 1, verdict: 'passed' },
    { seed: 3, disturbances: 4, verdict: 'failed' },
  ],
  shrinkRuns: 5,
  outdated: ['kept case 2 says nothing any more'],
  failure: {
    seed: 3,
    smallest: [{ text: 'kube-proxy on node-1 heard 1.2s late', t: 1000, seq: 4, data: {} }],
    removed: [{ text: 'a probe began later', t: 500, seq: 2, data: {} }],
    replay: 'npx kubespec replay features/rollout.feature:3',
    block: 'features/rollout.feature:7  Then it fails\n  explored it passes undisturbed\n  found    nothing',
    trace: rolloutTrace(),
  },
};

describe('the page, opened from disk', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubespec-page-'));
  const file = join(folder, 'index.html');
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    const collector = new RunCollector();
    const attachments = {
      b: [
        { mediaType: TRACE_MEDIA_TYPE, body: trafficTrace() },
        { mediaType: EXPLORATION_MEDIA_TYPE, body: EXPLORATION },
      ],
    };
    for (const envelope of testMessages(true, attachments)) collector.take(envelope);
    writeFileSync(file, htmlReport(collector.result()));
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: FLAGS });
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(hash = '', options: Parameters<Browser['newPage']>[0] = {}): Promise<void> {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
    page.on('console', (message) => problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) problems.push(request.url());
    });
    await page.goto(`${pathToFileURL(file).href}${hash}`);
  }

  // The page draws some frames after a key or a click: a busy machine takes its time.
  const drawn = (): Promise<void> => page.waitForTimeout(60);
  const text = async (selector: string): Promise<string> => {
    await drawn();
    return page.locator(selector).first().innerText();
  };

  it('lists scenarios, failures first, and filters them', async () => {
    await open();
    await page.waitForSelector('.overview');
    expect(await text('.failures')).to.include('1 of 3 available at 00:00:50');
    await page.click('.totals .is-passed');
    expect(await page.locator('a.name').count()).to.equal(1);
    expect(new URL(page.url()).hash).to.equal('#/?q=status:passed');
    await page.keyboard.press('/');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('@W03 slow:>1m');
    expect(await text('a.name')).to.include('Rolling update keeps serving </script>');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('-@W03 moon nothing');
    expect(await text('.empty')).to.include('No scenario matches');
  });

  it('opens a scenario where it failed, with the cluster of that instant', async () => {
    await open();
    await page.click('.failures a.name');
    await page.waitForSelector('.timeline');
    expect(await text('.now')).to.include('+1m 15s');
    const row = page.locator('.cluster tr', { hasText: 'web-b-x' });
    expect(await row.innerText()).to.match(/0\/1\s+Running/);
    expect(await page.locator('.run').count()).to.be.above(15);
    expect(await text('.step.is-failed .failure')).to.include('restarting failed container <web>');
  });

  it('moves the cursor by keys and by pointer; every pane follows', async () => {
    const before = await text('.now');
    await page.keyboard.press('ArrowLeft');
    expect(await text('.now')).not.to.equal(before);
    await page.click('.check.is-failed');
    expect(await text('.now')).to.equal(before);
    await page.keyboard.press('Home');
    expect(await text('.now')).to.include('#1 ');
    await page.keyboard.press('Shift+ArrowRight');
    expect(await text('.now')).to.include('the manifests "web.yaml"');
    const ruler = await page.locator('.ruler .track-plot').boundingBox();
    await page.mouse.move((ruler?.x ?? 0) + 400, (ruler?.y ?? 0) + 20);
    await drawn();
    expect(await page.locator('.now.is-preview').count()).to.equal(1);
    const previewed = await text('.now');
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(10, 300);
    expect(await text('.now')).to.equal(previewed);
    expect(new URL(page.url()).hash).to.match(/t=\d+\.\d+/);
  });

  it('says why, back to a step, and goes there', async () => {
    await page.goto(`${pathToFileURL(file).href}#/s/rollout:3?t=69000.1`);
    await page.keyboard.press('End');
    await page.getByRole('tab', { name: 'Trace' }).click();
    await page.fill('.trace-bar input', 'CrashLoopBackOff');
    await page.click('.trace-list button');
    await page.getByRole('tab', { name: 'Cluster' }).click();
    const changed = await text('.cluster tr.is-changed');
    expect(changed).to.match(/web-b-x\s+0\/1\s+CrashLoopBackOff/);
    await page.locator('body').press('y');
    const chain = await page.locator('.why section').first().locator('.cause').allInnerTexts();
    expect(chain[0]).to.include('CrashLoopBackOff');
    expect(chain.at(-1)).to.match(/Given a cluster|kubectl set image/);
    expect(await text('.why section:last-child')).to.include('back-off 10s restarting failed container');
  });

  it('shows an object with its history and the difference between two marks', async () => {
    await page.click('.lane-name:has-text("b-x")');
    expect(await text('.yaml')).to.include('name: web-b-x');
    await page.keyboard.press('m');
    await page.keyboard.press(']');
    expect(await text('.difference')).to.include('state');
    await page.keyboard.press('m');
  });

  it('lists assumptions and what to say instead', async () => {
    await page.getByRole('tab', { name: 'Notes' }).click();
    expect(await text('.assumed')).to.include('Given containers of image "nginx:1.26" run until stopped');
  });

  it('shows requests over time, and the way of the first that failed', async () => {
    await open('#/s/rollout:10?run=default');
    await page.waitForSelector('.timeline');
    await page.click('.outcome-mark');
    const failure = await text('.request-failures li');
    expect(failure).to.include('3 timed out node-2 does not answer');
    expect(failure).to.match(/clients outside of the cluster → service "web" → pod web-2/);
    await page.click('.request-failures button:has-text("stops answering")');
    expect(await text('.now')).to.include('node node-2 stops answering');
    await open('#/s/rollout:3?tab=traffic');
    await page.waitForSelector('.timeline');
    expect(await page.getByRole('tab', { name: 'Requests' }).count()).to.equal(0);
  });

  it('shows what exploring came to, and the smallest run that fails', async () => {
    await open('#/s/rollout:10');
    await page.waitForSelector('.timeline');
    const shown = await text('.exploration');
    expect(shown).to.match(/Explored 2 runs, 1 of them kept cases: 1 failed/);
    expect(shown).to.include('This alone breaks it');
    expect(shown).to.include('kube-proxy on node-1 heard 1.2s late');
    expect(shown).to.include('npx kubespec replay features/rollout.feature:3');
    expect(await page.locator('.run-map i').count()).to.equal(2);
    const labels = await page.locator('.exploration .failure dt').allTextContents();
    expect(labels).to.deep.equal(['explored', 'found']);
    await page.click('.disturbances button');
    expect(new URL(page.url()).hash).to.match(/t=\d+\.4/);
    expect(await page.locator('.outcome-mark').count()).to.equal(0);
    await page.click('.exploration .switch button:last-child');
    await page.waitForSelector('.outcome-mark');
  });

  it('compares with another run, or with the same scenario in another report', async () => {
    await open('#/s/rollout:10?tab=compare&with=run:default');
    await page.waitForSelector('.compared');
    expect(await text('.compared')).to.match(/They differ from the beginning|The same for \d+ record/);
    expect(await text('.compared')).to.include('Deployment web');
    await open('#/s/rollout:3?tab=compare');
    await page.waitForSelector('.compare');
    await page.setInputFiles('.file-button input', file);
    await page.waitForFunction(
      "document.querySelector('.compare').textContent.includes('Both runs are the same')",
    );
    await page.setInputFiles('.file-button input', {
      name: 'a.html',
      mimeType: 'text/html',
      buffer: Buffer.from('x'),
    });
    await page.waitForSelector('.compare .broken');
    expect(await text('.compare .broken')).to.include('a.html is no report');
  });

  it('shows a feature to read, its rules and what came of each step', async () => {
    await open('#/f/rollout');
    expect(await text('.feature-page')).to.include('Never fewer than were wanted.');
    expect(await text('.told')).to.match(/failed\s+Rolling update keeps serving/);
    expect(await page.locator('.told .step-status.is-failed').count()).to.equal(1);
    await page.click('.told h3 a');
    await page.waitForSelector('.timeline');
    await page.click('.crumb-feature');
    expect(await text('h1')).to.equal('A Deployment replaces its pods');
  });

  it('shows what was covered, tags with their scenarios and words that came about', async () => {
    await open();
    await page.click('.top-link');
    expect(await text('.tag-rows')).to.match(/@W03\s+✖ 1 failed/);
    expect(await text('.words .is-unseen')).to.include('never');
    expect(await text('.coverage-page')).to.match(/CrashLoopBackOff 1/);
    await page.click('.tag-rows .tag');
    expect(await page.locator('a.name').count()).to.equal(2);
  });

  it('says of an undefined step what to write', async () => {
    await open('#/s/rollout:14');
    expect(await text('.step.is-undefined .failure')).to.include('No step has this sentence');
    expect(await text('.split')).to.include('This scenario has no trace');
  });

  it('says so where an address leads to nothing', async () => {
    for (const hash of ['#/s/elsewhere:1', '#/f/elsewhere', '#/s/%E0%A4%A']) {
      await open(hash);
      expect(await text('.empty'), hash).to.include('This report has no');
    }
  });

  it('keeps its place while it is put together', async () => {
    await open('#/s/rollout:3');
    await page.waitForSelector('.timeline');
    const shift = await page.evaluate(
      `new Promise((done) => new PerformanceObserver((list) =>
        done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0))
      ).observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done(0), 300))`,
    );
    expect(shift).to.be.below(0.05);
  });

  it('fits a phone without scrolling sideways', async () => {
    for (const hash of [
      '',
      '#/f/rollout',
      '#/s/rollout:3',
      '#/s/rollout:3?tab=object',
      '#/s/rollout:10',
      '#/s/rollout:10?run=default&tab=traffic',
      '#/s/rollout:10?tab=compare&with=run:default',
      '#/s/rollout:3?tab=events',
    ]) {
      await open(hash, { viewport: { width: 390, height: 844 } });
      await page.waitForSelector('.overview, .feature-page, .coverage-page, .timeline');
      expect(await page.evaluate('document.documentElement.scrollWidth'), hash).to.be.at.most(390);
    }
  });

  it('shows statuses and failures without JavaScript', async () => {
    await open('', { javaScriptEnabled: false });
    expect(await text('#static')).to.include('✖ failed');
    expect(await text('#static pre')).to.include('1 of 3 available');
  });

  it('prints on white, failures in full, without controls', async () => {
    await open('', { colorScheme: 'dark' });
    await page.waitForSelector('.overview');
    await page.keyboard.press('T');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.query').isVisible()).to.equal(false);
    expect(await page.locator('.failures .failure').isVisible()).to.equal(true);
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).to.equal('light');
  });

  it('wrote nothing to the console and asked for nothing else', () => {
    expect(problems).to.deep.equal([]);
  });
});

describe('a page whose data is broken', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kubespec-broken-'));
  let browser: Browser;

  before(async () => {
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: FLAGS });
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  function report(messages = testMessages(true)): string {
    const collector = new RunCollector();
    for (const envelope of messages) collector.take(envelope);
    return htmlReport(collector.result());
  }

  const block = (id: string): RegExp => new RegExp(`(id="${id}">)[^<]+`);

  const rows: readonly {
    readonly name: string;
    readonly html: () => string;
    readonly hash: string;
    readonly shows: readonly string[];
  }[] = [
    {
      name: 'a run without scenarios says so',
      html: () => report([]),
      hash: '',
      shows: ['0 scenarios', 'No scenario ran'],
    },
    {
      name: 'a summary that cannot be read leaves the table',
      html: () => report().replace(block('kubespec-run'), '$1H4sIAAAA'),
      hash: '',
      shows: ['The details could not be read', '✖ failed', '1 of 3 available'],
    },
    {
      name: 'a trace that cannot be read leaves the steps',
      html: () => report().replace(block('kubespec-trace-0'), '$1AAAA'),
      hash: '#/s/rollout:3',
      shows: ['The trace could not be read', 'I run', 'restarting failed container'],
    },
  ];
  rows.forEach(({ name, html, hash, shows }, i) => {
    it(name, async () => {
      const file = join(folder, `${i}.html`);
      writeFileSync(file, html());
      const page = await browser.newPage();
      await page.goto(`${pathToFileURL(file).href}${hash}`);
      for (const text of shows)
        await page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(text)})`, null, {
          timeout: 5000,
        });
      await page.close();
    });
  });
});
