/**
 * Packs the packages, installs them from their tarballs as anybody does, and runs the samples in Chromium:
 * `node infra/packages/test.mjs`. TypeScript is expected in target/ci/npm, where .ci/run puts it.
 */

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { lineOf, openBrowser } from './test/browser.mjs';
import { startSystem } from './test/system.mjs';

const packages = fileURLToPath(new URL('.', import.meta.url));
const root = join(packages, '../..');
const work = join(root, 'target/ci/packages');
const tsc = join(root, 'target/ci/npm/node_modules/.bin/tsc');
const guard = join(root, 'infra/local/process_guard.py');
const NAMES = ['client', 'inbox', 'react'];

/** The longest that a page may take, in milliseconds: the machine may be busy. */
const DEADLINE = 60_000;

/** What a failed test has to end, too. @type {(() => unknown)[]} */
const endings = [];

/** @param {string} cwd @param {string} command @param {...string} args */
async function run(cwd, command, ...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', npm_config_update_notifier: 'false' };
  const options = { cwd, env, timeout: 600_000, maxBuffer: 1 << 26 };
  try {
    return (await promisify(execFile)(command, args, options)).stdout;
  } catch (error) {
    const { stdout, stderr } = /** @type {any} */ (error);
    throw new Error(`${command} ${args.join(' ')} in ${cwd}:\n${stdout}\n${stderr}`);
  }
}

