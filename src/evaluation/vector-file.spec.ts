import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorFile } from './vector-file.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'docking-vectors-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Counts what it is asked; a text's vector is its length and a half. */
class Asked {
  readonly texts: string[] = [];
  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    this.texts.push(...texts);
    return texts.map(({ length }) => Float32Array.of(length, 0.5, -0.25));
  }
}

it('asks for each text once, in this run and in the next', async () => {
  const asked = new Asked();
  const first = await new VectorFile(folder, 'model', asked).embed(['轴承', '减速机', '轴承']);
  expect(asked.texts).toEqual(['轴承', '减速机']);
  const second = await new VectorFile(folder, 'model', asked).embed(['减速机', '轴承', '激光清洗']);
  expect(asked.texts).toEqual(['轴承', '减速机', '激光清洗']);
  expect(second.slice(0, 2)).toEqual([first[1], first[0]]);
});

it('keeps models apart', async () => {
  const asked = new Asked();
  await new VectorFile(folder, 'one', asked).embed(['轴承']);
  await new VectorFile(folder, 'other', asked).embed(['轴承']);
  expect(asked.texts).toHaveLength(2);
  expect(readdirSync(folder)).toHaveLength(2);
});

it('goes on after a run that was killed while it wrote', async () => {
  const asked = new Asked();
  const whole = await new VectorFile(folder, 'model', asked).embed(['轴承', '减速机']);
  const path = join(folder, readdirSync(folder)[0]!);
  const { size } = statSync(path);
  appendFileSync(path, 'half a rec');
  const again = new VectorFile(folder, 'model', asked);
  expect(statSync(path).size).toBe(size);
  await again.embed(['激光清洗']);
  expect(await new VectorFile(folder, 'model', asked).embed(['轴承', '减速机'])).toEqual(whole);
  expect(asked.texts).toEqual(['轴承', '减速机', '激光清洗']);
});
