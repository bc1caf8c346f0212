import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chooseEmbedder } from './embedder.module.js';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'docking-choice-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

const SILENT = { adapter: undefined, model: undefined, url: undefined, key: undefined, threads: 1 };
const chosen = (settings: Partial<Parameters<typeof chooseEmbedder>[0]['embedder']> = {}) => chooseEmbedder({ dataDir, embedder: { ...SILENT, ...settings } }).health().adapter;

/** Whatever the files hold: whether it loads is seen when it is used. */
function install(folder: string): void {
  for (const name of ['model.onnx', 'tokenizer.json', 'node_modules/onnxruntime-node/package.json', 'node_modules/@huggingface/tokenizers/package.json']) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '{}');
  }
}

it('uses the model that is installed, unless it is told not to', () => {
  expect(chosen()).toBe('none');
  install(join(dataDir, 'embedder'));
  expect(chosen()).toBe('onnx');
  expect(chosen({ adapter: 'none' })).toBe('none');
});

it('looks for the model where the settings say', () => {
  const elsewhere = join(dataDir, 'elsewhere');
  expect(chosen({ model: elsewhere })).toBe('none');
  install(elsewhere);
  expect(chosen({ model: elsewhere })).toBe('onnx');
});

it('goes by the settings where they speak', () => {
  expect(chosen({ adapter: 'onnx' })).toBe('onnx');
  expect(chosen({ adapter: 'rest', url: 'http://127.0.0.1:1/v1', model: 'a-model' })).toBe('rest');
});
