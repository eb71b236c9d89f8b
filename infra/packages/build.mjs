/**
 * Puts together what `npm pack` takes: `node build.mjs client|inbox|react`, which each package's `prepack`
 * does. The sources are infra/console; nothing is compiled, and nothing but Node is needed.
 */

import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventTypes } from './event-types.mjs';

const packages = fileURLToPath(new URL('.', import.meta.url));
const root = join(packages, '../..');
const sources = join(root, 'infra/console');

/** What the inbox needs of the client to run; both files are a few lines, and keep no state. */
const SHARED = ['order.js', 'time.js'];

/** Scripts, declarations, and the README, which is the documentation. */
const SOURCES = /\.(js|d\.ts|md)$/;

/** @type {Record<string, (dist: string) => Promise<unknown>>} */
const BUILDS = {
  async client(dist) {
    await copy(join(sources, 'client'), dist, SOURCES);
    const types = join(root, 'infra/contract/schemas/notifications');
    await writeFile(join(dist, 'events.d.ts'), await eventTypes(types));
    const index = join(dist, 'index.d.ts');
    await writeFile(index, `${await readFile(index, 'utf8')}\nexport * from './events.js';\n`);
  },

  // Its scripts import nothing by a package's name, so that a page without bundler and import map can load
  // them; its types are the client's.
  async inbox(dist) {
    await copy(join(sources, 'inbox'), dist, SOURCES, ofPackage);
    await copy(join(sources, 'inbox/texts'), join(dist, 'texts'), SOURCES, ofPackage);
    await copy(join(packages, 'inbox'), dist, /^feed\./, ofPackage);
    await mkdir(join(dist, 'client'));
    for (const name of SHARED) await cp(join(sources, 'client', name), join(dist, 'client', name));
  },

  // Its sources are here, and packed as they are.
  async react() {},
};

/**
 * Copies the files, but not folders.
 * @param {string} from
 * @param {string} to
 * @param {RegExp} which
 * @param {(text: string) => string} [change]
 */
async function copy(from, to, which, change = (text) => text) {
  await mkdir(to, { recursive: true });
  for (const name of (await readdir(from)).filter((name) => which.test(name))) {
    await writeFile(join(to, name), change(await readFile(join(from, name), 'utf8')));
  }
}

/** @param {string} text of a file of the inbox */
function ofPackage(text) {
  return text
    .replaceAll('../../console/inbox/', './')
    .replaceAll('../../console/client/', '../client/')
    .replaceAll(/'\.\.\/client\/(index|types)\.js'/g, "'@trader-notifications/client'")
    .replaceAll(/'\.\.\/client\/([a-z]+\.js)'/g, "'./client/$1'")
    .replaceAll('](../client/README.md)', '](../../client/dist/README.md)');
}

const [name] = process.argv.slice(2);
if (!(name in BUILDS)) throw new Error(`build.mjs client|inbox|react, not ${name}`);
const dist = join(packages, name, 'dist');
await rm(dist, { recursive: true, force: true });
await BUILDS[name](dist);
await cp(join(root, 'LICENSE'), join(packages, name, 'LICENSE'));
