// A process of its own for the model, started by onnx-embedder.ts: the runtime computes on the thread that calls it, and would hold up
// every page meanwhile; here it can be stopped when it hangs, and it steps back when others want the processor. Plain JavaScript,
// because what it loads stands in the model's folder and not among our packages.
//
// In: { id, text }. Out: { ready: true }, then { id, vector } or { id, error } for each, in their order; { fatal } when it cannot start.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

const [folder, threads] = process.argv.slice(2);
const MOST_TOKENS = 512;

// Ctrl+C reaches the whole group; whoever started this one says when it ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));

try {
  setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  const embed = await load();
  let queue = Promise.resolve();
  process.on('message', ({ id, text }) => {
    queue = queue.then(async () => {
      try {
        process.send?.({ id, vector: await embed(text) });
      } catch (error) {
        process.send?.({ id, error: String(error.message ?? error) });
      }
    });
  });
  process.send({ ready: true });
} catch (error) {
  process.send({ fatal: String(error.message ?? error) }, () => process.exit(1));
}

/** One text a run: a quantised model scales its numbers by the whole batch, so a vector would depend on its neighbours. */
async function load() {
  const require = createRequire(join(folder, 'package.json'));
  const { InferenceSession, Tensor } = require('onnxruntime-node');
  const { Tokenizer } = require('@huggingface/tokenizers');
  const tokenizer = new Tokenizer(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')), {});
  const session = await InferenceSession.create(join(folder, 'model.onnx'), { intraOpNumThreads: Number(threads), interOpNumThreads: 1, executionMode: 'sequential' });
  return async (text) => {
    const { ids } = tokenizer.encode(text);
    // What is too long loses its end, and keeps the token that marks an end.
    const tokens = ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), ids.at(-1)];
    const tensor = (values) => new Tensor('int64', values, [1, tokens.length]);
    const inputs = {
      input_ids: tensor(BigInt64Array.from(tokens, BigInt)),
      attention_mask: tensor(new BigInt64Array(tokens.length).fill(1n)),
      token_type_ids: tensor(new BigInt64Array(tokens.length)),
    };
    const outputs = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, inputs[name]])));
    const { data, dims } = outputs[session.outputNames[0]];
    // The first token stands for the whole text.
    return Float32Array.from(data.subarray(0, dims.at(-1)));
  };
}
