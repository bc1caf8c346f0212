import { existsSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder } from '../../../config/make-folder.js';
import { EmbedderError } from '../embedder.js';
import { OnnxEmbedder } from '../onnx-embedder.js';
import { MEASURED_MODEL, RUNTIME_PACKAGES } from './measured-model.js';
import { bringModel, hasMeasuredModel } from './model-files.js';
import { bringRuntime, hasRuntime } from './runtime.js';

/** All that an installation puts into its folder. */
const OURS = [...MEASURED_MODEL.files.map(({ name }) => name), 'node_modules', 'package.json', 'package-lock.json'];
const LEFT_BEHIND = /^\.fetch-|\.part$/;

interface InstallOptions {
  /** The artefact, or a folder that was brought by hand; not given: by the programs. */
  readonly from?: string | undefined;
  readonly mvn?: string;
  readonly npm?: string;
}

/**
 * Puts the measured model and what computes it into a folder and tries it. What is there already is left as it is, so that a run which was cut off
 * goes on where it was.
 * @throws EmbedderError with a message that says what to do
 */
export async function installEmbedder(folder: string, tell: (line: string) => void, { from, mvn = 'mvn', npm = 'npm' }: InstallOptions = {}): Promise<void> {
  const source = from === undefined ? undefined : resolve(from);
  makeFolder(folder);
  await clearRests(folder);
  if (await hasMeasuredModel(folder)) tell(`Model     ${MEASURED_MODEL.name}, there already`);
  else tell(`Model     ${MEASURED_MODEL.name}, ${await bringModel(folder, source, mvn)}; SHA-256 as measured`);
  const runtime = RUNTIME_PACKAGES.map(({ name, version }) => `${name} ${version}`).join(', ');
  if (await hasRuntime(folder)) tell(`Runtime   ${runtime}, there already`);
  else tell(`Runtime   ${runtime}, ${await bringRuntime(folder, isFolder(source) ? source : undefined, npm)}`);
  tell(`Tried     ${await trial(folder)}`);
}

/** Takes away what an installation has put into a folder; what else is in there stays. Says whether there was anything. */
export async function uninstallEmbedder(folder: string): Promise<boolean> {
  const found = OURS.filter((name) => existsSync(join(folder, name)));
  for (const name of found) await rm(join(folder, name), { recursive: true, force: true });
  await clearRests(folder);
  if (existsSync(folder) && (await readdir(folder)).length === 0) await rm(folder, { recursive: true });
  return found.length > 0;
}

/** Does it compute, and does it know what belongs together? */
async function trial(folder: string): Promise<string> {
  const embedder = new OnnxEmbedder(folder, 1);
  try {
    await embedder.model();
    const start = performance.now();
    const [need, near, far] = await embedder.embed(['数控机床刀具磨损监测', '机床换刀预警', '食堂团餐配送']);
    const cosine = (other: Float32Array): number => need!.reduce((sum, value, i) => sum + value * other[i]!, 0);
    if (cosine(near!) <= cosine(far!)) throw new EmbedderError('The model computes, but nonsense: another runtime, or a broken one?');
    return `${need!.length} dimensions; loaded and three titles read in ${Math.round(performance.now() - start)} ms`;
  } finally {
    await embedder.beforeApplicationShutdown();
  }
}

/** Of a run that was cut off. */
async function clearRests(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of (await readdir(folder)).filter((entry) => LEFT_BEHIND.test(entry))) await rm(join(folder, name), { recursive: true, force: true });
}

function isFolder(path: string | undefined): path is string {
  return path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
