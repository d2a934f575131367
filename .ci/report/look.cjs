// Opens reports in a headless browser: node look.cjs BROWSER PICTURES REPORT...
// Each page must draw every figure without a script error, at the width of a desk and of a phone, in light and dark, and load nothing.
const fs = require('node:fs');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { chromium } = require('playwright-core');

const [browserPath, pictures, ...reports] = process.argv.slice(2);
// The first report is looked at in every way, the others from both ends.
const views = [[1280, 'light'], [390, 'dark'], [1280, 'dark'], [390, 'light']];
const otherViews = views.slice(0, 2);
const failures = [];

// What a figure must show: marks inside of its picture, or a canvas that is not blank.
function examine() {
  const problems = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    problems.push(`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);
  }
  const places = [...document.querySelectorAll('.plot')];
  for (const place of places) {
    const name = place.dataset.figure + '/' + place.dataset.draw;
    const box = place.getBoundingClientRect();
    if (place.dataset.state !== 'drawn' || box.width < 200 || box.height < 200) {
      problems.push(`${name} is ${place.dataset.state}, ${box.width} x ${box.height}`);
      continue;
    }
    const canvas = place.querySelector('.gl-container canvas');
    if (place.dataset.draw === 'surface') {
      if (!canvas || canvas.width === 0) {
        problems.push(`${name} has no canvas`);
      }
      continue;
    }
    const marks = [...place.querySelectorAll('.plot path')].filter(mark => mark.getAttribute('d') && mark.getBoundingClientRect().width > 20);
    if (marks.length === 0) {
      problems.push(`${name} shows nothing`);
    }
    for (const text of place.querySelectorAll('text')) {
      const at = text.getBoundingClientRect();
      if (at.width > 0 && (at.left < box.left - 1 || at.right > box.right + 1)) {
        problems.push(`${name} cuts off '${text.textContent}'`);
      }
    }
  }
  return { problems, drawn: places.length };
}

// Without pictures, the page says so and shows its tables.
function examineTables() {
  const notice = document.getElementById('no-pictures');
  const tables = [...document.querySelectorAll('figure table')];
  const problems = tables.filter(table => table.getBoundingClientRect().height === 0).map(table => `the table '${table.closest('figure').id}' is hidden`);
  if (notice.hidden || !notice.textContent.includes('npm')) {
    problems.push('nothing says why there are no pictures');
  }
  return { problems, drawn: tables.length };
}

// Pixels of a drawn surface differ; those of a blank canvas do not.
async function isBlank(place) {
  const picture = await place.screenshot();
  return picture.length < 6000;
}

const inkOf = page => page.evaluate(() => getComputedStyle(document.querySelector('.plot .xtick text')).fill);

async function look(browser, report, width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const where = `${path.basename(report)} at ${width}, ${colorScheme}`;
  const fail = problem => failures.push(`${where}: ${problem}`);
  page.on('pageerror', error => fail(`script error: ${error.message}`));
  page.on('console', message => message.type() === 'error' && fail(`console: ${message.text()}`));
  page.on('request', request => !/^(file|data|blob):/.test(request.url()) && fail(`asks for ${request.url()}`));
  await page.goto(pathToFileURL(path.resolve(report)).href);
  await page.waitForFunction(() => document.documentElement.dataset.report, undefined, { timeout: 120_000 });
  const { problems, drawn } = await page.evaluate(path.basename(report).startsWith('without-') ? examineTables : examine);
  problems.forEach(fail);
  if (drawn === 0) {
    fail('there are no figures');
  }
  for (const place of await page.locator('.plot[data-draw="surface"][data-state="drawn"]').all()) {
    await place.scrollIntoViewIfNeeded();
    if (await isBlank(place)) {
      fail('a surface is blank');
    }
  }
  await page.screenshot({ path: path.join(pictures, `${path.basename(report, '.html')}-${width}-${colorScheme}.png`), fullPage: true });
  if (await page.locator('.plot[data-state="drawn"]').count() > 0) {
    const before = await inkOf(page);
    await page.emulateMedia({ colorScheme: colorScheme === 'light' ? 'dark' : 'light' });
    await page.waitForFunction(ink => document.documentElement.dataset.report === 'drawn' && getComputedStyle(document.querySelector('.plot .xtick text')).fill !== ink, before, { timeout: 60_000 })
      .catch(() => fail('the figures do not follow a change between light and dark'));
  }
  await page.close();
  return drawn;
}

(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] });
  for (const report of reports) {
    for (const [width, scheme] of report === reports[0] ? views : otherViews) {
      const drawn = await look(browser, report, width, scheme);
      console.log(`${path.basename(report)}: ${drawn} figures at ${width}, ${scheme}`);
    }
  }
  await browser.close();
  failures.forEach(failure => console.error('red: ' + failure));
  process.exit(failures.length === 0 ? 0 : 1);
})();
