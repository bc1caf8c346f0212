import { resolve } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Embedder } from './embedder.js';
import { hasModel, installedFolder } from './model-folder.js';
import { NoEmbedder } from './no-embedder.js';
import { OnnxEmbedder } from './onnx-embedder.js';
import { RestEmbedder } from './rest-embedder.js';

/** The one place that knows which embedder is behind the port. */
@Global()
@Module({
  providers: [{ provide: Embedder, inject: [Settings], useFactory: chooseEmbedder }],
  exports: [Embedder],
})
export class EmbedderModule {}

/** What the settings ask for; where they say nothing, the model that was installed, if one was. */
export function chooseEmbedder({ dataDir, embedder }: Pick<Settings, 'dataDir' | 'embedder'>): Embedder {
  const { adapter, model, url, key, threads } = embedder;
  const folder = model === undefined ? installedFolder(dataDir) : resolve(model);
  const chosen = adapter ?? (hasModel(folder) ? 'onnx' : 'none');
  if (chosen === 'onnx') return new OnnxEmbedder(folder, threads);
  // The settings are checked to name both.
  if (chosen === 'rest' && url !== undefined && model !== undefined) return new RestEmbedder({ url, model, key });
  return new NoEmbedder();
}
