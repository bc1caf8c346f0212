// What `npm start` and `npm test` do first. Plain Node without dependencies: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What decides how sources are built, beside the sources. */
const BUILD_FILES = ['package-lock.json', 'nest-cli.json', 'tsconfig.json', '.swcrc'];

/** Ends the program with one line for whoever started it. */
export function fail(line) {
  console.error(line);
  process.exit(1);
}

export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const isRecent = major >= 25 || (major === 24 && minor >= 11) || (major === 22 && minor >= 13) || (major === 20 && minor >= 19);
  if (!isRecent) fail(`Node 20.19, 22.13, 24.11 or a newer one of these is needed, and this is ${version}: see https://nodejs.org`);
}

/** Installs what package-lock.json names, unless that was done. A linked node_modules is somebody else's to keep. */
export async function ensureInstalled() {
  const modules = join(ROOT, 'node_modules');
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const lock = join(ROOT, 'package-lock.json');
  const stamp = join(modules, '.stamp');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!isInstalledBySomebodyElse(modules, lock)) {
    console.log('Installing packages, which takes about half a minute …');
    await run(...npm('ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error')).catch(() =>
      fail('The packages could not be installed: see above'),
    );
  }
  writeFileSync(stamp, wanted);
}

/** `npm ci` or `npm install` by hand leaves this note after the lock file it followed. */
function isInstalledBySomebodyElse(modules, lock) {
  const note = join(modules, '.package-lock.json');
  return existsSync(note) && !existsSync(join(modules, '.stamp')) && statSync(note).mtimeMs > statSync(lock).mtimeMs;
}

/** Builds dist unless it is of these very sources. */
export function ensureBuilt() {
  const stamp = join(ROOT, 'dist', '.stamp');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Building …');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) fail(`${stdout}${stderr}The sources could not be built: see above`);
  writeFileSync(stamp, wanted);
}

/** Names, sizes and times of everything that is built: cheap enough for every start. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const { size, mtimeMs } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const file of BUILD_FILES) visit(file);
  for (const entry of readdirSync(join(ROOT, 'src'), { recursive: true }).sort()) {
    const path = join('src', entry);
    if (!/\.spec\.tsx?$/.test(path) && statSync(join(ROOT, path)).isFile()) visit(path);
  }
  return hash.digest('hex');
}

/** Runs a program in the project's folder; rejects when it fails. */
export function run(program, args, options = {}) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', failed);
    child.once('close', (code, signal) => (code === 0 ? done() : failed(Object.assign(new Error(`${program} failed`), { code, signal }))));
  });
}

/** npm as it was called, so that a version manager's second npm is not mixed in. */
function npm(...args) {
  const { npm_execpath: path } = process.env;
  if (path && /npm-cli\.[cm]?js$/.test(path)) return [process.execPath, [path, ...args]];
  return process.platform === 'win32' ? ['npm.cmd', args, { shell: true }] : ['npm', args];
}
