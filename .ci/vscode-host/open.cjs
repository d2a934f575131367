// Opens configs in Visual Studio Code behind a headless browser: node open.cjs BROWSER SERVER WORK PICTURES
const { spawn } = require('node:child_process');
const net = require('node:net');
const path = require('node:path');
const { chromium } = require('playwright-core');

const [browserPath, server, work, pictures] = process.argv.slice(2);
// It starts within seconds; a busy machine is given more.
const patience = 120_000;

const freePort = () => new Promise(resolve => {
  const probe = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => resolve(port));
  });
});

async function answers(address) {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 200))) {
    try {
      if ((await fetch(address + '/healthz')).ok) {
        return;
      }
    } catch {
      // not yet
    }
  }
  throw new Error('the server does not answer');
}

async function open(page, name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.statusbar-item', { hasText: 'detectron2' }).waitFor();
}

async function look(page, origin) {
  await page.goto(`${origin}/?folder=${encodeURIComponent(path.join(work, 'workspace'))}`);
  await open(page, 'risky.yaml');
  await page.locator('.squiggly-error').first().waitFor();
  await page.locator('.squiggly-warning').first().waitFor();
  await page.screenshot({ path: path.join(pictures, 'vscode.png') });
  await open(page, 'good.yaml');
  if (await page.locator('.squiggly-error, .squiggly-warning').count() > 0) {
    throw new Error('a sound config has marks');
  }
}

async function main() {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const host = spawn(process.execPath, [server, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--user-data-dir', path.join(work, 'data'),
    '--extensions-dir', path.join(work, 'extensions'), '--config', path.join(work, 'config.yaml'), '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust',
    '--disable-getting-started-override'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  host.stdout.on('data', data => { said += data; });
  host.stderr.on('data', data => { said += data; });
  let browser;
  try {
    await answers(origin);
    browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(patience);
    try {
      await look(page, origin);
    } catch (failure) {
      await page.screenshot({ path: path.join(pictures, 'vscode.png') });
      throw failure;
    }
    console.log('Visual Studio Code shows the errors and warnings of a risky config, its dialect, and nothing below a sound one.');
  } catch (failure) {
    console.error(said);
    throw failure;
  } finally {
    await browser?.close();
    host.kill();
  }
}

main().catch(failure => {
  console.error(failure);
  process.exit(1);
});
