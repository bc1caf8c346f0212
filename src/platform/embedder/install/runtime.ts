import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbedderError } from '../embedder.js';
import { RUNTIME_PACKAGES } from './measured-model.js';
import { runProgram } from './run-program.js';

const PACKAGES = RUNTIME_PACKAGES.map(({ name, version }) => `${name}@${version}`);

/** Are both packages in a folder's `node_modules`, of the measured versions and, as far as npm kept it, with the known contents? */
export async function hasRuntime(folder: string): Promise<boolean> {
  const kept = (await readJson(join(folder, 'node_modules/.package-lock.json'))) as { packages?: Record<string, { integrity?: string }> } | null;
  for (const { name, version, integrity } of RUNTIME_PACKAGES) {
    const found = (await readJson(join(folder, 'node_modules', name, 'package.json'))) as { version?: string } | null;
    const known = kept?.packages?.[`node_modules/${name}`]?.integrity;
    if (found?.version !== version || (known !== undefined && known !== integrity)) return false;
  }
  return true;
}

/** Puts both packages into a folder: from the folder that was brought, where it has them, else by npm. Says in words which. */
export async function bringRuntime(folder: string, from: string | undefined, npm: string): Promise<string> {
  if (from !== undefined && (await hasRuntime(from))) {
    await rm(join(folder, 'node_modules'), { recursive: true, force: true });
    await cp(join(from, 'node_modules'), join(folder, 'node_modules'), { recursive: true, dereference: true });
    return `from ${from}`;
  }
  // Of its own, or npm would look for one in the folders above.
  if (!existsSync(join(folder, 'package.json'))) await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', ...PACKAGES];
  if (!(await runProgram(npm, args, folder))) throw new EmbedderError('There is no npm on this machine: bring a folder that is complete, --from FOLDER');
  if (!(await hasRuntime(folder))) throw new EmbedderError(`npm has not put ${PACKAGES.join(' and ')} into ${folder}, or something else under their names`);
  return 'by npm';
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