/** @param {string} what @param {() => unknown} check until it returns something */
async function until(what, check) {
  /** @type {unknown} */
  let last;
  for (const end = Date.now() + DEADLINE; Date.now() < end;) {
    last = await check();
    if (last) return last;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not in time: ${what}`);
}

/** @param {string} name @param {() => Promise<unknown>} test */
async function test(name, test) {
  const since = Date.now();
  await test();
  console.log(`ok  ${((Date.now() - since) / 1000).toFixed(1).padStart(5)} s  ${name}`);
}

/** @type {string[]} */
const tarballs = [];

async function pack() {
  for (const name of NAMES) {
    const told = JSON.parse(
      await run(join(packages, name), 'npm', 'pack', '--json', '--pack-destination', work),
    );
    const [{ filename, files }] = Array.isArray(told) ? told : Object.values(told);
    tarballs.push(join(work, filename));
    const paths = files.map((/** @type {any} */ { path }) => path);
    const { exports } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8'));
    const targets = Object.values(exports).flatMap((target) => Object.values(target));
    for (const path of ['LICENSE', 'README.md', ...targets.map((target) => target.slice(2))]) {
      assert(paths.includes(path), `${name} lacks ${path}: ${paths}`);
    }
    assert(
      !paths.some((/** @type {string} */ path) => /test|sample|node_modules/.test(path)),
      String(paths),
    );
  }
  const versions = new Set();
  for (const name of NAMES) {
    const { version, dependencies = {} } = JSON.parse(
      await readFile(join(packages, name, 'package.json'), 'utf8'),
    );
    for (const wanted of [version, ...Object.values(dependencies)]) versions.add(wanted);
  }
  assert.equal(versions.size, 1, `all have one version: ${[...versions]}`);
}

/**
 * A sample in a folder of its own, with the address of this system.
 * @param {string} name
 * @param {string} url
 */
async function install(name, url) {
  const folder = join(work, name);
  await cp(join(packages, 'samples', name), folder, {
    recursive: true,
    filter: (path) => !/node_modules|\.next/.test(path.slice(packages.length)),
  });
  for (const page of ['index.html', 'main.tsx', 'app/page.jsx']) {
    const text = await readFile(join(folder, page), 'utf8').catch(() => undefined);
    if (text) await writeFile(join(folder, page), text.replace('https://notifications.example.com', url));
  }
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const hasLock = (await readdir(folder)).includes('package-lock.json');
  if (hasLock) await run(folder, 'npm', 'ci', ...quiet);
  else await writeFile(join(folder, 'package.json'), '{ "private": true }');
  // The plain page needs no React.
  const needed = name === 'html' ? tarballs.slice(0, 2) : tarballs;
  await run(folder, 'npm', 'install', '--no-save', '--no-package-lock', ...quiet, ...needed);
  return folder;
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

/** How often a page that is served from here has asked for a token. */
let tokens = 0;

/** Serves a folder, and the token. @param {string} folder */
async function serve(folder) {
  tokens = 0;
  const server = createServer(async ({ url = '/' }, response) => {
    if (url === '/token') {
      tokens += 1;
      return response.end('a-token');
    }
    const path = url === '/' ? '/index.html' : url;
    const file = await readFile(join(folder, path)).catch(() => undefined);
    if (!file) return response.writeHead(404).end();
    const type = /** @type {any} */ (TYPES)[extname(path)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type }).end(file);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  endings.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
}

async function newSystem() {
  const system = await startSystem();
  endings.push(system.stop);
  return system;
}

/** @param {string} id @param {string} title */
const fill = (id, title) => ({
  type: 'notification',
  id,
  event: 'order_filled',
  priority: 0,
  timestamp: new Date().toISOString(),
  data: { order_id: '1', symbol: 'BTC-USDT', side: 'buy', quantity: '0.5', price: '64250.10' },
  title,
  body: 'Bought 0.5 BTC at 64,250.10 USDT',
  severity: 'success',
  silent: false,
});

const BADGE = `return inbox?.querySelector('.badge:not([hidden])')?.textContent ?? ''`;
const TOAST = `return inbox.querySelector('.toast .title')?.textContent ?? ''`;
const ROW = `return inbox.querySelector('.entry .open')?.textContent ?? ''`;

/**
 * The page gets a notification live, and shows it in a toast and in the list.
 * @param {Awaited<ReturnType<typeof openBrowser>>} browser
 * @param {Awaited<ReturnType<typeof startSystem>>} system
 * @param {string} origin
 * @param {string} row what the list says
 */
async function shows(browser, system, origin, row) {
  system.allow(origin);
  await browser.goto(origin);
  await until('it is connected', () => system.counts.sockets > 0);
  const hostile = 'Filled <img src=x onerror=alert(1)>';
  system.publish(fill('fill-1', hostile));
  await until('the bell counts it', async () => (await browser.get(BADGE)) === '1');
  await until('it has a toast', async () => (await browser.get(TOAST)) === hostile);
  await until(
    'it is acked',
    () => system.counts.received.has('fill-1') || system.counts.seen.has('fill-1'),
  );
  await browser.get('element.show()');
  await until('it is in the list', async () => String(await browser.get(ROW)).includes(row));
  assert.equal(await browser.get(`return inbox.querySelectorAll('img').length`), 0, 'text is no HTML');
  await browser.get(`inbox.querySelector('.entry .open').click()`);
  await until('it is read', async () => (await browser.get(BADGE)) === '');
  assert.deepEqual([system.counts.tickets, system.counts.sockets], [1, 1], 'one ticket, one connection');
  assert.deepEqual(await browser.complaints(), []);
}

/** @param {Awaited<ReturnType<typeof openBrowser>>} browser */
async function rowsOfItsOwn(browser) {
  const draw = async (/** @type {string} */ renderRow) => {
    await browser.get(`element.hide(); element.renderRow = ${renderRow}; element.show();`);
    return until('it is drawn', () => browser.get(ROW));
  };
  const row = `({ title, data }) => {
    const node = document.createElement('span');
    node.part = 'own';
    node.textContent = data.symbol;
    return node;
  }`;
  assert.equal(await draw(row), 'BTC-USDT');
  assert.equal(await draw(`() => '<b>bold</b>'`), '<b>bold</b>', 'a string is text');
  const width = `return inbox.querySelector('.own').getBoundingClientRect().width`;
  assert((await browser.get(width)) > 200, 'it has the row to itself');
  assert.match(String(await draw(`() => 7`)), /Bought 0\.5 BTC/, 'anything else is the default row');
  await browser.get(`window.reported = 0; addEventListener('error', () => (reported += 1))`);
  assert.match(String(await draw(`() => { throw new Error('a mistake'); }`)), /Bought 0\.5 BTC/);
  assert.equal(await browser.get('return reported'), 1, 'the page can see its mistake');
  assert.match(String(await draw('undefined')), /Bought 0\.5 BTC/);
  assert.equal((await browser.complaints()).length, 1, 'the mistake, and nothing else');
}

/**
 * Who is mounted is connected, once, and nobody else is.
 * @param {Awaited<ReturnType<typeof openBrowser>>} browser
 * @param {string} folder
 */
async function mounting(browser, folder) {
  const system = await newSystem();
  await cp(join(packages, 'test/mounting.jsx'), join(folder, 'mounting.jsx'));
  await run(folder, 'node_modules/.bin/esbuild', 'mounting.jsx', '--bundle', '--outfile=main.js');
  const origin = await serve(folder);
  system.allow(origin);
  system.publish(fill('fill-1', 'Filled'));
  await browser.goto(origin);
  const show = async (/** @type {string} */ user) => {
    await browser.get(`show({ ticketUrl: '${system.url}', user: '${user}' })`);
    const text = `return document.querySelector('output')?.textContent`;
    await until(`${user} is connected`, async () => (await browser.get(text)) === `${user} synced 1`);
    await until('nobody else is', () => system.connected === 1);
  };
  await show('u-1');
  await show('u-2');
  await browser.get('show(null)');
  await until('who is unmounted is not connected', () => system.connected === 0);
  await show('u-2');
  assert.equal(system.counts.sockets, 3);
  assert.deepEqual(await browser.complaints(), []);
}

/** Without a document: nothing throws, and the element is rendered bare. @param {string} folder */
async function onAServer(folder) {
  const script = `
    import { strict as assert } from 'node:assert';
    import { createElement } from 'react';
    import { renderToString } from 'react-dom/server';
    import { NotificationClient } from '@trader-notifications/client';
    import { TraderInbox } from '@trader-notifications/inbox';
    import { NotificationInbox, useNotifications } from '@trader-notifications/react';
    assert(!('window' in globalThis || 'document' in globalThis || 'HTMLElement' in globalThis));
    assert.equal(typeof TraderInbox, 'function');
    const options = { ticketUrl: 'https://x.example', token: () => assert.fail('a server connects nobody') };
    const client = new NotificationClient(options);
    assert.equal(client.state, 'closed');
    function Page() {
      const { client, unread } = useNotifications(options);
      const props = { client, className: 'bell', align: 'start', onDetails() {} };
      const inbox = createElement(NotificationInbox, props);
      return createElement('p', null, unread, inbox);
    }
    const html = renderToString(createElement(Page));
    assert.equal(html, '<p>0<trader-inbox align="start" details="" class="bell"></trader-inbox></p>');
  `;
  await writeFile(join(folder, 'server.mjs'), script);
  await run(folder, process.execPath, 'server.mjs');
}

/** @param {string} folder with React and its types */
async function types(folder) {
  const base = {
    strict: true,
    noEmit: true,
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
  };
  const check = async (
    /** @type {string} */ name,
    /** @type {object} */ options,
    /** @type {string[]} */ ...files
  ) => {
    await writeFile(
      join(folder, name),
      JSON.stringify({ compilerOptions: { ...base, ...options }, files }),
    );
    await run(folder, tsc, '-p', name);
  };
  for (const [module, moduleResolution] of [
    ['esnext', 'bundler'],
    ['nodenext', 'nodenext'],
  ]) {
    await cp(join(packages, 'test/consumer.tsx'), join(folder, 'consumer.tsx'));
    const options = { module, moduleResolution, jsx: 'react-jsx' };
    await check(`consumer.${module}.json`, options, 'consumer.tsx', 'main.tsx');
  }

  // The scripts of /react against its own declarations, and against the other packages.
  await cp(join(packages, 'react'), join(folder, 'react-sources'), { recursive: true });
  const scripts = {
    module: 'esnext',
    moduleResolution: 'bundler',
    allowJs: true,
    checkJs: true,
    noUnusedLocals: true,
  };
  await check('sources.json', scripts, 'react-sources/index.js');

  // What the compiler makes of the sources, against what is written by hand.
  const emitted = join(folder, 'emitted');
  await run(
    join(root, 'infra'),
    tsc,
    '-p',
    'jsconfig.json',
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    '.',
    '--outDir',
    emitted,
  );
  for (const file of ['client/types.d.ts', 'inbox/texts/types.d.ts'])
    await cp(join(root, 'infra/console', file), join(emitted, 'console', file));
  await cp(join(packages, 'test/declarations.ts'), join(folder, 'declarations.ts'));
  await check('declarations.json', { module: 'esnext', moduleResolution: 'bundler' }, 'declarations.ts');
}

async function main() {
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await test('npm pack', pack);
  const browser = await openBrowser(guard);
  endings.push(browser.close, async () => {
    if (code !== 0) console.error('the page said:', await browser.complaints());
  });

  await test('plain HTML', async () => {
    const readme = /```html\n(.*?)```/s.exec(await readFile(join(root, 'README.md'), 'utf8'))?.[1];
    const sample = await readFile(join(packages, 'samples/html/index.html'), 'utf8');
    assert(readme && sample.endsWith(readme), 'the README shows the sample');
    const system = await newSystem();
    const folder = await install('html', system.url);
    const origin = await serve(folder);
    await shows(browser, system, origin, 'Bought 0.5 BTC');
    await rowsOfItsOwn(browser);

    // The element is loaded after its properties were set, as bundlers may have it.
    const [first] = /  import '.*inbox.*\n/.exec(sample) ?? [];
    assert(first);
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    const later = `  await import(${first.replace('import', '').replace(';', '').trim()});\n</script>`;
    await writeFile(join(folder, 'late.html'), page.replace(first, '').replace('</script>', later));
    await browser.goto(`${origin}/late.html`);
    system.publish(fill('fill-2', 'Filled'));
    await until('the bell counts it', async () => (await browser.get(BADGE)) === '1');
  });

  await test('React, in StrictMode', async () => {
    const system = await newSystem();
    const folder = await install('react', system.url);
    await run(folder, 'npm', 'run', 'build');
    await shows(browser, system, await serve(folder), '★ Filled');
    assert.equal(tokens, 1, 'mounted twice, it has not even begun to connect twice');
    const rest = `return [...document.querySelectorAll('p, li')].map(({ textContent }) => textContent)`;
    assert.deepEqual(await browser.get(rest), ['0 unread', 'Filled <img src=x onerror=alert(1)>']);
  });
  await test('mounting', () => mounting(browser, join(work, 'react')));
  await test('on a server', () => onAServer(join(work, 'react')));
  await test('types', () => types(join(work, 'react')));

  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    console.log('!!! SKIPPED: Next needs Node 20.9, and this is', process.versions.node);
    return;
  }
  await test('Next', async () => {
    const system = await newSystem();
    const folder = await install('next', system.url);
    await run(folder, 'npm', 'run', 'build');
    const next = join(folder, 'node_modules/next/dist/bin/next');
    const server = spawn(
      'python3',
      ['-I', guard, process.execPath, next, 'start', '-H', '127.0.0.1', '-p', '0'],
      {
        cwd: folder,
        env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TOKEN: 'a-token' },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    endings.push(() => server.stdin.end());
    const port = await lineOf(server, /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/);
    const origin = `http://127.0.0.1:${port}`;
    const page = await (await fetch(origin)).text();
    assert.match(page, /<trader-inbox align="start"><\/trader-inbox>/, 'the server renders the element');
    await shows(browser, system, origin, 'Bought 0.5 BTC');
  });
}

let code = 0;
try {
  await main();
  // Next alone is hundreds of megabytes.
  endings.unshift(() => rm(work, { recursive: true, force: true }));
} catch (error) {
  console.error('error:', error);
  code = 1;
}
for (const end of endings.reverse()) await end();
process.exit(code);
