/** Headless Chromium by chromedriver. */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** @param {string} guard the script that ends the driver and its browsers when this process has ended */
export async function openBrowser(guard) {
  const chromium = inPath('chromium', 'chromium-browser', 'google-chrome');
  const chromedriver = inPath('chromedriver');
  if (!chromium || !chromedriver) throw new Error('missing: apt-get install chromium chromium-driver');
  const scratch = await mkdtemp(join(tmpdir(), 'packages-test-'));
  const driver = spawn('python3', ['-I', guard, '--scratch', scratch, chromedriver, '--port=0'], {
    env: { ...process.env, HOME: scratch, TMPDIR: scratch },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const port = await lineOf(driver, /started successfully on port (\d+)/);

  /** @param {string} method @param {string} path @param {object} [body] */
  async function command(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = /** @type {any} */ (await response.json());
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-dev-shm-usage',
    '--lang=en',
    '--remote-debugging-pipe',
    `--user-data-dir=${join(scratch, 'profile')}`,
  ];
  const options = {
    'goog:chromeOptions': { binary: chromium, args },
    'goog:loggingPrefs': { browser: 'ALL' },
  };
  const { sessionId } = await command('POST', '', { capabilities: { alwaysMatch: options } });
  const session = `/${sessionId}`;
  return {
    /** @param {string} url */
    goto: (url) => command('POST', `${session}/url`, { url }),
    /** Runs a script in the page; `inbox` is the shadow root. @param {string} script */
    get: (script) =>
      command('POST', `${session}/execute/sync`, {
        script: `const element = document.querySelector('trader-inbox');
          const inbox = element?.shadowRoot;
          ${script}`,
        args: [],
      }),
    /** What the page has logged since this was called last, but for what it only tells. */
    async complaints() {
      const log = await command('POST', `${session}/se/log`, { type: 'browser' });
      const isComplaint = (/** @type {any} */ { level }) => level === 'WARNING' || level === 'SEVERE';
      return log.filter(isComplaint).map((/** @type {any} */ { message }) => message);
    },
    async close() {
      await command('DELETE', session).catch(() => {});
      driver.stdin.end();
    },
  };
}

/**
 * Waits for a line of a process.
 * @param {import('node:child_process').ChildProcess} child
 * @param {RegExp} pattern
 * @returns {Promise<string>} its first group
 */
export function lineOf(child, pattern, deadline = 60_000) {
  const lines = createInterface({ input: /** @type {any} */ (child.stdout) });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${pattern} did not come in time`)), deadline);
    lines.on('line', (line) => {
      const found = pattern.exec(line);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`it ended with ${code} before ${pattern}`)));
  });
}

/** @param {...string} names */
function inPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
