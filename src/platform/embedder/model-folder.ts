import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What a folder of the `onnx` adapter holds beside the two packages in `node_modules`. */
export const MODEL_FILE = 'model.onnx';
export const TOKENIZER_FILE = 'tokenizer.json';

/** Where `embedder install` puts the model. */
export function installedFolder(dataDir: string): string {
  return resolve(dataDir, 'embedder');
}

/** Is there a complete model, as far as a look at the names tells? */
export function hasModel(folder: string): boolean {
  return [MODEL_FILE, TOKENIZER_FILE, 'node_modules/onnxruntime-node/package.json', 'node_modules/@huggingface/tokenizers/package.json'].every((name) =>
    existsSync(join(folder, name)),
  );
}

/** SHA-256 of a file, in hexadecimal digits. */
export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
