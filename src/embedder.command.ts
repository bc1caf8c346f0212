import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CommandError } from './command.error.js';
import type { Settings } from './config/settings.js';
import { EmbedderError } from './platform/embedder/embedder.js';
import { installEmbedder, uninstallEmbedder } from './platform/embedder/install/embedder-install.js';
import { installedFolder } from './platform/embedder/model-folder.js';

export const EMBEDDER_USAGE = `  embedder install [--from FILE]
    puts the model that compares meaning into DATA_DIR (about 320 MB with what computes it) and turns it on. By mvn and npm where there are
    these; FILE is the artefact, or a folder that another machine has filled. May be stopped; the next run goes on from there.
  embedder uninstall
    takes it away again. EMBEDDER=none only turns it off.`;

/** Needs no application and no database: it may run while the server does, which uses the model from its next start on. */
export async function runEmbedderCommand([command, ...words]: readonly string[], settings: Settings, tell: (line: string) => void): Promise<string> {
  const { adapter, model } = settings.embedder;
  const folder = adapter === 'rest' || model === undefined ? installedFolder(settings.dataDir) : resolve(model);
  try {
    if (command === 'uninstall' && words.length === 0) {
      return (await uninstallEmbedder(folder)) ? `Took the model out of ${folder}. The next start compares words alone` : `There is no model in ${folder}`;
    }
    if (command !== 'install') throw new CommandError(`Usage: npm run cli -- COMMAND\n${EMBEDDER_USAGE}`);
    await installEmbedder(folder, tell, { from: fromOf(words) });
  } catch (error) {
    if (error instanceof EmbedderError) throw new CommandError(error.message);
    throw error;
  }
  if (adapter !== undefined && adapter !== 'onnx') return `Installed in ${folder}, but EMBEDDER=${adapter} is set: take that out to use it`;
  return `Installed in ${folder}. The next start uses it; /health/ready shows how far the vectors are`;
}

function fromOf(words: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...words], options: { from: { type: 'string' } } }).values.from;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\nUsage: npm run cli -- COMMAND\n${EMBEDDER_USAGE}`);
  }
}
