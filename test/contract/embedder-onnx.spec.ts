import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbedderError } from '../../src/platform/embedder/embedder.js';
import { OnnxEmbedder } from '../../src/platform/embedder/onnx-embedder.js';
import { embedderContract } from './embedder.contract.js';

/** A folder that `embedder install` has filled. */
const folder = process.env['EMBEDDER_TEST_MODEL'];
const describeOnModel = folder ? describe : describe.skip;

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describeOnModel('the embedder on this machine', () => {
  let embedder: OnnxEmbedder;
  beforeAll(() => (embedder = new OnnxEmbedder(folder!, 1)));
  afterAll(() => embedder.beforeApplicationShutdown());
  embedderContract(() => embedder);

  it('knows what belongs together, in other words too', async () => {
    const [need, same, other] = await embedder.embed(['陶瓷换热器翅片激光清洗', '利用激光去除散热片积碳', '食堂团餐配送服务']);
    expect(cosine(need!, same!)).toBeGreaterThan(cosine(need!, other!) + 0.15);
  });

  it('goes on with a new process when the old one was killed, and fails only what was under way', async () => {
    const [expected] = await embedder.embed(['刀具寿命预警']);
    const pid = childPid();
    const underWay = embedder.embed(Array.from({ length: 20 }, (_, i) => `${i} ${'很长的一段话'.repeat(50)}`));
    process.kill(pid, 'SIGKILL');
    await expect(underWay).rejects.toThrow(EmbedderError);
    expect((await embedder.embed(['刀具寿命预警']))[0]).toEqual(expected);
    expect(childPid()).not.toBe(pid);
  });

  it('leaves no process behind', async () => {
    const other = new OnnxEmbedder(folder!, 1);
    await other.embed(['刀具']);
    const before = childPids().length;
    await other.beforeApplicationShutdown();
    expect(childPids()).toHaveLength(before - 1);
    await expect(other.embed(['刀具'])).rejects.toThrow('being stopped');
  });

  it('tells what is wrong with a model that does not load', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'docking-model-'));
    cpSync(join(folder!, 'tokenizer.json'), join(broken, 'tokenizer.json'));
    symlinkSync(join(folder!, 'node_modules'), join(broken, 'node_modules'));
    writeFileSync(join(broken, 'model.onnx'), 'no model');
    await expect(new OnnxEmbedder(broken, 1).embed(['刀具'])).rejects.toThrow(/does not load/);
    rmSync(broken, { recursive: true });
  });
});

it('says how to get a model where there is none', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'docking-model-'));
  mkdirSync(join(empty, 'node_modules'));
  const embedder = new OnnxEmbedder(empty, 1);
  await expect(embedder.embed(['刀具'])).rejects.toThrow(/no complete model .* embedder install/);
  expect(embedder.health()).toEqual({ adapter: 'onnx', state: 'up', model: null });
  rmSync(empty, { recursive: true });
});

/** The processes that this one has started for models. */
function childPids(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes('onnx-process.mjs')).map((line) => Number.parseInt(line, 10));
}

function childPid(): number {
  const [pid] = childPids();
  if (pid === undefined) throw new Error('no process of a model');
  return pid;
}
