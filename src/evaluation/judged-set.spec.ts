import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isId } from '../shared/ids.js';
import { readJudgedSet } from './judged-set.js';

it('reads a set whose ids are words: the engines get UUIDs, in the order of the words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'judged-'));
  try {
    writeFileSync(join(folder, 'demands.jsonl'), '{"id":"d-1","title":"轴承","body":"6205"}\n');
    writeFileSync(join(folder, 'offerings.jsonl'), '{"id":"o-10","title":"轴承"}\n{"id":"o-9","title":"螺栓"}\n');
    writeFileSync(join(folder, 'judgements.tsv'), 'demand\toffering\tlevel\nd-1\to-9\t1\nd-1\to-10\t4\n');
    const { demands, offerings, judgements } = readJudgedSet(folder);
    expect([...demands, ...offerings].every(({ id }) => isId(id))).toBe(true);
    expect([...offerings].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ title }) => title)).toEqual(['轴承', '螺栓']);
    expect(offerings.map(({ id }) => judgements.get(demands[0]!.id)!.get(id))).toEqual([4, 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
