// Uses the site in a headless browser: node look.cjs BROWSER PICTURES SITE
const fs = require('node:fs');
const path = require('node:path');
const { chromium } = require('playwright-core');
const { serve } = require('./serve.cjs');

const [browserPath, pictures, site] = process.argv.slice(2);
// The runtime starts within seconds; a busy machine is given more.
const patience = 120_000;
const failures = [];

const mistake = 'SOLVER:\n  IMS_PER_BATCH: 16\n  BASE_LR: 0.02\n  MAX_ITER: 90000\n  STEPS: (60000, 80000)\n  MOMENTUM: 1.5\nSEED: 1\n';

async function open(browser, origin, address, width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const fail = problem => failures.push(`${address} at ${width}, ${colorScheme}: ${problem}`);
  page.setDefaultTimeout(patience);
  page.on('pageerror', error => fail(`script error: ${error.message}`));
  page.on('console', message => message.type() === 'error' && fail(`console: ${message.text()}`));
  page.on('request', request => !request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()) && fail(`asks for ${request.url()}`));
  await page.goto(origin + address);
  return { page, fail };
}

async function fits(page, fail) {
  const [page_, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (page_ > window_) {
    fail(`the page is ${page_} wide in a window of ${window_}`);
  }
}

const shoot = (page, name) => page.screenshot({ path: path.join(pictures, name + '.png'), fullPage: true });

// Each width and scheme with the example that the page begins with.
async function views(browser, origin) {
  const grounds = new Set();
  for (const [width, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']]) {
    const { page, fail } = await open(browser, origin, '/playground/', width, scheme);
    await page.waitForSelector('.finding');
    await page.waitForSelector('.curve polyline');
    await fits(page, fail);
    grounds.add(scheme + await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    const names = await page.locator('.axis').allTextContents();
    if (!names.includes('learning rate') || !names.includes('optimizer step')) {
      fail(`the axes are named ${names}`);
    }
    if (await page.locator('.recipe tbody tr').count() < 5) {
      fail('the recipe is not shown');
    }
    for (const link of new Set(await page.locator('#app a').evaluateAll(links => links.map(link => link.href)))) {
      if ((await page.request.get(link)).status() !== 200) {
        fail(`the link ${link} leads nowhere`);
      }
    }
    await shoot(page, `playground-${width}-${scheme}`);
    await page.close();
  }
  if (new Set([...grounds].map(ground => ground.replace(/^[a-z]+?(?=rgb)/, ''))).size !== 2) {
    failures.push(`light and dark look alike: ${[...grounds]}`);
  }
}

// A mistake that is typed is shown at its line, a click selects it, and a link opens it elsewhere.
async function typeAndShare(browser, origin) {
  const { page, fail } = await open(browser, origin, '/playground/', 1280, 'light');
  await page.waitForSelector('.finding');
  await page.fill('#text', '');
  await page.locator('#text').pressSequentially(mistake.slice(0, 20));
  await page.fill('#text', mistake);
  const finding = page.locator('.finding', { hasText: 'TL0202' });
  await finding.waitFor();
  if (!(await finding.textContent()).includes('line 6')) {
    fail(`the finding stands elsewhere: ${await finding.textContent()}`);
  }
  await finding.locator('p').first().click();
  await page.waitForFunction(() => { const text = document.getElementById('text'); return text.value.slice(text.selectionStart, text.selectionEnd) === '1.5'; })
    .catch(() => fail('a click does not select the value'));
  await page.click('#share');
  await page.waitForFunction(() => location.hash.length > 1);
  const link = new URL(page.url());
  await page.fill('#text', 'lr: "<img src=x onerror=alert(1)>"\nepochs: 3\nbatch_size: 8\noptimizer: sgd\nmomentum: 0\n');
  await page.waitForFunction(() => !document.getElementById('summary').textContent.includes('detectron2'));
  if (await page.locator('#app img').count() > 0) {
    fail('text is taken for markup');
  }
  await page.fill('#text', 'x'.repeat(100_001));
  await page.locator('.notice', { hasText: '100,001' }).waitFor().catch(() => fail('nothing says that a text is too long'));
  await page.fill('#text', 'torchrun train.py --learning_rate 5 --per_device_train_batch_size 8 --num_train_epochs 3 --output_dir out\n');
  await page.click('#better');
  await page.locator('.finding', { hasText: 'learning-rate-too-high' }).waitFor();
  await page.close();

  const other = await open(browser, origin, '/playground/' + link.hash, 390, 'dark');
  await other.page.locator('.finding', { hasText: 'TL0202' }).waitFor();
  if (await other.page.inputValue('#text') !== mistake) {
    other.fail('a link brings another text');
  }
  await fits(other.page, other.fail);
  await other.page.goto(origin + '/playground/#config.yaml:5:AAAA');
  await other.page.locator('.notice', { hasText: 'damaged' }).waitFor();
  await other.page.close();
}

async function documents(browser, origin) {
  for (const width of [1280, 390]) {
    const { page, fail } = await open(browser, origin, '/', width, width === 390 ? 'dark' : 'light');
    await page.waitForSelector('h1');
    await fits(page, fail);
    await shoot(page, `site-${width}`);
    await page.close();
  }
  const { page, fail } = await open(browser, origin, '/docs/rules/TL0102.html', 1280, 'light');
  await page.waitForSelector('h1');
  await page.locator('.VPNavBarSearch button').click();
  await page.fill('#localsearch-input', 'warmup too long');
  await page.locator('#localsearch-list a').first().waitFor().catch(() => fail('the search finds nothing'));
  await page.close();
}

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  const server = await serve(site);
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  const began = Date.now();
  const first = await open(browser, server.address, '/playground/', 1280, 'light');
  await first.page.waitForSelector('.finding');
  console.log(`first findings after ${Date.now() - began} ms and ${(server.sent.playground / 1e6).toFixed(2)} MB`);
  await first.page.close();
  await views(browser, server.address);
  await typeAndShare(browser, server.address);
  await documents(browser, server.address);
  await browser.close();
  server.close();
  failures.forEach(failure => console.error('red: ' + failure));
  process.exit(failures.length === 0 ? 0 : 1);
})().catch(error => { console.error('red: ' + error.message); process.exit(1); });
